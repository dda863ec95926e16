"""Owners, offices and lawsuits of firms out of Russian and Ukrainian sentences."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import claims_of

FIRM = "ООО «Велград»"
Row = tuple[str, str | None, str | None, str | None]


def row(claim: Claim) -> Row:
    """Kind, subject, object and share of a claim."""
    return (
        claim.kind,
        claim.subject.surface if claim.subject else None,
        claim.object.surface if claim.object else None,
        claim.share.number if claim.share else None,
    )


OWNERS: list[tuple[str, str, list[Row]]] = [
    (  # a share in somebody's name, the rest without a share
        "ru",
        f"Контрольный пакет {FIRM}, 60 %, записан на Анну Белову, остальная доля — у Nerida Trading Limited.",
        [("ownership", "Анна Белова", FIRM, "60"), ("ownership", "Nerida Trading Limited", FIRM, None)],
    ),
    (
        "ru",
        f"Сорок пять процентов акций {FIRM} числятся за гонконгской Nerida Trading Limited.",
        [("ownership", "Nerida Trading Limited", FIRM, "45")],
    ),
    (
        "ru",
        f"Nerida Trading Limited владеет 49 % {FIRM}, остальные 51 % — у Анны Беловой.",
        [("ownership", "Nerida Trading Limited", FIRM, "49"), ("ownership", "Анна Белова", FIRM, "51")],
    ),
    ("ru", f"Анна Белова — единственный учредитель {FIRM}.", [("ownership", "Анна Белова", FIRM, "100")]),
    ("ru", f"Владеет {FIRM} гражданин Казахстана Ержан Сатпаев.", [("ownership", "Ержан Сатпаев", FIRM, None)]),
    (
        "ru",
        f"Nerida Trading Limited — дочерняя компания {FIRM}.",
        [("ownership", FIRM, "Nerida Trading Limited", None)],
    ),
    ("ru", f"Nerida Trading Limited купила 30 % акций {FIRM}.", [("ownership", "Nerida Trading Limited", FIRM, "30")]),
    ("uk", "ТОВ «Велград» на три чверті належить Nerida Ltd.", [("ownership", "Nerida Ltd.", "ТОВ «Велград»", "75")]),
    ("ru", "Половина партии осталась на складе, остальное — в порту.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), OWNERS)
def test_who_owns_a_firm(language: str, text: str, expected: list[Row]) -> None:
    assert [row(claim) for claim in claims_of(text, language) if claim.kind == "ownership"] == expected


OFFICES = [
    (f"{FIRM} зарегистрировано в Туле. Руководит им с мая 2022 года Анна Белова.", "2022-05", None),
    (f"Анна Белова до 2021 года занимала в {FIRM} пост директора.", None, "2021"),
    (f"Единственный владелец {FIRM} — Анна Белова, она же и директор фирмы.", None, None),
    (f"Станок купило {FIRM}, подтвердила его директор Анна Белова.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), OFFICES)
def test_who_holds_an_office(text: str, start: str | None, end: str | None) -> None:
    (claim,) = (one for one in claims_of(text, "ru") if one.kind == "role")
    assert row(claim) == ("role", "Анна Белова", FIRM, None)
    assert (claim.start, claim.end) == (start, end)


def test_the_sides_of_a_lawsuit() -> None:
    (claim,) = claims_of(
        f"Суд рассмотрел иск Nerida Trading Limited к {FIRM}. Истец поставил ответчику 12 подшипников.", "ru"
    )
    assert claim.supplier is not None
    assert claim.recipient is not None
    assert (claim.supplier.surface, claim.recipient.surface) == ("Nerida Trading Limited", FIRM)
