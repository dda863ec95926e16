"""Countries: names, codes and abbreviations to codes; words by which texts mention them; the traps."""

from __future__ import annotations

import pytest

from graph.fold import fold
from graph.reference import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("TÜRKİYE", "TR"),
        ("turkiye", "TR"),
        ("Türkei", "TR"),
        ("Турция", "TR"),
        ("Turquie", "TR"),
        ("Туреччина", "TR"),
        ("土耳其", "TR"),
        ("Hong Kong", "HK"),
        ("Hong Kong SAR", "HK"),
        ("Hong Kong, China", "HK"),
        ("China, Hong Kong SAR", "HK"),
        ("中国香港", "HK"),
        ("Гонконг", "HK"),
        ("Russian Federation", "RU"),
        ("РФ", "RU"),
        ("RF", "RU"),
        ("俄", "RU"),
        ("俄罗斯联邦", "RU"),
        ("Rusya", "RU"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Korea, Republic of", "KR"),
        ("Republic of Korea", "KR"),
        ("Корея, Республика", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("DPRK", "KP"),
        ("Kosovo", "XK"),
        ("Taiwan", "TW"),
        ("Taiwan, Province of China", "TW"),
        ("台湾", "TW"),
        ("臺灣", "TW"),
        ("VR China", "CN"),
        ("P.R. China", "CN"),
        ("PRC", "CN"),
        ("КНР", "CN"),
        ("中国", "CN"),
        ("中國", "CN"),
        ("Çin", "CN"),
        ("CHN", "CN"),
        ("ABD", "US"),
        ("BAE", "AE"),
        ("UAE", "AE"),
        ("U.A.E.", "AE"),
        ("ОАЭ", "AE"),
        ("VAE", "AE"),
        ("USA", "US"),
        ("США", "US"),
        ("The Netherlands", "NL"),
        ("Niederlande", "NL"),
        ("UK", "GB"),
        ("Côte d’Ivoire", "CI"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Republic of Moldova", "MD"),
        ("Беларусь", "BY"),
        ("Kyrgyz Republic", "KG"),
        ("Georgia", "GE"),
        ("NA", "NA"),
        ("cn", "CN"),
        (" China ", "CN"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("Того", "TG"),
    ],
)
def test_code(text: str, code: str) -> None:
    assert countries.code(text) == code


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("CN", "PRC|P.R.C.|PR China|VR China|RPC|R.P. Chine|КНР|ÇHC|中国|中華人民共和國|Китайська Народна Республіка"),
        (
            "TW",
            "ROC|R.O.C.|Republic of China|Taiwan|Тайвань|Tayvan|臺灣|中华民国|Chinese Taipei|Taiwan, Province of China",
        ),
        ("HK", "HKSAR|H.K.|Hong Kong SAR|Hong Kong, China|САР Гонконг|Сянган|香港特别行政区|Hongkong"),
        ("MO", "Macau|Macao SAR|Макао|Аомынь|澳門|Makao"),
        ("KP", "DPRK|D.P.R.K.|North Korea|КНДР|RPDC|DVRK|Korea, North|朝鲜|Північна Корея|Kuzey Kore"),
        ("KR", "ROK|South Korea|Korea, South|Республика Корея|韩国|Corée du Sud|Güney Kore"),
        ("AE", "UAE|U.A.E.|ОАЭ|ОАЕ|VAE|BAE|EAU|阿联酋|Birleşik Arap Emirlikleri|Объединённые Арабские Эмираты"),
        ("CD", "DRC|DR Congo|ДРК|Congo-Kinshasa|刚果（金）|Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo|Congo-Brazzaville|刚果（布）"),
        ("GE", "Georgia|Грузия|Gürcistan|格鲁吉亚"),
        ("KG", "Kyrgyzstan|Киргизия|Кыргызская Республика|Kirgisistan|Kırgızistan"),
        ("BY", "Belarus|Белоруссия|Belorussia|Weißrussland|白俄罗斯|Республика Беларусь"),
        ("RU", "РФ|Russian Federation|Российская Федерация|Russland|俄罗斯联邦|Rusya Federasyonu"),
    ],
)
def test_common_abbreviations_and_names_in_seven_languages(code: str, texts: str) -> None:
    assert {text: countries.code(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), code)


@pytest.mark.parametrize(
    "text",
    [
        "Congo", "Конго", "Kongo", "刚果", "Korea", "Корея", "Kore", "Corée", "Georgia, USA", "Georgia (US)", "USSR",
        "СССР", "Soviet Union", "Yugoslavia", "Югославия", "Serbia and Montenegro", "Czechoslovakia", "GDR", "DDR",
        "Zaire", "Virgin Islands", "Nigerien", "китайский",
    ],
)  # fmt: skip
def test_what_two_countries_share_or_is_no_more_is_not_guessed(text: str) -> None:
    assert countries.code(text) is None


@pytest.mark.parametrize(
    "text", ["", " ", "-", "Congo", "Chinese", "Chinaware", "EU", "ZZ", "XX", "unknown", "Chin", "Middle East"]
)
def test_code_never_guesses(text: str) -> None:
    assert countries.code(text) is None


