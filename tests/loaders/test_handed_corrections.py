"""A person's corrections, and claims in the form of claim.schema.json. All names are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.errors import SourceError
from graph.model import Amount, Claim, Party, replace
from loaders.extraction import extract
from loaders.extraction.output import to_dict
from loaders.handed.corrections import corrected, read_fields, read_slots
from tests.support.samples import document

TEXT = (
    "The Chinese firm Qingfeng Rotor Works delivered 40 drone engines to Volna-Test in Russia in May 2023. "
    "They went through Turkey and the Kappa Depot."
)
DOCUMENT = document("a.txt", language="en", published="2023-06")


@pytest.fixture(scope="module")
def claim() -> Claim:
    (found,) = extract(DOCUMENT, TEXT)
    return found


def fixed(claim: Claim, *fields: str) -> Claim:
    return corrected(claim, DOCUMENT, TEXT, read_fields(fields), "Ada")


def test_fields_change_slots_and_a_person_is_the_extractor(claim: Claim) -> None:
    made = fixed(claim, "goods=engines", "quantity=40 engines", "modality=alleged", "speaker=")
    assert (made.goods, made.modality, made.speaker) == ("engines", "alleged", None)
    assert (made.extractor, made.confidence) == ("hand (Ada)", None)
    assert made.supplier == claim.supplier
    assert made.quantity == Amount("40", "=", "engines")


def test_a_name_becomes_a_party_with_its_place_in_the_passage(claim: Claim) -> None:
    made = fixed(claim, "recipient=Russia", "via=Turkey;Kappa Depot")
    assert made.recipient is not None and made.recipient.form == "country"
    assert (made.recipient.country, made.destination) == ("RU", "RU")
    assert [(party.surface, party.form, party.country) for party in made.via] == [
        ("Turkey", "country", "TR"), ("Kappa Depot", "named", None),
    ]  # fmt: skip
    assert TEXT[slice(*(made.recipient.span or (0, 0)))] == "Russia"


def test_a_name_that_another_claim_of_the_text_has_is_the_same_party(claim: Claim) -> None:
    other = replace(claim, supplier=Party(surface="Rotor Works", kind="public_body", country="TR"))
    made = corrected(claim, DOCUMENT, TEXT, {"supplier": "Rotor Works"}, "Ada", [other])
    assert made.supplier is not None
    assert (made.supplier.kind, made.supplier.country, made.origin) == ("public_body", "TR", "TR")


def test_countries_and_amounts_are_written_as_for_claims_made_by_hand(claim: Claim) -> None:
    made = fixed(claim, "supplier=Rotor Works @HK", "quantity=>=40 engines", "recipient=group:Volna-Test @RU")
    assert made.supplier is not None and (made.supplier.surface, made.supplier.country) == ("Rotor Works", "HK")
    assert made.origin == "HK"
    assert made.quantity == Amount("40", ">=", "engines")
    assert made.recipient is not None and (made.recipient.form, made.recipient.kind) == ("group", "group")


def test_a_new_name_keeps_the_country_and_an_unchanged_party_all_that_is_known_of_it(claim: Claim) -> None:
    recipient = Party(surface="Volna-Test", kind="public_body", country="RU", ids=(("INN", "7704730655"),))
    made = fixed(replace(claim, recipient=recipient), "supplier=Rotor Works")
    assert made.supplier is not None and made.supplier.country == "CN"
    assert made.recipient == recipient


def test_another_passage_brings_its_quote(claim: Claim) -> None:
    end = TEXT.index(" They went")
    made = fixed(claim, f"spans=0-{end}", "via=")
    assert made.quote == TEXT[:end] and made.spans == ((0, end),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (["supplier"], "must be FIELD=VALUE"),
        (["suplier=X"], "suplier: is no field that can be corrected; there are kind, supplier"),
        (["extractor=rules"], "extractor: is no field"),
        (["modality=certain"], "modality: 'certain' is not one of"),
        (["start=May"], "start: 'May' does not match"),
        (["quantity=many"], "quantity: must be a number"),
        (["goods=saddles"], r"claim: .*fails verification \(goods_not_in_text\)"),
        (["supplier=Nobody Anywhere"], r"supplier: .*fails verification \(name_not_in_text\)"),
        (["quantity=41"], r"fails verification \(quantity_not_in_quote\)"),
        (["spans=0-9000"], r"fails verification \(span_outside\)"),
        (["spans=first"], "spans: 'first' is not of type 'array'"),
        (["quantity=40"], "changes nothing"),
    ],
)
def test_what_does_not_fit_or_does_not_stand_is_refused(claim: Claim, fields: list[str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        fixed(claim, *fields)


def test_a_whole_claim_in_a_file_corrects_what_can_be_corrected(claim: Claim) -> None:
    whole = to_dict(claim, DOCUMENT, "0" * 32) | {"modality": "planned", "confidence": 1.0}
    made = corrected(claim, DOCUMENT, TEXT, read_slots(json.dumps(whole).encode()), "Ada")
    assert made == replace(claim, modality="planned", extractor="hand (Ada)", confidence=None, flags=made.flags)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "is no JSON"),
        (b"[]", "must be a JSON object"),
        (b'{"colour": "red"}', "colour: is no field that can be corrected"),
        (b"\xff", "is no JSON"),
    ],
)
def test_a_file_that_holds_no_slots_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_slots(data)


@pytest.mark.parametrize(
    ("slots", "message"),
    [
        ({"supplier": {"surface": "X"}}, r"supplier\.form: "),
        ({"spans": []}, "spans: "),
        ({"maker": 7}, "maker: "),
    ],
)
def test_slots_of_another_form_are_refused(claim: Claim, slots: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        corrected(claim, DOCUMENT, TEXT, slots, "Ada")
