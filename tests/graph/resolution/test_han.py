"""Chinese names of organisations, all invented, against their Latin and Cyrillic forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolution.characters import cantonese, simplified
from graph.resolution.han import han_units, segments
from graph.resolution.han_alignment import line_up
from graph.resolution.han_comparison import HAN_FEATURES, compare_han, models
from graph.resolution.han_initials import initials
from graph.resolution.han_names import characters, words
from graph.resolution.han_remains import remains
from graph.resolution.han_spellings import hong_kong, palladius, spellings, taiwanese
from graph.resolution.han_transcription import chinese_beats, foreign_beats, heard_alike
from graph.resolution.han_words import english_stem, han_words
from graph.resolution.kana import syllables

SAME = [
    ("深圳市蓝禾电子有限公司", "Shenzhen Lanhe Electronics Co., Ltd."),  # pinyin
    ("深圳市蓝禾电子有限公司", "Shenzhen Lan He Electronic Co Ltd"),
    ("深圳市蓝禾电子有限公司", "SHENZHEN LÁN HÉ ELECTRONICS"),  # with tones
    ("深圳市藍禾電子有限公司", "Lanhe Electronics (Shenzhen) Limited"),  # traditional
    ("深圳市蓝禾电子有限公司", "Шэньчжэнь Ланьхэ Электроникс"),  # Palladius
    ("香港禾記貿易有限公司", "Wo Kee Trading (Hong Kong) Limited"),  # Cantonese
    ("義興精密工業股份有限公司", "Yih Shing Precision Industrial Co., Ltd."),  # Taiwan
    ("重庆绿浦科技有限公司", "Chongqing Lvpu Technology Co., Ltd."),  # a heteronym by its word; v for u with dots
    ("重庆绿浦科技有限公司", "Chongqing Lyupu Technology Co., Ltd."),
    ("蓝兔科技有限公司", "Blue Rabbit Technology Co., Ltd."),  # translated
    ("金桥国际物流有限公司", "Golden Bridge International Logistics Co., Ltd."),
    ("俄泰贸易有限公司", "Russia-Thailand Trading Co., Ltd."),
    ("北京斯克沃特科技有限公司", "Beijing Skvort Technology Co., Ltd."),  # a foreign word by its sound
    ("卡尔多兰无人机公司", "Kaldoran Drones, Inc."),
    ("YQZ航天公司", "YQZ Aerospace"),  # letters
    ("陕西长禾航空设备有限公司", "Shaanxi Changhe Aviation Equipment Co., Ltd."),
    ("哈尔滨禾林进出口有限公司", "Harbin Helin Import and Export Co., Ltd."),
    ("国际粮食民主论坛基金会", "International Grain Democracy Forum Foundation"),  # parts alone
    ("カルドランスキー名称科学研究所", "Kaldoransky Scientific Research Institute"),  # kana
    ("蓝禾电子第五十四研究所", "Lanhe Electronics 54th Research Institute"),  # Chinese numerals
    ("禾城邮电大学", "Hecheng University of Posts and Telecommunications"),
    (
        "蓝禾电子科技集团公司第五十四研究所",
        "LETC No. 54 Research Institute",
    ),  # first letters of parts and their meanings
]
DIFFERENT = [
    ("深圳市蓝禾电子有限公司", "Shenzhen Hongtu Electronics Co., Ltd."),  # one word apart
    ("深圳市蓝禾电子有限公司", "Shenzhen Lanxin Electronics Co., Ltd."),
    ("深圳市蓝禾电子有限公司", "Shenzhen Electronics Co., Ltd."),
    ("香港禾記貿易有限公司", "Hong Kong Kaiyue Trading Limited"),
    ("北京斯克沃特科技有限公司", "Beijing Martinov Technology Co., Ltd."),
    ("蓝兔科技有限公司", "Red Rabbit Technology Co., Ltd."),
    ("金桥国际物流有限公司", "Golden Dragon International Logistics Co., Ltd."),
    ("YQZ航天公司", "YQX Aerospace"),
    ("国际粮食民主论坛基金会", "International Energy Security Council"),
    ("卡尔多兰无人机公司", "Belvister Drones, Inc."),
    ("カルドランスキー名称科学研究所", "Belvister Scientific Research Institute"),
    ("蓝禾电子第五十四研究所", "Lanhe Electronics 55th Research Institute"),
    ("禾城交通大学", "Tongda Machine Tool Co., Ltd."),  # a reading across two known words
]


def chance(one: str, other: str) -> float:
    found = compare_han(one, other)
    assert found is not None
    return found.chance


@pytest.mark.parametrize(("han", "latin"), SAME)
def test_one_party_in_two_scripts_is_likely_one(han: str, latin: str) -> None:
    assert chance(han, latin) > 0.5


@pytest.mark.parametrize(("han", "latin"), DIFFERENT)
def test_one_word_apart_is_another_party(han: str, latin: str) -> None:
    assert chance(han, latin) < 0.45


def test_every_positive_beats_every_change_of_its_rare_word() -> None:
    for han, latin in SAME:
        for other in ("Hongtu", "Martinov", "Silver Wolf"):
            changed = f"{other} {latin.split(' ', 1)[-1]}"
            if changed.lower() != latin.lower():
                assert chance(han, latin) >= chance(han, changed) or latin.split()[0] in ("Shenzhen", "Beijing")


def test_the_order_of_the_names_does_not_matter() -> None:
    for han, latin in (*SAME, *DIFFERENT):
        assert chance(han, latin) == chance(latin, han)


@given(st.text(alphabet="蓝禾深圳市电子有限公司香港貿易ＡB1 ()（）·-", max_size=14), st.text(max_size=20))
def test_any_text_is_compared_without_an_error(one: str, other: str) -> None:
    found = compare_han(one, other)
    assert found is None or 0.0 <= found.chance <= 1.0


def test_names_of_one_script_are_not_compared_here() -> None:
    assert compare_han("蓝禾", "红图") is None
    assert compare_han("Lanhe", "Hongtu") is None


@pytest.mark.long  # a name of 100,000 letters, half a minute
def test_long_and_odd_names_do_no_harm() -> None:
    assert chance("蓝" * 100_000, "lan " * 25_000) <= 1.0
    for odd in ("", "有限公司", "\u202e蓝\u202c", "蓝🙂禾", "(香港)", "·"):
        assert compare_han(odd, "Lanhe Ltd") is None or chance(odd, "Lanhe Ltd") <= 1.0


def test_what_stands_for_what_is_told() -> None:
    found = compare_han("武汉蓝兔斯克沃特科技有限公司", "Wuhan Blue Rabbit Skvort Technology Co., Ltd.")
    assert found is not None
    told = {(agreement.han, agreement.words, agreement.by) for agreement in found.agreements}
    assert {("武汉", "wuhan", "place"), ("蓝", "blue", "meaning"), ("科技", "technology", "part")} <= told
    assert ("斯克沃特", "skvort", "transcription") in told
    assert found.left_here == ()
    assert found.left_there == ()


def test_what_is_left_over_is_told() -> None:
    found = compare_han("深圳市蓝禾红图电子有限公司", "Lanhe Zubrov Electronics")
    assert found is not None
    assert "".join(found.left_here) == "红图"
    assert found.left_there == ("zubrov",)


@pytest.mark.parametrize(
    ("numerals", "digits"),
    [("第十四", "14"), ("第五十", "50"), ("第一百零三", "103"), ("六一八", "618"), ("二零二六", "2026")],
)
def test_numbers_in_chinese_numerals_are_read(numerals: str, digits: str) -> None:
    assert list(characters(f"蓝禾{numerals}研究所").letters.values()) == [digits]


def test_a_single_numeral_stays_a_character() -> None:
    assert not characters("蓝一电子").letters
    assert not characters("第一研究所").letters


def test_a_word_said_twice_or_before_a_number_says_nothing_new() -> None:
    assert [word.text for word in words("Zubrov Trade and Zubrov Group")] == ["zubrov", "trade", "group"]
    assert [word.text for word in words("Plant No. 5")] == ["plant", "5"]


def test_what_is_left_may_begin_alike() -> None:
    mine = characters("纳鲁维电子有限公司")
    alike, unlike = (
        remains(mine, line_up(mine, words(f"{brand} Electronics"))) for brand in ("Nicer Lumpy Vest", "Crisp Tidy Pond")
    )
    assert alike[0] == 1.0
    assert unlike[0] == 0.0
    one = remains(mine, line_up(mine, words("Nest Electronics")))
    assert one[0] == 0.0  # a single first letter is chance


def test_an_acronym_stands_for_all_free_parts_or_none() -> None:
    mine = characters("中国电子科技集团")
    found = {word: initials(mine, words(word), set(), set()) for word in ("CETC", "CETG", "CEXC", "CET")}
    assert [bool(found[word]) for word in found] == [True, True, False, True]


def test_every_feature_has_a_weight_of_its_sign() -> None:
    for weights in models().values():
        assert set(weights) == {*HAN_FEATURES, "bias"}
        for name, (_, sign) in HAN_FEATURES.items():
            assert weights[name] * sign >= 0, name


def test_names_are_cut_into_place_rare_word_trade_and_form() -> None:
    assert [piece for piece, _ in segments("深圳市蓝禾电子有限公司")] == ["深圳", "蓝禾", "电子", "有限公司"]
    assert [unit.role for unit in han_units("深圳市蓝禾电子")] == ["place", "core", "part"]


def test_a_place_inside_of_a_rare_word_is_none() -> None:
    assert [piece for piece, word in segments("蓝光明禾电子") if word is None] == ["蓝光明禾"]


def test_units_know_other_readings_and_meanings() -> None:
    unit = next(unit for unit in han_units("香港禾記貿易") if unit.role == "core")
    assert unit.han == "禾记"
    assert "vokei" in unit.readings  # Wo Kei
    assert "blue" in next(unit for unit in han_units("蓝禾") if unit.role == "core").meanings


def test_japanese_and_traditional_forms_become_simplified() -> None:
    assert simplified("電気応用験") == "电气应用验"


@pytest.mark.parametrize(
    ("syllable", "spelling"),
    [("zhong", "chung"), ("xin", "hsin"), ("qing", "ching"), ("zhi", "chih"), ("jian", "chien")],
)
def test_taiwan_spells_in_wade_giles(syllable: str, spelling: str) -> None:
    assert spelling in taiwanese(syllable)


@pytest.mark.parametrize(
    ("char", "spelling"), [("记", "kee"), ("张", "cheung"), ("国", "kwok"), ("利", "lee"), ("荣", "wing")]
)
def test_hong_kong_spells_by_cantonese(char: str, spelling: str) -> None:
    assert spelling in {written for reading in cantonese(char) for written in hong_kong(reading)}


def test_palladius() -> None:
    mandarin = ("shen", "zhen", "lan", "he", "xue", "zhi", "jing", "yun", "guang")
    assert [*map(palladius, mandarin)] == ["шэнь", "чжэнь", "лань", "хэ", "сюэ", "чжи", "цзин", "юнь", "гуан"]


def test_a_spelling_is_told_with_its_system() -> None:
    assert dict(spellings("菱", "ling"))["bishi"] == "Japanese"
    assert dict(spellings("菱", "ling"))["ling"] == "pinyin"


@pytest.mark.parametrize(
    ("heard", "word"),
    [
        (("si", "ke", "wo", "te"), "skvort"),
        (("ka", "er", "duo", "lan"), "kaldoran"),
        (("bei", "er", "wei", "si", "te"), "belvist"),
    ],
)
def test_foreign_words_are_heard(heard: tuple[str, ...], word: str) -> None:
    assert heard_alike(chinese_beats(heard), foreign_beats(word)) > 0.75


def test_other_words_are_not_heard() -> None:
    heard = [("si", "ke", "wo", "te"), ("ka", "er", "duo", "lan"), ("bei", "er", "wei", "si", "te"), ("lan", "he")]
    others = ["hongtu", "martinov", "granatov", "zubrov", "minsk", "polyus"]
    assert all(heard_alike(chinese_beats(one), foreign_beats(other)) < 0.66 for one in heard for other in others)


def test_stems_join_one_field_of_words() -> None:
    assert english_stem("technological") == english_stem("technologies") == english_stem("technology")
    assert english_stem("electronic") == english_stem("electronics")
    assert english_stem("ship") != english_stem("shop")


def test_tables_are_in_simplified_characters_and_hold_no_word_without_a_meaning() -> None:
    for word, entry in han_words().words.items():
        assert word == simplified(word)
        assert entry.meanings or entry.spellings, word


def test_japanese_syllables() -> None:
    assert [latin for _, latin in syllables("シュヴァルカーツ")] == ["shu", "va", "ru", "ka", "tsu"]
    assert [latin for _, latin in syllables("ひらがな")] == ["hi", "ra", "ga", "na"]
    assert syllables("ー・") == []