def test_every_country_is_found_by_each_of_its_names_and_codes() -> None:
    codes = countries.all_codes()
    assert len(codes) == 250
    assert {"CN", "HK", "MO", "TW", "RU", "XK", "NA", "NO"} <= set(codes)
    for code in codes:
        assert countries.code(code) == code
        assert countries.code(str(countries.iso3(code))) == code
        assert set(countries.names(code)) == set(countries.LANGUAGES)
        for name in countries.names(code).values():
            assert countries.code(name) in (code, None), (code, name)
        assert countries.code(countries.name(code)) == code


def test_names() -> None:
    assert countries.name("TR", "de") == "Türkei"
    assert countries.name("HK", "zh") == "香港"
    assert countries.name("RU", "xx") == "Russia"
    assert countries.name("ZZ") == "ZZ"
    assert countries.names("ZZ") == {}
    assert countries.iso3("ZZ") is None


def test_china_leaves_out_hong_kong_macao_and_taiwan() -> None:
    assert countries.not_included("CN") == ("HK", "MO", "TW")
    assert countries.not_included("RU") == ()


def found(language: str) -> dict[str, tuple[str, str]]:
    return {mention.form: (mention.code, mention.role) for mention in countries.mentions(language)}


@pytest.mark.parametrize(
    ("language", "form", "code", "role"),
    [
        ("de", "Russlands", "RU", "name"),
        ("de", "chinesischen", "CN", "adjective"),
        ("de", "Niederlanden", "NL", "name"),
        ("de", "Chinesen", "CN", "inhabitants"),
        ("de", "Pekings", "CN", "capital"),
        ("de", "VAE", "AE", "abbreviation"),
        ("de", "türkische", "TR", "adjective"),
        ("de", "Volksrepublik", "CN", "name"),
        ("de", "Weißrussland", "BY", "name"),
        ("de", "nigerianische", "NG", "adjective"),
        ("de", "nigrische", "NE", "adjective"),
        ("de", "Moskauer", "RU", "capital"),
        ("en", "Chinese", "CN", "adjective"),
        ("en", "Russians", "RU", "inhabitants"),
        ("en", "Beijing", "CN", "capital"),
        ("en", "US", "US", "abbreviation"),
        ("en", "Hong Kong", "HK", "name"),
        ("en", "Nigerian", "NG", "adjective"),
        ("fr", "chinoises", "CN", "adjective"),
        ("fr", "turques", "TR", "adjective"),
        ("fr", "russes", "RU", "adjective"),
        ("ru", "Китая", "CN", "name"),
        ("ru", "Китаем", "CN", "name"),
        ("ru", "китайского", "CN", "adjective"),
        ("ru", "России", "RU", "name"),
        ("ru", "Турцию", "TR", "name"),
        ("ru", "Россией", "RU", "name"),
        ("ru", "Северной Кореи", "KP", "name"),
        ("ru", "Российской Федерации", "RU", "name"),
        ("ru", "КНР", "CN", "abbreviation"),
        ("ru", "Пекина", "CN", "capital"),
        ("ru", "турецкими", "TR", "adjective"),
        ("ru", "Москвы", "RU", "capital"),
        ("uk", "Росії", "RU", "name"),
        ("uk", "Китаю", "CN", "name"),
        ("uk", "Туреччини", "TR", "name"),
        ("uk", "російського", "RU", "adjective"),
        ("uk", "китайських", "CN", "adjective"),
        ("tr", "Rusya", "RU", "name"),
        ("tr", "Çinli", "CN", "adjective"),
        ("tr", "ABD", "US", "abbreviation"),
        ("zh", "俄罗斯", "RU", "name"),
        ("zh", "美方", "US", "abbreviation"),
        ("zh", "对俄", "RU", "abbreviation"),
    ],
)
def test_mentions(language: str, form: str, code: str, role: str) -> None:
    assert found(language)[form] == (code, role)


@pytest.mark.parametrize(
    ("language", "word"),
    [("ru", "того"), ("tr", "mali"), ("uk", "мали"), ("en", "jersey"), ("de", "este"), ("en", "poles"), ("ru", "чада")],
)
def test_words_that_are_something_else_are_not_searched(language: str, word: str) -> None:
    assert word not in {fold(mention.form) for mention in countries.mentions(language)}


@pytest.mark.parametrize("language", countries.LANGUAGES)
def test_one_form_means_one_country(language: str) -> None:
    owners: dict[str, set[str]] = {}
    for mention in countries.mentions(language):
        owners.setdefault(fold(mention.form), set()).add(mention.code)
    assert owners
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_doubtful_words_are_named() -> None:
    assert countries.doubtful("Georgia", "en")
    assert countries.doubtful("Russia", "en") is None
    assert list(countries.mentions("xx")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("China", "CN"), ("Türkei", "TR"), ("Oman", "OM"), ("RPC", None), ("DJI", None), ("CN", None), ("РФ", None)],
)
def test_only_a_name_written_out_is_a_name(text: str, code: str | None) -> None:
    assert countries.code_of_name(text) == code
    assert countries.code(text) is not None
