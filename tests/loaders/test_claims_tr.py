"""Claims out of Turkish sentences: roles by case, chains, modality, numbers, finds; texts that give nothing."""

from __future__ import annotations

import pytest

from graph.model import Claim, Party
from tests.support.claims import Core, claims_of, core

DAY = "2024-03-11"


def claims(text: str, published: str = DAY) -> list[Claim]:
    return claims_of(text, "tr", published)


def name(party: Party | None) -> str | None:
    return party.surface if party else None


def cores(text: str) -> list[Core]:
    return [core(claim) for claim in claims(text)]


ROLES = [
    ("Çin, Rusya'ya rulman sattı.", ("Çin", "Rusya", "rulman")),
    ("Rusya, Çin'den rulman satın aldı.", ("Çin", "Rusya", "rulman")),
    ("Rulmanlar Çin tarafından Rusya'ya satıldı.", ("Çin", "Rusya", "Rulmanlar")),
    ("Rulmanlar Çin'den Rusya'ya gönderildi.", ("Çin", "Rusya", "Rulmanlar")),
    ("Çin Rusya'ya rulman ihraç etti.", ("Çin", "Rusya", "rulman")),
    ("Rusya'ya Çinli bir tüccar rulman yolladı.", ("Çinli bir tüccar", "Rusya", "rulman")),
    ("Pekin yönetimi Moskova'ya rulman verdi.", ("Çin", "Rusya", "rulman")),
    ("Şanghaylı bir üretici Rus ordusuna rulman sağladı.", ("Şanghaylı bir üretici", "Rus ordusu", "rulman")),
    ("Çinli şirketler Rus alıcılara transistör gönderdi.", ("Çinli şirketler", "Rus alıcılar", "transistör")),
    (
        "Rus alıcılar Çinli üreticilerden optik mercek teslim aldı.",
        ("Çinli üreticiler", "Rus alıcılar", "optik mercek"),
    ),
    (
        "Rus şirketleri Çinli tedarikçilerden elektronik bileşen temin etti.",
        ("Çinli tedarikçiler", "Rus şirketleri", "elektronik bileşen"),
    ),
    (
        "Demirtuz Makina A.Ş., OOO Belozvon'a güç transistörü ihraç etti.",
        ("Demirtuz Makina A.Ş.", "OOO Belozvon", "güç transistörü"),
    ),
    (
        "Rus üretici AO Sosnazavod, Çinli Yuehong Electronics Co., Ltd.'den torna tezgâhı satın aldı.",
        ("Yuehong Electronics Co., Ltd.", "AO Sosnazavod", "torna tezgâhı"),
    ),
    (
        "Wuhan Qingyu Optics Co., Ltd.'den Belarus'a lazer diyot sevk edildi.",
        ("Wuhan Qingyu Optics Co., Ltd.", "Belarus", "lazer diyot"),
    ),
    ("Moskova, Pekin'e denizaltı sonarı teknolojisi devretti.", ("Rusya", "Çin", "denizaltı sonarı teknolojisi")),
    ("Rus şirketi Uralkhim-Test, Çin'e gübre satıyor.", ("Uralkhim-Test", "Çin", "gübre")),
    ("Malvinko'dan Rusya'ya üç adet radar gönderildi.", ("Malvinko", "Rusya", "radar")),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_case_endings_and_postpositions_give_the_roles(text: str, expected: Core) -> None:
    assert [(core(claim), claim.kind) for claim in claims(text)] == [(expected, "transfer")]


NOUNS = [
    ("Çin'in Rusya'ya rulman satışı arttı.", ("Çin", "Rusya", "rulman")),
    ("Rusya'nın Çin'den rulman ithalatı rekor kırdı.", ("Çin", "Rusya", "rulman")),
    ("Çin'in Rusya'ya yaptığı rulman ihracatı arttı.", ("Çin", "Rusya", "rulman")),
    ("Çin'den Rusya'ya rulman sevkiyatı yapıldı.", ("Çin", "Rusya", "rulman")),
    ("Rusya'nın Çin'den aldığı rulmanlar cephede kullanıldı.", ("Çin", "Rusya", "rulmanlar")),
    ("Büro, Rusya'ya rulman satan Çinli şirketleri inceledi.", ("Çinli şirketler", "Rusya", "rulman")),
]


@pytest.mark.parametrize(("text", "expected"), NOUNS)
def test_nouns_and_participles_of_supply_have_the_roles_of_their_verbs(text: str, expected: Core) -> None:
    assert cores(text) == [expected]


CHAINS = [
    (
        "Mersinli Demirtuz Makina A.Ş., Wuhan Qingyu Optics Co., Ltd.'den aldığı 40 diyotu OOO Belozvon'a sattı.",
        [
            ("Wuhan Qingyu Optics Co., Ltd.", "Demirtuz Makina A.Ş.", "diyot"),
            ("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot"),
        ],
    ),
    (
        "Demirtuz Makina A.Ş. Çin'den 40 diyot aldı. Şirket, aynı diyotları OOO Belozvon'a sevk etti.",
        [("Çin", "Demirtuz Makina A.Ş.", "diyot"), ("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot")],
    ),
    (
        "Demirtuz Makina A.Ş. Çin'den 40 diyot aldı. Diyotların tamamı OOO Belozvon'a satıldı.",
        [("Çin", "Demirtuz Makina A.Ş.", "diyot"), ("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot")],
    ),
    (
        "Çin, Demirtuz Makina A.Ş.'ye 40 diyot sattı, o da malı OOO Belozvon'a gönderdi.",
        [("Çin", "Demirtuz Makina A.Ş.", "diyot"), ("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot")],
    ),
    (
        "Savcılık, UAB Girdula'nın Çin'den aldığı diyotları Rusya'ya ulaştırdığını tespit etti.",
        [("Çin", "UAB Girdula", "diyotlar"), ("UAB Girdula", "Rusya", "diyotlar")],
    ),
    (
        "Çin'den 40 diyot alan UAB Girdula, bunları Rusya'ya sattı.",
        [("Çin", "UAB Girdula", "diyot"), ("UAB Girdula", "Rusya", "diyot")],
    ),
    (
        "UAB Girdula diyotları OOO Belozvon'a, OOO Belozvon ise Rusya'ya sattı.",
        [("UAB Girdula", "OOO Belozvon", "diyotlar"), ("OOO Belozvon", "Rusya", "diyotlar")],
    ),
    (
        "Diyotlar Çin'den UAB Girdula'ya, oradan da Rusya'ya gitti.",
        [("Çin", "UAB Girdula", "Diyotlar"), ("UAB Girdula", "Rusya", "Diyotlar")],
    ),
    (
        "UAB Girdula'nın Çin'den diyot aldığı ve Rusya'ya sattığı belirtiliyor.",
        [("Çin", "UAB Girdula", "diyot"), ("UAB Girdula", "Rusya", "diyot")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_goods_that_are_passed_on_are_two_legs(text: str, expected: list[Core]) -> None:
    assert sorted(cores(text), key=str) == sorted(expected, key=str)


def test_the_whole_lot_goes_on_with_its_number_and_the_quote_holds_both_legs() -> None:
    text = "Demirtuz Makina A.Ş. Çin'den 40 diyot aldı. Trabzonlu firma aynı diyotları Rusya'ya gönderdi."
    first, second = claims(text.replace("Demirtuz", "Trabzonlu Demirtuz", 1))
    assert (core(second), second.quantity) == (("Demirtuz Makina A.Ş.", "Rusya", "diyot"), first.quantity)
    assert second.quote.startswith("Trabzonlu Demirtuz")


def test_somebody_who_took_delivery_or_was_sold_a_number_of_them() -> None:
    text = (
        "Demirtuz Makina A.Ş., Wuhan Qingyu Optics Co., Ltd.'ye 600 diyot sipariş etti. "
        "Diyotlar 2023'te teslim alındı. "
        "Demirtuz Makina A.Ş., diyotların 400 adedini OOO Belozvon'a devretti."
    )
    first, second = claims(text)
    assert (core(first), first.modality, first.start) == (
        ("Wuhan Qingyu Optics Co., Ltd.", "Demirtuz Makina A.Ş.", "diyot"), "asserted", "2023")  # fmt: skip
    assert (core(second), second.quantity and second.quantity.number) == (
        ("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot"), "400")  # fmt: skip


def test_bunlar_means_what_the_sentence_before_names_and_a_list_has_one_case() -> None:
    text = "Dosyadaki öteki kalem, rulmanlar. Çin bunları UAB Girdula ile OOO Belozvon'a sattı."
    assert cores(text) == [("Çin", "UAB Girdula", "rulmanlar"), ("Çin", "OOO Belozvon", "rulmanlar")]


def test_the_same_buyer_and_the_firm_of_an_officer() -> None:
    text = (
        "Demirtuz Makina A.Ş. 40 diyotu OOO Belozvon'a sattı. Çin, Rusya'daki aynı alıcıya 12 torna tezgâhı yolladı. "
        "Demirtuz Makina A.Ş.'nin müdürü Selma Altınova. Altınova, şirketinin Rusya'ya diyot satmadığını söyledi."
    )
    transfers = [claim for claim in claims(text) if claim.kind == "transfer"]
    assert [(core(claim), claim.modality) for claim in transfers] == [
        (("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot"), "asserted"),
        (("Çin", "OOO Belozvon", "torna tezgâhı"), "asserted"),
        (("Demirtuz Makina A.Ş.", "Rusya", "diyot"), "denied"),
    ]
    assert transfers[-1].quantity is None


def test_who_speaks_of_us_speaks_for_the_state_or_the_firm() -> None:
    assert cores("Çin Savunma Bakanı, ülkesinin Rusya'ya rulman satmadığını söyledi.") == [("Çin", "Rusya", "rulman")]
    text = "Demirtuz Makina A.Ş. yöneticisi Selma Altınova, Rusya'ya rulman satmadıklarını söyledi."
    assert [core(claim) for claim in claims(text) if claim.kind == "transfer"] == [
        ("Demirtuz Makina A.Ş.", "Rusya", "rulman")]  # fmt: skip


CHARGES = [
    "AB, Rusya'ya rulman sattığı gerekçesiyle Demirtuz Makina A.Ş.'yi kara listeye aldı.",
    "Demirtuz Makina A.Ş., Rusya'ya rulman sattığı iddiasıyla soruşturuluyor.",
    "Savcılık, Demirtuz Makina A.Ş.'yi Rusya'ya rulman satmakla suçluyor.",
]


@pytest.mark.parametrize("text", CHARGES)
def test_who_is_charged_is_who_is_said_to_have_sold(text: str) -> None:
    (claim,) = [claim for claim in claims(text) if claim.kind == "transfer"]
    assert (core(claim), claim.modality) == (("Demirtuz Makina A.Ş.", "Rusya", "rulman"), "alleged")


def test_the_number_of_what_was_sent_stands_in_the_main_clause() -> None:
    (claim,) = claims("Rusya'nın geçen yıl Çin'den aldığı rulmanların miktarı 310 tona ulaştı.")
    assert (claim.quantity and (claim.quantity.number, claim.quantity.unit), claim.start) == (("310", "ton"), "2023")
    (claim,) = claims("Çin'in Rusya'ya rulman ihracatı 2022'de 1,1 milyon dolardan 2023'te 8,4 milyon dolara çıktı.")
    assert (claim.value and claim.value.number, claim.start) == ("8400000", "2023")


WORTH = [
    "Çin, Rusya'ya 600 rulman sattı. Rulmanların bedeli 585.000 avroydu.",
    "Rusya, Çin'den 600 rulman ithal etti; bunun için ödenen tutar 585.000 avroyu buldu.",
    "Rusya'nın Çin'den aldığı 585.000 avroluk rulman cephede kullanıldı.",
    "Rusya'nın, Çin'e 600 rulman için 585.000 avro ödediği belirtiliyor.",
    "Çin'in Rusya'ya rulman satışı geçen yıl 585.000 avroya ulaştı.",
    "Çin, Rusya'ya 600 rulman ile 40 dürbün sattı. Rulmanların faturası 585.000 avroydu.",
]


@pytest.mark.parametrize("text", WORTH)
def test_a_sum_belongs_to_the_goods_beside_it_or_before_it(text: str) -> None:
    (claim,) = [one for one in claims(text) if one.goods == "rulman"]
    assert (core(claim), claim.value and claim.value.number) == (("Çin", "Rusya", "rulman"), "585000")


CLIENTS = [
    'Demirtuz Makina A.Ş.\'nin avukatı, "Müvekkilim bu firmaya diyot satmadı" dedi.',
    "Demirtuz Makina A.Ş.'nin müdürü Cevdet Akpınarlı suçlamayı kabul etmiyor: \"OOO Belozvon'a diyot satmadık.\"",
    "Demirtuz Makina A.Ş.'nin müdürü Cevdet Akpınarlı, OOO Belozvon'a diyot satmadıklarını anlattı.",
]


@pytest.mark.parametrize("text", CLIENTS)
def test_who_speaks_for_a_firm_denies_for_it(text: str) -> None:
    before = "Demirtuz Makina A.Ş., OOO Belozvon'a 40 diyot sattı. "
    denied = [core(claim) for claim in claims(before + text) if claim.modality == "denied"]
    assert denied == [("Demirtuz Makina A.Ş.", "OOO Belozvon", "diyot")]


def test_firms_are_listed_and_held_in_other_words() -> None:
    text = (
        "AO Sosnazavod, Çin'den 40 diyot aldı. Firma, Japonya'nın yaptırım listesine mart ayında girdi. "
        "Firmanın yüzde 90'ı, Hong Kong'da kurulu Jade Plover Ltd'nin elinde. "
        "Jade Plover Ltd'nin genel müdürlüğünü yürüten Rodion Şumakov konuştu."
    )
    stated = {claim.kind: (name(claim.subject), name(claim.object), claim.topic) for claim in claims(text)}
    assert stated["listing"] == ("Japonya", "AO Sosnazavod", "yaptırım listesi")
    assert stated["ownership"] == ("Jade Plover Ltd", "AO Sosnazavod", None)
    assert stated["role"] == ("Rodion Şumakov", "Jade Plover Ltd", "genel müdürlük")


def test_a_lead_in_one_word_gives_way_to_what_the_paragraph_spells_out() -> None:
    text = "Rusya, Çin'e teknoloji aktarıyor. Moskova geçen yıl Pekin'e radar teknolojisi verdi."
    assert cores(text) == [("Rusya", "Çin", "radar teknolojisi")]


def test_lists_of_parties_and_goods_are_claims_of_their_own() -> None:
    text = "Çin ve Kuzey Kore, Rusya'ya barut, rulman ve 40 ton nitroselüloz gönderdi."
    found = claims(text)
    assert {core(claim) for claim in found} == {
        (supplier, "Rusya", goods)
        for supplier in ("Çin", "Kuzey Kore")
        for goods in ("barut", "rulman", "nitroselüloz")
    }
    assert {claim.goods for claim in found if claim.quantity} == {"nitroselüloz"}


WAYS = [
    ("Çin, Kazakistan üzerinden Rusya'ya rulman sattı.", ["Kazakistan"]),
    ("Çin, Türkiye ve Gürcistan üzerinden Rusya'ya rulman sattı.", ["Türkiye", "Gürcistan"]),
    ("Çin, Tiflis'teki Mtkvar Freight LLC aracılığıyla Rusya'ya rulman sattı.", ["Mtkvar Freight LLC"]),
    ("Çin, Rusya'ya rulman sattı. Ürünlerin tamamı Kazakistan üzerinden gönderildi.", ["Kazakistan"]),
]


@pytest.mark.parametrize(("text", "expected"), WAYS)
def test_the_way_stands_before_its_postposition(text: str, expected: list[str]) -> None:
    assert [[party.surface for party in claim.via] for claim in claims(text)] == [expected]


MODALITIES = [
    ("Çin, Rusya'ya rulman sattı.", "asserted"),
    ("Çin, Rusya'ya rulman satmıştı.", "asserted"),
    ("Zarnık Gümrük Dairesi'ne göre Çin, Rusya'ya rulman sattı.", "reported"),
    ("Bir diplomat, Çin'in Rusya'ya rulman sattığını söyledi.", "reported"),
    ("Çin'in Rusya'ya rulman sattığı bildirildi.", "reported"),
    ("Çin'in Rusya'ya rulman sattığı tahmin ediliyor.", "reported"),
    ("Mahkeme belgeleri, Çin'in Rusya'ya rulman sattığını gösteriyor.", "reported"),
    ("Savcılık, Çin'in Rusya'ya rulman sattığını öne sürdü.", "alleged"),
    ("Çin'in Rusya'ya rulman sattığı iddia edildi.", "alleged"),
    ("Tallinn, Çin'in Rusya'ya rulman sattığından şüpheleniyor.", "alleged"),
    ("Tallinn, Çin'i Rusya'ya rulman satmakla suçladı.", "alleged"),
    ("Pekin, Çin'in Rusya'ya rulman sattığını yalanladı.", "denied"),
    ("Pekin, Rusya'ya rulman satıldığı yönündeki haberleri yalanladı.", "denied"),
    ("Tallinn, Çin'in Rusya'ya rulman sattığını doğrulamadı.", "denied"),
    ("Çin Ticaret Bakanlığı, Rusya'ya rulman satmadıklarını açıkladı.", "denied"),
    ("Çin, Rusya'ya rulman satmadı.", "denied"),
    ("Rusya, Çin'den rulman talep etti.", "sought"),
    ("Rusya, Çin'den rulman satın almak istiyor.", "sought"),
    ("Çin, Rusya'ya rulman satmayı planlıyor.", "planned"),
    ("Çin gelecek yıl Rusya'ya rulman satacak.", "planned"),
    ("Çin'in Rusya'ya rulman göndermesi bekleniyor.", "planned"),
    ("Taraflar, Çin'in Rusya'ya rulman satmasını öngören bir anlaşma imzaladı.", "planned"),
    ("Londra, Çin'in Rusya'ya rulman verebileceğinden endişe ediyor.", "feared"),
    ("Londra, Çin'in Rusya'ya rulman verebileceği uyarısında bulundu.", "feared"),
    ("Varşova'yı kaygılandıran, Çin'in Rusya'ya rulman vermesi ihtimali.", "feared"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_the_verb_on_which_a_statement_hangs_gives_its_modality(text: str, expected: str) -> None:
    assert [(core(claim), claim.modality) for claim in claims(text)] == [(("Çin", "Rusya", "rulman"), expected)]


SPEAKERS = [
    ("Bir diplomat, Çin'in Rusya'ya rulman sattığını söyledi.", "diplomat"),
    (
        "Adını vermek istemeyen bir diplomat, Çin'in Rusya'ya rulman sattığını söyledi.",
        "Adını vermek istemeyen bir diplomat",
    ),
    ("Zarnık Gümrük Dairesi'nin verilerine göre Çin, Rusya'ya rulman sattı.", "Zarnık Gümrük Dairesi"),
    ("Çin'in Rusya'ya rulman sattığı bildirildi.", None),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_the_speaker_is_the_subject_of_the_verb_of_saying(text: str, expected: str | None) -> None:
    assert [claim.speaker for claim in claims(text)] == [expected]


def test_a_paragraph_hangs_on_its_paper_until_the_next_one_begins() -> None:
    text = (
        "İddianamede Demirtuz Makina A.Ş.'nin Çin'den 40 diyot aldığı anlatılıyor. "
        "Şirket, diyotları Rusya'ya gönderdi.\n\nÇin, Rusya'ya rulman sattı."
    )
    assert [claim.modality for claim in claims(text)] == ["reported", "reported", "asserted"]


NUMBERS = [
    ("yaklaşık 620 milyon dolar değerinde rulman", None, ("~", "620000000", "USD")),
    ("240.750,50 avroya rulman", None, ("=", "240750.5", "EUR")),
    ("3,5 milyon euroluk rulman", None, ("=", "3500000", "EUR")),
    ("en az 40 parti rulman", (">=", "40", "parti"), None),
    ("en fazla 90 ton rulman", ("<=", "90", "ton"), None),
    ("on iki adet rulman", ("=", "12", None), None),
    ("yirmi dört rulman", ("=", "24", None), None),
    ("iki yüz elli bin rulman", ("=", "250000", None), None),
    ("1.600 adet rulman", ("=", "1600", None), None),
    ("12 bin rulman", ("=", "12000", None), None),
    ("100'den fazla rulman", (">", "100", None), None),
    ("50'ye yakın rulman", ("~", "50", None), None),
    ("155 milimetrelik top mermisi", None, None),
    ("20 tonu aşkın rulman", (">", "20", "ton"), None),
    ("3 milyon doları aşkın bedelle rulman", None, (">", "3000000", "USD")),
    ("300 rulo cam elyaf", ("=", "300", "rulo"), None),
]


@pytest.mark.parametrize(("printed", "quantity", "value"), NUMBERS)
def test_quantities_and_sums(printed: str, quantity: tuple[str, ...] | None, value: tuple[str, ...] | None) -> None:
    (claim,) = claims(f"Çin, Rusya'ya {printed} sattı.")
    one, other = claim.quantity, claim.value
    assert (one and (one.relation, one.number, one.unit)) == quantity
    assert (other and (other.relation, other.number, other.currency)) == value


DATES = [
    ("2023 yılının ikinci yarısında", "2023-07", "2023-12"),
    ("2023'ün ilk çeyreğinde", "2023-01", "2023-03"),
    ("Kasım 2023'te", "2023-11", "2023-11"),
    ("2023 yılının mart ayında", "2023-03", "2023-03"),
    ("12 Kasım 2023'te", "2023-11-12", "2023-11-12"),
    ("Mart-Haziran 2023 döneminde", "2023-03", "2023-06"),
    ("2022 ile 2024 yılları arasında", "2022", "2024"),
    ("2021'den bu yana", "2021", None),
    ("geçen yıl", "2023", "2023"),
    ("geçen ay", "2024-02", "2024-02"),
    ("dün", "2024-03-10", "2024-03-10"),
    ("ocak ayında", "2024-01", "2024-01"),
    ("kasımda", "2023-11", "2023-11"),
    ("2022 sonbaharında", "2022", "2022"),
    ("Ocak-Mart 2023 döneminde", "2023-01", "2023-03"),
    ("2023 yılının ilk dokuz ayında", "2023-01", "2023-09"),
    ("14.03.2023 tarihinde", "2023-03-14", "2023-03-14"),
    ("geçen yılın şubat ayında", "2023-02", "2023-02"),
    ("geçen yıl şubatta", "2023-02", "2023-02"),
    ("2022 aralığında", "2022-12", "2022-12"),
    ("iki yıl önce", "2022", "2022"),
    ("üç ay önce", "2023-12", "2023-12"),
    ("2021'den 2023'e kadar", "2021", "2023"),
    ("2023'ün şubatından beri", "2023-02", None),
    ("ocak sonlarında", "2024-01", "2024-01"),
]


@pytest.mark.parametrize(("printed", "start", "end"), DATES)
def test_dates(printed: str, start: str, end: str | None) -> None:
    assert [(claim.start, claim.end) for claim in claims(f"Çin {printed} Rusya'ya rulman sattı.")] == [(start, end)]


def test_a_month_without_a_year_follows_the_date_before_it() -> None:
    text = "Demirtuz Makina A.Ş. Temmuz 2022'de Çin'den 40 diyot aldı. Şirket, diyotları eylülde Rusya'ya gönderdi."
    assert [claim.start for claim in claims(text)] == ["2022-07", "2022-09"]
    text = text.replace("Rusya'ya gönderdi", "teslim aldı ve aynı ay içinde Rusya'ya gönderdi")
    assert [claim.start for claim in claims(text)] == ["2022-07", "2022-09"]


def test_goods_stand_in_the_nominative_with_the_number_as_printed() -> None:
    texts = {
        "Çin, güç transistörünü Rusya'ya sattı.": "güç transistörü",
        "Çin, gelişmiş çipleri Rusya'ya sattı.": "gelişmiş çipler",
        "Çin, servo motoru Rusya'ya sattı.": "servo motor",
        "Çin, Rusya'ya gemi türbini sattı.": "gemi türbini",
        "Çin, Rusya'ya telsiz modülleri sattı.": "telsiz modülleri",
        "Çin, Rusya'ya kurşun geçirmez yelek sattı.": "kurşun geçirmez yelek",
        "Çin, Rusya'ya PH-88P tipi güç transistörü sattı.": "güç transistörü",
        "Çin, Rusya'ya Alman malı torna tezgâhı sattı.": "torna tezgâhı",
    }
    assert {text: claims(text)[0].goods for text in texts} == texts


def test_origin_model_and_maker_stand_beside_the_goods() -> None:
    (claim,) = claims("Demirtuz Makina A.Ş., Rusya'ya Çin menşeli 40 adet PH-88P tipi transistör sattı.")
    assert (claim.origin, claim.model, claim.quantity and claim.quantity.number) == ("CN", "PH-88P", "40")
    (made,) = claims("Wuhan Qingyu Optics Co., Ltd. tarafından üretilen 40 diyot OOO Belozvon'a gönderildi.")
    assert (name(made.maker), name(made.supplier)) == ("Wuhan Qingyu Optics Co., Ltd.", None)


def test_what_the_papers_called_the_goods_belongs_to_the_last_leg() -> None:
    text = (
        "Demirtuz Makina A.Ş. Çin'den 40 diyot aldı. Şirket, diyotları Rusya'ya gönderdi. "
        "Beyannamede ürünler “akvaryum pompası” olarak gösterildi."
    )
    assert [claim.declared_as for claim in claims(text)] == [None, "akvaryum pompası"]


FINDS = [
    ("Uzmanlar, düşürülen bir Bozkır-5 dronunun enkazında Çin yapımı bir kamera buldu.", "kamera", "1"),
    ("Bozkır-5 füzesinden Çin malı iki jiroskop çıkarıldı.", "jiroskop", "2"),
    ("Ukrayna, bir Bozkır-5 insansız hava aracında Çin menşeli işlemci tespit edildiğini bildirdi.", "işlemci", None),
]


@pytest.mark.parametrize(("text", "goods", "number"), FINDS)
def test_what_is_found_in_a_weapon_is_no_delivery(text: str, goods: str, number: str | None) -> None:
    (claim,) = claims(text)
    assert (claim.kind, name(claim.weapon), claim.goods, claim.origin) == ("end_use", "Bozkır-5", goods, "CN")
    assert (claim.quantity and claim.quantity.number) == number


def test_troops_use_goods_of_another_country() -> None:
    (claim,) = claims("Rus ordusunun 22. Alayı'nın Çin malı motosikletler kullandığı aktarıldı.")
    assert (claim.kind, name(claim.recipient)) == ("end_use", "Rus ordusunun 22. Alayı")
    assert (claim.goods, claim.origin, claim.modality) == ("motosikletler", "CN", "reported")


def test_offers_have_a_price_for_one() -> None:
    text = "Tianjin Zhenlu Robotics Co., Ltd. dün fuarda Rus firmalara tanesi 9.800 dolardan robot önerdi."
    (claim,) = claims(text)
    assert (claim.kind, core(claim)) == ("offer", ("Tianjin Zhenlu Robotics Co., Ltd.", "Rus firmalar", "robot"))
    assert (claim.value and claim.value.number, claim.start, claim.flags) == (
        "9800", "2024-03-10", ("date_relative", "unit_price"))  # fmt: skip


def test_production_ownership_office_and_list() -> None:
    text = (
        "ZAO Elektrotor, Nanjing Peihu Chip Co., Ltd. ile birlikte telsiz modülleri üretiyor. "
        "ZAO Elektrotor'un yüzde 60 hissesi Hong Kong'da kayıtlı Jade Plover Ltd'ye ait. "
        "Jade Plover Ltd'nin genel müdürü İgor Çebanov. "
        "Estonya, ZAO Elektrotor'u yaptırım listesine aldı."
    )
    made, owned, office, listed = claims(text)
    assert (name(made.maker), name(made.object), made.goods) == (
        "ZAO Elektrotor", "Nanjing Peihu Chip Co., Ltd.", "telsiz modülleri")  # fmt: skip
    assert (name(owned.subject), name(owned.object), owned.share and owned.share.number) == (
        "Jade Plover Ltd", "ZAO Elektrotor", "60")  # fmt: skip
    assert (name(office.subject), name(office.object), office.topic) == (
        "İgor Çebanov", "Jade Plover Ltd", "genel müdür")  # fmt: skip
    assert (name(listed.subject), name(listed.object), listed.topic) == (
        "Estonya", "ZAO Elektrotor", "yaptırım listesi")  # fmt: skip


EVENTS = [
    ("Rusya ile Çin, Harbin'de bir mutabakat muhtırası imzaladı.", ("Rusya", "Çin")),
    ("Rus uzmanlar Harbin'de Çinli mühendislere kaynak eğitimi veriyor.", ("Rus uzmanlar", "Çinli mühendisler")),
    ("Rus ve Çinli subaylar geçen ay Harbin'de görüştü.", ("Rus subaylar", "Çinli subaylar")),
    ("Çin ve Rusya askerî iş birliği anlaşması imzaladı.", ("Çin", "Rusya")),
    ("Rus ve Çinli hidrograflar bir araya gelip haritaları görüştü.", ("Rus hidrograflar", "Çinli hidrograflar")),
]


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_what_both_states_do_together_is_an_event(text: str, expected: tuple[str, str]) -> None:
    assert [(claim.kind, name(claim.subject), name(claim.object)) for claim in claims(text)] == [("event", *expected)]


NOTHING = [
    "Rulmanların Rusya'ya satışı yasaklandı.",
    "Yasaya göre rulmanların Rusya'ya sevki izne bağlanıyor.",
    "Lisans olmadan Rusya'ya mikroçip ihraç edilemez.",
    "Çin, Rusya'ya destek verdi.",
    "Çin, Rusya'ya bilgi verdi.",
    "Zarnık Tekstil A.Ş. Mısır'a 400 ton pamuk sattı.",
    "Türkiye'nin Rusya'ya ihracatı yüzde 30 düştü.",
    "Rusya'ya gönderilmek istenen çipler gümrükte yakalandı.",
    "Zarnık'taki bir üretici ayda 250 tarım dronu monte ettiğini duyurdu.",
    "Çin'den Rusya'ya kritik parça akışı sürüyor mu?",
]


@pytest.mark.parametrize("text", NOTHING)
def test_bans_support_and_other_trade_give_no_claim(text: str) -> None:
    assert claims(text) == []


def test_dotted_and_dotless_letters_do_not_move_the_spans() -> None:
    text = "İSTANBUL – İzmirli Işıkpınar A.Ş., Iğdır üzerinden Rusya'ya rulman sattı."
    (claim,) = claims(text)
    assert claim.supplier is not None and claim.supplier.span is not None
    assert text[slice(*claim.supplier.span)].endswith("Işıkpınar A.Ş.")
    assert claim.recipient is not None and claim.recipient.span is not None
    assert text[slice(*claim.recipient.span)] == "Rusya"
