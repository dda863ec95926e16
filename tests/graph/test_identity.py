from graph.identity import claim_id, party_record, record_id, slots_hash
from graph.model import Amount, replace
from tests.support.samples import country, document, firm, group, quoted, source, transfer

CLAIM = quoted(transfer(firm("Qingfeng Rotor Works", "CN"), country("RU"), start="2023-05"))


def test_a_claim_id_leaves_out_dates_numbers_modality_and_who_extracted_it() -> None:
    other = replace(
        CLAIM, start="2024", quantity=Amount("7"), modality="reported", extractor="model", confidence=0.4, flags=("x",)
    )
    assert claim_id("a" * 64, other) == claim_id("a" * 64, CLAIM)
    assert slots_hash(other) != slots_hash(CLAIM)
    assert slots_hash(replace(CLAIM, extractor="model", confidence=0.4)) == slots_hash(CLAIM)


def test_a_claim_id_holds_document_kind_place_roles_goods_and_via() -> None:
    changed = [
        claim_id("b" * 64, CLAIM),
        claim_id("a" * 64, replace(CLAIM, kind="offer")),
        claim_id("a" * 64, replace(CLAIM, spans=((1, 2),))),
        claim_id("a" * 64, replace(CLAIM, supplier=firm("Other", "CN"))),
        claim_id("a" * 64, replace(CLAIM, goods="optics")),
        claim_id("a" * 64, replace(CLAIM, via=(country("TR"),))),
    ]
    assert len({claim_id("a" * 64, CLAIM), *changed}) == 7


def test_a_record_of_a_list_is_the_same_in_every_edition() -> None:
    first = document("list-1.csv", "list", title=None)
    second = document("list-2.csv", "list", title=None)
    claim = transfer(firm("A", "CN"), country("RU"))
    assert record_id(first, claim, "entry 7") == record_id(second, claim, "entry 7")
    assert record_id(first, claim, "entry 7") != record_id(first, claim, "entry 8")
    assert record_id(first, claim, "entry 7", 0) != record_id(first, claim, "entry 7", 1)


def test_records_of_an_invented_source_are_its_own() -> None:
    real, invented = (
        document("t.csv", "table", source=source("Test Gazette", title="Rows", synthetic=synthetic))
        for synthetic in (False, True)
    )
    claim = transfer(firm("A", "CN"), country("RU"))
    assert record_id(real, claim, "row 7") != record_id(invented, claim, "row 7")
    assert party_record(real, "c", "supplier", firm("A")) != party_record(invented, "c", "supplier", firm("A"))


def test_a_group_is_a_record_of_its_own_in_every_claim() -> None:
    text = document("a.txt")
    companies = group("Chinese companies", "CN")
    assert party_record(text, "claim 1", "supplier", companies) != party_record(text, "claim 2", "supplier", companies)
    named = firm("Qingfeng Rotor Works", "CN")
    assert party_record(text, "claim 1", "supplier", named) == party_record(text, "claim 2", "recipient", named)
    assert party_record(text, "c", "supplier", named) != party_record(document("b.txt"), "c", "supplier", named)
