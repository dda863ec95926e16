from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.fact_groups import make_facts
from graph.facts import End, Fact, Statement
from graph.model import Amount, Claim, Document, Modality, replace
from tests.support.samples import document, source

CN, RU = End("Country", "country:CN", "CN"), End("Country", "country:RU", "RU")


def say(record: str, given_document: Document | None = None, standing: Any = "unreviewed", **slots: Any) -> Statement:
    ends = slots.pop("ends", {"supplier": CN, "recipient": RU})
    row = slots.pop("row", None)
    via = slots.pop("via", ())
    start = slots.pop("start", None)
    claim = Claim(kind="transfer", start=start, end=slots.pop("end", start), **slots)
    where = given_document or document("a.txt")
    return Statement(record, record, claim, where, standing, ends, via, "goods:weapons", row)


def members(facts: list[Fact]) -> set[frozenset[str]]:
    return {frozenset(one.record for one in [*fact.statements, *fact.denials]) for fact in facts}


def test_two_papers_that_say_the_same_are_one_fact() -> None:
    facts = make_facts([say("b", start="2022"), say("a", document("b.txt", publisher="Other"), start="2022-06")])
    assert members(facts) == {frozenset("ab")}
    assert facts[0].id == "a"
    assert len(facts[0].origins) == 2


def test_papers_on_the_same_data_are_one_source() -> None:
    customs = {"data_origin": "customs data"}
    one = say("a", document("a.txt", source=source("One", **customs)))
    other = say("b", document("b.txt", source=source("Other", **customs)))
    (fact,) = make_facts([one, other])
    assert fact.origins == {"customs data"}


def test_an_owner_of_two_papers_is_one_source() -> None:
    one = say("a", document("a.txt", source=source("One", owner="House")))
    other = say("b", document("b.txt", source=source("Other", owner="House")))
    assert make_facts([one, other])[0].origins == {"House"}


def test_one_sentence_in_two_papers_is_one_source_and_a_third_with_its_own_is_another() -> None:
    sentence = "The firm sent twelve crates of engines for small drones to a depot near the northern border."
    printed = [say(name, document(name.upper(), publisher=name), quote=sentence) for name in ("a", "b")]
    [fact] = make_facts(printed)
    assert (len(fact.statements), len(fact.origins)) == (2, 1)
    [fact] = make_facts(
        [*printed, say("c", document("C", publisher="c"), quote="Engines went to the north in twelve crates.")]
    )
    assert len(fact.origins) == 2


def test_dates_that_do_not_fit_are_two_facts() -> None:
    assert len(make_facts([say("a", start="2022-06"), say("b", start="2022-07")])) == 2
    assert len(make_facts([say("a", start="2022-01", end="2022-06"), say("b", start="2022-05", end="2022-09")])) == 2


def test_a_conflicting_number_is_another_fact() -> None:
    facts = make_facts([say("a", quantity=Amount("12")), say("b", quantity=Amount("13"))])
    assert len(facts) == 2


def hold(record: str, published: str | None = None, **slots: Any) -> Statement:
    ends = {"owner": End("Person", "p", None), "owned": End("Company", "c", None)}
    one = say(record, document(f"{record}.txt", published=published), ends=ends, **slots)
    return replace(one, claim=replace(one.claim, kind="ownership"))


@pytest.mark.parametrize(
    ("published", "facts"),
    [("2025-02-24", 2), (None, 2), ("2021-05", 1)],
    ids=["told after the end", "told on no day", "told before the end"],
)
def test_a_share_that_is_held_is_not_one_that_was_held_until(published: str | None, facts: int) -> None:
    share, ended = Amount("49.2"), hold("a", "2025-02-24", end="2022-04")
    made = make_facts([ended, hold("b", published, share=share)])
    assert len(made) == facts
    if facts == 2:
        assert [(fact.best.claim.share, fact.best.claim.end) for fact in made] == [(None, "2022-04"), (share, None)]
    assert len(make_facts([ended, hold("b", published, share=share, end="2022")])) == 1  # its end is not beyond


def test_a_vague_date_never_bridges_two_exact_ones() -> None:
    facts = make_facts([say("a", start="2022-06"), say("b", start="2022-09"), say("c", start="2022")])
    assert members(facts) == {frozenset("a"), frozenset("b"), frozenset("c")}
    vague = next(fact for fact in facts if fact.id == "c")
    assert vague.possibly_same == ["a", "b"]


def test_rows_of_one_table_are_never_one_fact_but_a_row_printed_twice_is() -> None:
    table = document("t.csv", "table")
    row: dict[str, Any] = {"given_document": table, "start": "2023-01-02", "weight_kg": "5"}
    facts = make_facts([say("a", row=2, **row), say("b", row=3, **row), say("a", row=9, **row)])
    assert members(facts) == {frozenset("a"), frozenset("b")}
    assert [len(fact.statements) for fact in facts] == [2, 1]


