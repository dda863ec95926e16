"""Claims out of Chinese sentences, class by class. All names are invented."""

from __future__ import annotations

import pytest

from graph.model import Claim, Document, Party, Source
from loaders.extraction import report

PUBLISHED = "2024-06-20"


def claims(text: str, published: str | None = PUBLISHED) -> list[Claim]:
    document = Document(
        sha256="0" * 64, name="a.txt", kind="text", source=Source(publisher="P"), language="zh", published=published
    )
    found = report(document, text).claims
    assert not [flag for claim in found for flag in claim.flags if flag.startswith("rejected:")]
    return found


def surface(party: Party | None) -> str | None:
    return party.surface if party else None


def core(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (surface(claim.supplier), surface(claim.recipient), claim.goods)
        for claim in claims(text)
        if claim.kind == "transfer"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国企业向俄罗斯出口了数控机床。", ("中国企业", "俄罗斯", "数控机床")),
        ("俄罗斯进口商从中国厂商购入铝粉。", ("中国厂商", "俄罗斯进口商", "铝粉")),
        ("中國企業向俄羅斯出口了無人機零件。", ("中國企業", "俄羅斯", "無人機零件")),
        ("深圳曜棱光电有限公司将热像仪卖给俄罗斯客户。", ("深圳曜棱光电有限公司", "俄罗斯客户", "热像仪")),
    ],
)
def test_verbs_of_supply_and_purchase(text: str, expected: tuple[str, str, str]) -> None:
    assert core(text) == [expected]
