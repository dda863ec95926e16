"""The check of claims: true ones pass, corrupted ones are kept and marked as rejected."""

from __future__ import annotations

import pytest

from graph.model import Amount, Claim, Document, Party, Source, replace
from loaders.extraction import extract
from loaders.extraction.verify import verify

TEXT = (
    "Ein Bericht. Die Ningbo Ostrel Power Co., Ltd. lieferte im Mai 2023 laut Zoll 1.250 Drohnenmotoren des Typs XK-44 "
    "für 412.500,00 Euro an die OOO Lumitrans; sie waren als „Spielzeug“ deklariert. Die Türkei schweigt."
)


def good() -> Claim:
    document = Document(sha256="0" * 64, name="a", kind="text", source=Source(publisher="P"), language="de")
    (claim,) = extract(document, TEXT)
    return claim


def rejected(claim: Claim) -> list[str]:
    return [flag.removeprefix("rejected:") for flag in claim.flags if flag.startswith("rejected:")]


def test_a_true_claim_passes() -> None:
    claim = good()
    assert rejected(verify(claim, TEXT)) == []
    assert (claim.model, claim.declared_as) == ("XK-44", "Spielzeug")


OTHER = Party(surface="Harbin Tolvek Group", country="CN")
CORRUPTIONS = [
    ({"quote": "Die Ningbo Ostrel Power Co., Ltd. lieferte viel."}, "quote_not_in_text"),
    ({"quote": ""}, "no_quote"),
    ({"spans": ()}, "no_quote"),
    ({"spans": ((0, 5),)}, "quote_not_in_text"),
    ({"spans": ((10, 100000),)}, "span_outside"),
    ({"supplier": OTHER}, "name_not_in_text:supplier"),
    ({"recipient": OTHER}, "name_not_in_text:recipient"),
    ({"maker": OTHER}, "name_not_in_text:maker"),
    ({"via": (OTHER,)}, "name_not_in_text:via"),
    ({"supplier": replace(OTHER, span=(13, 46))}, "name_not_in_text:supplier"),
    ({"recipient": Party(surface="Indien", form="country", country="IN")}, "name_not_in_text:recipient"),
    ({"quantity": Amount("1251")}, "quantity_not_in_quote"),
    ({"quantity": Amount("125")}, "quantity_not_in_quote"),
    ({"value": Amount("41250000", currency="EUR")}, "value_not_in_quote"),
    ({"value": Amount("4125", currency="EUR")}, "value_not_in_quote"),
    ({"goods": "Panzerketten"}, "goods_not_in_text"),
    ({"model": "XK-45"}, "model_not_in_text"),
    ({"declared_as": "Waschmaschinen"}, "declared_as_not_in_text"),
]


@pytest.mark.parametrize(("change", "reason"), CORRUPTIONS)
def test_every_corruption_is_rejected_with_its_reason(change: dict[str, object], reason: str) -> None:
    claim = replace(good(), **change)
    checked = verify(claim, TEXT)
    assert rejected(checked) == [reason]
    assert replace(checked, flags=claim.flags) == claim  # nothing but the flags changes: it is kept as it came


def test_a_quote_of_two_spans_is_joined_by_a_blank_or_a_line_end() -> None:
    claim = good()
    (start, end), cut = claim.spans[0], TEXT.index("im Mai")
    spans = ((start, cut - 1), (cut, end))
    pieces = [TEXT[a:b] for a, b in spans]
    for joint in (" ", "\n"):
        assert rejected(verify(replace(claim, spans=spans, quote=joint.join(pieces)), TEXT)) == []
    assert rejected(verify(replace(claim, spans=spans, quote=" ... ".join(pieces)), TEXT)) == ["quote_not_in_text"]


def test_an_inflected_name_counts_and_one_from_elsewhere_is_flagged() -> None:
    text = "Er sprach mit chinesischen Händlern. Sie verkauften Drohnen an die Armee Russlands."
    start = text.index("Sie")
    claim = Claim(
        kind="transfer",
        quote=text[start:],
        spans=((start, len(text)),),
        supplier=Party(surface="chinesische Händler", form="group", kind="group", country="CN"),
        recipient=Party(surface="Russland", form="country", kind="country", country="RU"),
        goods="Drohnen",
        language="de",
    )
    checked = verify(claim, text)
    assert rejected(checked) == []
    assert checked.flags == ("name_elsewhere:supplier",)


@pytest.mark.parametrize("word", ["nie", "angeblich", "geplant"])
def test_a_cue_against_asserted_goes_to_review(word: str) -> None:
    text = f"China hat {word} Drohnen an Russland geliefert."
    claim = Claim(kind="transfer", quote=text, spans=((0, len(text)),), goods="Drohnen", language="de")
    assert "cue_contradicts" in verify(claim, text).flags
    assert "cue_contradicts" not in verify(replace(claim, modality="denied"), text).flags


def test_checking_twice_changes_nothing() -> None:
    once = verify(replace(good(), goods="Panzerketten"), TEXT)
    assert verify(once, TEXT) == once