def test_rows_of_two_tables_are_one_fact_when_a_number_agrees() -> None:
    one, other = document("t.csv", "table"), document("u.csv", "table", publisher="Other")
    same = [
        say("a", one, row=2, start="2023-01-02", weight_kg="5"),
        say("b", other, row=2, start="2023-01-02", weight_kg="5"),
    ]
    assert members(make_facts(same)) == {frozenset("ab")}
    bare = [say("a", one, row=2, start="2023-01-02"), say("b", other, row=2, start="2023-01-02")]
    assert len(make_facts(bare)) == 2


def counted(fact: Fact) -> Counter[str]:
    counts: Counter[str] = Counter()
    fact.count_modalities(counts)
    return counts


def test_a_denial_disputes_and_does_not_weaken() -> None:
    facts = make_facts([say("a", modality="reported"), say("b", modality="denied")])
    (fact,) = facts
    assert (fact.id, fact.modality, fact.disputed) == ("a", "reported", True)
    assert counted(fact)["denied"] == 1


def test_a_denial_alone_is_a_denied_fact() -> None:
    (fact,) = make_facts([say("b", modality="denied"), say("c", document("c.txt"), modality="denied")])
    assert (fact.modality, fact.disputed, fact.id, len(fact.denials)) == ("denied", False, "b", 2)


def test_a_denial_stands_in_every_fact_that_it_denies() -> None:
    facts = make_facts([say("a", start="2022"), say("b", start="2023"), say("z", modality="denied")])
    assert [(fact.id, fact.disputed) for fact in facts] == [("a", True), ("b", True)]


def test_the_best_standing_decides_and_then_the_strongest_modality() -> None:
    facts = make_facts(
        [
            say("a", modality="asserted"),
            say("b", standing="accepted", modality="feared"),
            say("c", standing="accepted", modality="reported"),
        ]
    )
    (fact,) = facts
    assert (fact.standing, fact.modality) == ("accepted", "reported")


def test_a_rejected_claim_does_not_count() -> None:
    (fact,) = make_facts([say("a", standing="rejected")])
    assert fact.standing == "rejected"
    assert not counted(fact)


def test_unknown_ends_keep_claims_apart() -> None:
    nobody: dict[str, Any] = {"ends": {"recipient": RU}}
    assert len(make_facts([say("a", **nobody), say("b", **nobody)])) == 2


def test_the_latest_edition_of_a_record_speaks() -> None:
    old = document("l1", "table", source=source(edition="2023-01-01"))
    new = document("l2", "table", source=source(edition="2024-01-01"))
    facts = make_facts([say("a", old, row=2, declared_as="toys"), say("a", new, row=2, declared_as="tools")])
    assert [fact.pick("declared_as") for fact in facts] == ["tools"]


MODALITIES: list[Modality] = ["asserted", "reported", "alleged", "planned", "feared", "denied"]
SAYINGS = st.lists(
    st.tuples(
        st.sampled_from([None, "2022", "2022-06", "2022-06-01", "2023"]),
        st.sampled_from([None, "12", "13"]),
        st.sampled_from(MODALITIES),
        st.sampled_from(["accepted", "unreviewed", "rejected"]),
        st.sampled_from(["a.txt", "b.txt"]),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(SAYINGS, st.integers(0, 1000))
def test_no_order_of_claims_changes_the_facts(sayings: list[tuple[Any, ...]], seed: int) -> None:
    statements = []
    for number, (start, quantity, modality, standing, name, tabular) in enumerate(sayings):
        where = document(f"{name}.csv" if tabular else name, "table" if tabular else "text", publisher=name)
        statement = say(
            f"{number:03}", where, standing, start=start, modality=modality, row=number if tabular else None
        )
        amount = Amount(quantity) if quantity else None
        statements.append(replace(statement, claim=replace(statement.claim, quantity=amount)))
    shuffled = random.Random(seed).sample(statements, len(statements))
    assert make_facts(shuffled) == make_facts(statements)
    spoken = {one.record for fact in make_facts(statements) for one in [*fact.statements, *fact.denials]}
    assert spoken == {statement.record for statement in statements}


def listed(edition: str, row: int = 3, **slots: Any) -> Statement:
    """An entry of a list, always the same record, as one edition prints it."""
    where = document(f"{edition}.csv", "list", source=source("Authority", title="List", edition=edition))
    claim = Claim(kind="listing", topic="List", **slots)
    return Statement("entry 1", f"claim {edition}", claim, where, "accepted", {"subject": CN, "object": RU}, row=row)


@pytest.mark.parametrize("turned", [False, True])
def test_an_entry_that_a_later_edition_changes_is_the_same_listing_and_the_later_one_speaks(turned: bool) -> None:
    editions = [
        listed("2024-01-01", programme="A", start="2020-02-03", end="2025-01-01"),
        listed("2024-06-01", programme="A; B", start="2020-02"),
    ]
    (fact,) = make_facts(reversed(editions) if turned else editions)
    assert [one.claim_id for one in fact.statements] == ["claim 2024-06-01", "claim 2024-01-01"]
    assert (fact.pick("programme"), fact.pick("start"), fact.id) == ("A; B", "2020-02", "entry 1")
