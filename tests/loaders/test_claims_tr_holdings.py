"""Turkish sentences of owners, offices and lists, short names, mixed numbers, months and seasons."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import claims_of, core

DAY = "2024-03-11"
FIRM = "Bozdere Optik A.Ş."
OWNERS = [
    (f"{FIRM}'nin yüzde 40'ını Hong Kong'daki Blue Tern Ltd. elinde tutuyor.", "Blue Tern Ltd.", "40"),
    (f"{FIRM}'nin yüzde 60'ı emekli teknisyen Nazım Dervent'in.", "Nazım Dervent", "60"),
    (f"{FIRM} hisselerinin dörtte üçü OOO Betatron'da.", "OOO Betatron", "75"),
    (f"OOO Betatron'un yarısına sahip olduğu {FIRM} kapandı.", "OOO Betatron", "50"),
    (f"{FIRM}, Dubai merkezli Blue Tern Ltd.'nin iştiraki.", "Blue Tern Ltd.", None),
    (f"Nazım Dervent, {FIRM}'nin tek sahibi.", "Nazım Dervent", "100"),
    (f"OOO Betatron, {FIRM}'nin yüzde 51 hissesini satın aldı.", "OOO Betatron", "51"),
]
OFFICES = [
    f"{FIRM}'nin dış ticaret müdürü, 2021'den bu yana Nazım Dervent.",
    f"Nazım Dervent 2020'ye kadar {FIRM}'nin satın alma şefiydi.",
    f"{FIRM}'nin yönetim kurulu başkanlığını Nazım Dervent yürütmektedir.",
    f"{FIRM}'nin genel müdürlüğüne mart ayında Nazım Dervent getirildi.",
    f"{FIRM}'nin başında Nazım Dervent var.",
    f"{FIRM}'yi 2019'dan beri Nazım Dervent yönetiyor.",
    f"{FIRM} Genel Müdürü Nazım Dervent, soruları yanıtlamadı.",
    f"Nazım Dervent, {FIRM}'nin yönetim kurulunda yer alıyor.",
]
LISTS = [
    (f"AB Konseyi, {FIRM}'yi 12 Ocak 2024'te yaptırım listesine aldı.", "AB Konseyi", [FIRM]),
    (f"AB'nin 14. yaptırım paketine {FIRM} de eklendi.", "AB", [FIRM]),
    (f"Kanada, {FIRM}'nin de aralarında bulunduğu 14 şirketi yaptırım listesine ekledi.", "Kanada", [FIRM]),
    (f"İsviçre, {FIRM} ve OOO Betatron'u kara listeye ekledi.", "İsviçre", [FIRM, "OOO Betatron"]),
    (f"Japonya, Rusya'ya mercek sattığı gerekçesiyle {FIRM}'ye yaptırım uyguladı.", "Japonya", [FIRM]),
]


def of_kind(text: str, kind: str) -> list[Claim]:
    return [claim for claim in claims_of(text, "tr", DAY) if claim.kind == kind]


@pytest.mark.parametrize(("text", "owner", "share"), OWNERS)
def test_who_owns_a_firm_and_how_much_of_it(text: str, owner: str, share: str | None) -> None:
    [claim] = of_kind(text, "ownership")
    assert claim.subject and claim.object
    assert (claim.subject.surface, claim.object.surface) == (owner, FIRM)
    assert (claim.share.number if claim.share else None) == share


def test_the_rest_belongs_to_somebody_else_and_has_no_number() -> None:
    found = of_kind(f"{FIRM}'nin yüzde 85'i Nazım Dervent'in; kalan pay eşi Selma Dervent'e ait.", "ownership")
    assert [(claim.subject.surface if claim.subject else "", claim.share is None) for claim in found] == [
        ("Nazım Dervent", False),
        ("Selma Dervent", True),
    ]


@pytest.mark.parametrize("text", OFFICES)
def test_who_holds_an_office(text: str) -> None:
    [claim] = of_kind(text, "role")
    assert claim.subject and claim.object
    assert (claim.subject.surface, claim.object.surface) == ("Nazım Dervent", FIRM)


@pytest.mark.parametrize(("text", "by", "listed"), LISTS)
def test_who_puts_whom_on_a_list(text: str, by: str, listed: list[str]) -> None:
    found = of_kind(text, "listing")
    assert {claim.subject.surface for claim in found if claim.subject} == {by}
    assert [claim.object.surface for claim in found if claim.object] == listed


AMOUNTS = [
    ("5 bin 400 adet", "5400"),
    ("5 bin 400'den fazla", "5400"),
    ("1 milyon 250 bin", "1250000"),
    ("iki buçuk milyon", "2500000"),
    ("yarım milyon", "500000"),
    ("iki düzine", "24"),
]


@pytest.mark.parametrize(("printed", "number"), AMOUNTS)
def test_numbers_in_figures_and_words_mixed(printed: str, number: str) -> None:
    [claim] = claims_of(f"Çin, Rusya'ya {printed} rulman sattı.", "tr", DAY)
    assert claim.quantity is not None
    assert (claim.quantity.number, claim.goods) == (number, "rulman")


WHEN = [
    ("2023'ün şubat ve haziran ayları arasında", "2023-02", "2023-06"),
    ("geçen yılın mart-haziran döneminde", "2023-03", "2023-06"),
    ("2023 yılının sonbaharında", "2023", "2023"),
    ("geçen yılın kasımında", "2023-11", "2023-11"),
]


@pytest.mark.parametrize(("printed", "start", "end"), WHEN)
def test_months_and_seasons(printed: str, start: str, end: str) -> None:
    [claim] = claims_of(f"Çin, {printed} Rusya'ya rulman sattı.", "tr", DAY)
    assert (claim.start, claim.end) == (start, end)


def test_a_weapon_without_a_name_is_known_by_its_country() -> None:
    text = "9 Ocak'ta bir Rus keşif dronunu söken uzmanlar, içinde Çin malı iki ısıl kamera buldu."
    [claim] = of_kind(text, "end_use")
    assert claim.weapon is not None
    assert (claim.weapon.surface, claim.goods, claim.start) == ("Rus keşif dronu", "ısıl kamera", "2024-01-09")


def test_a_sentence_that_only_compares_states_nothing() -> None:
    assert claims_of("Karşılaştırma için: Almanya geçen yıl Çin'e 12 bin motor sattı.", "tr", DAY) == []


def test_the_maker_and_the_group_named_before_are_meant_by_their_nouns() -> None:
    text = f"Weida Bearing Group rulman üretiyor. {FIRM} mercek üretiyor. Grubun başkanı Nazım Dervent konuştu."
    [claim] = of_kind(text, "role")
    assert claim.object and claim.object.surface == "Weida Bearing Group"


def test_new_things_are_no_yen() -> None:
    [claim] = claims_of("Rusya, Çin'den 1.100 yeni sürücü aldı.", "tr", DAY)
    assert (claim.quantity.number if claim.quantity else None, claim.value) == ("1100", None)


def test_what_is_planned_for_a_past_month_comes_in_the_next_year() -> None:
    [claim] = claims_of("Pekin'in şubatta Rusya'ya 30 tahliye aracı göndermesi planlanıyor.", "tr", DAY)
    assert (claim.start, claim.modality, claim.goods) == ("2025-02", "planned", "tahliye aracı")


PASSAGES = [
    (
        f"Hefei Luoyan Photonics Co. Ltd. mercek üretiyor. {FIRM} ocakta Luoyan'dan 300 mercek aldı.",
        ("Hefei Luoyan Photonics Co. Ltd.", FIRM, "mercek"),
    ),
    (
        "Kazakistan'daki alıcılara Çin'den 420 ton kablo geldi. Alıcılar kabloyu Rusya'ya yolladı.",
        ("Kazakistan'daki alıcılar", "Rusya", "kablo"),
    ),
    (
        f"{FIRM} tarafından imal edilen 210 vanaya el konuldu. "
        "Vanaların UAB Girdula tarafından Rusya'ya satılması öngörülüyordu.",
        ("UAB Girdula", "Rusya", "vana"),
    ),
    (
        "Suzhou Lingfeng Bearing Co., Ltd. ile Wenzhou Jiahe Valve Group, OOO Betatron'a rulman sattı.",
        ("Suzhou Lingfeng Bearing Co., Ltd.", "OOO Betatron", "rulman"),
    ),
    (
        "Pekin, Moskova'nın 5 bin balistik yelek talebini geri çevirdi.",
        ("Çin", "Rusya", "balistik yelek"),
    ),
    (
        "Kırgızistan'da veriler tuhaf. Gümrüğe göre ülkenin Çin'den mercek ithalatı 9 milyon dolara ulaştı.",
        ("Çin", "Kırgızistan", "mercek"),
    ),
    (
        f"{FIRM}, Rusya'ya 3 milyon dolarlık mercek ve 2 milyon dolarlık motor sattı.",
        (FIRM, "Rusya", "mercek"),
    ),
    ("Rusya'nın isteği üzerine Çin 70 jeneratör yolladı.", ("Çin", "Rusya", "jeneratör")),
    (f"{FIRM}, Rusya'ya beş eksenli 14 freze tezgâhı sattı.", (FIRM, "Rusya", "beş eksenli freze tezgâhı")),
    (
        f"Savcılar, {FIRM}'yi, UAB Girdula'dan aldığı 36 sürücüyü Rus OOO Betatron'a satmakla suçluyor.",
        (FIRM, "OOO Betatron", "sürücü"),
    ),
    ("Savcılar, Nazım Dervent'i Rusya'ya mercek kaçırmakla suçluyor.", ("Nazım Dervent", "Rusya", "mercek")),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_short_names_groups_and_lists_give_their_parties(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [core(claim) for claim in claims_of(text, "tr", DAY)]
