"""Rules that accept claims without a person: the bound, what is judged, what follows. All names are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph import acceptance
from graph.acceptance import BY_RULE, Figures, Ground, decided_of, judged, wilson
from graph.archive import Archive, Decision, reviews_of, rules_of
from graph.archive_file import take, write
from graph.digest import digest_of
from graph.identity import claim_id, slots_hash
from graph.model import Claim, Node
from graph.projection import project
from graph.reviews import reviewed
from tests.support.samples import country, firm, new_archive, put_table, put_text, transfer

RULES = "rules 2.0"
ACT = st.tuples(st.integers(0, 7), st.sampled_from(["accepted", "rejected", "undone", "on", "off"]), st.integers(1, 9))
SELLERS = [firm(f"Invented Works {number}", "CN") for number in range(8)]


def claim(number: int, **slots: Any) -> Claim:
    said: dict[str, Any] = {"language": "de", "extractor": RULES, "start": "2023"} | slots
    return transfer(SELLERS[number % len(SELLERS)], country("RU"), f"part {number}", **said)


def put(archive: Archive, count: int, name: str = "a.txt", first: int = 0, **slots: Any) -> list[str]:
    """Store a text with so many claims, and return their ids."""
    text = put_text(archive, name, [claim(first + number, **slots) for number in range(count)])
    return [one.id for one in reviewed(archive) if one.document.sha256 == text.sha256]


def decide(archive: Archive, subjects: Iterable[str], verdict: str, day: int = 1) -> None:
    log = archive.decision_log
    at = f"2026-01-{day:02d}T00:00:00+00:00"
    log.merge(Decision("review", subject, verdict, "tester", at) for subject in subjects)


def turn(archive: Archive, subject: str = "transfer de", verdict: str = "on", day: int = 20) -> None:
    archive.decide(Decision("rule", subject, verdict, "tester", f"2026-01-{day:02d}T00:00:00+00:00"))


def held(archive: Archive) -> frozenset[Ground]:
    return decided_of(archive.active(), archive.decisions()).rules


def states(archive: Archive) -> list[str]:
    return sorted({one.state for one in reviewed(archive)})


def claim_nodes(archive: Archive) -> dict[str, Node]:
    return {node.id: node for node in project(archive).elements.nodes.values() if node.labels[0] == "Claim"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule needs four judged cases, and a bound that four right ones reach."""
    monkeypatch.setattr(acceptance, "CASES", 4)
    monkeypatch.setattr(acceptance, "PRECISION", 0.5)


@pytest.mark.parametrize(
    ("right", "all_", "bound"),
    [(81, 263, 0.2553), (15, 148, 0.0624), (0, 20, 0.0), (1, 29, 0.0061), (10, 10, 0.7225), (50, 100, 0.4038)],
)
def test_the_bound_is_that_of_published_tables(right: int, all_: int, bound: float) -> None:
    """The first four are the examples of Newcombe (1998), method 3."""
    assert wilson(right, all_) == pytest.approx(bound, abs=5e-5)


@pytest.mark.parametrize(
    ("right", "all_", "proven", "missing"),
    [
        (99, 99, False, 1),
        (100, 100, True, 0),
        (96, 100, True, 0),  # 0.9016
        (95, 100, False, 13),  # 0.8882
        (0, 0, False, 100),
        (940, 1022, True, 0),  # 0.9014
        (938, 1022, False, 7),  # 0.8993
    ],
)
def test_a_rule_needs_a_hundred_cases_and_a_bound_of_ninety_per_cent(
    right: int, all_: int, proven: bool, missing: int
) -> None:
    figures = Figures(all_, right)
    assert (figures.proven, figures.missing) == (proven, missing)
    assert Figures(all_ + missing, right + missing).proven
    assert not missing or not Figures(all_ + missing - 1, right + missing - 1).proven


def test_judged_are_the_reviews_of_people_that_bind_on_claims_that_passed(archive: Archive) -> None:
    ids = put(archive, 8)
    failed = put(archive, 1, "failed.txt", flags=("rejected:no_quote",))
    other = put(archive, 1, "model.txt", extractor="model m 1")
    table = put_table(archive, "rows.csv", [claim(0)])
    decide(archive, [ids[0], ids[1], ids[5], *failed, *other], "accepted")
    decide(archive, [ids[2], *[claim_id(table.sha256, claim(0, record="rows.csv 2"))]], "rejected")
    corrected = msgspec.json.encode(claim(3)).decode()
    archive.decide(Decision("review", ids[3], "corrected", "tester", "2026-01-01T00:00:00+00:00", corrected=corrected))
    decide(archive, [ids[5]], "undone", 2)
    stale = slots_hash(claim(6, start="1999"))
    archive.decide(Decision("review", ids[6], "accepted", "tester", "2026-01-01T00:00:00+00:00", binds=stale))
    found = judged(archive.active(), reviews_of(archive.decisions()))
    assert found == {
        Ground("transfer", "de", RULES): Figures(4, 2),
        Ground("transfer", "de", "model m 1"): Figures(1, 1),
    }


@pytest.mark.usefixtures("few")
def test_a_rule_accepts_what_nobody_decided_on_and_says_so(archive: Archive) -> None:
    ids = put(archive, 6)
    (contested,) = put(archive, 1, "b.txt", 10, flags=("disagree:supplier",))
    (english,) = put(archive, 1, "c.txt", 11, language="en")
    (model,) = put(archive, 1, "d.txt", 12, extractor="model m 1")
    decide(archive, ids[:4], "accepted")
    assert held(archive) == frozenset()
    turn(archive)
    nodes = claim_nodes(archive)
    assert {key: node.properties["standing"] for key, node in nodes.items()} == {
        **dict.fromkeys(ids, "accepted"), **dict.fromkeys((contested, english, model), "unreviewed"),
    }  # fmt: skip
    assert {key for key, node in nodes.items() if BY_RULE in str(node.properties.get("flags"))} == set(ids[4:])
    by_rule = [one for one in reviewed(archive) if one.state == "by-rule"]
    assert {one.id for one in by_rule} == set(ids[4:])
    assert all(one.stands.flags == (BY_RULE,) and one.claim.flags == () for one in by_rule)
    facts = {fact.pick("goods"): fact.standing for fact in project(archive).facts}
    assert (facts["part 5"], facts["part 10"]) == ("accepted", "unreviewed")


@pytest.mark.usefixtures("few")
def test_a_persons_decision_goes_before_the_rule(archive: Archive) -> None:
    ids = put(archive, 12)
    decide(archive, ids[:10], "accepted")
    turn(archive)
    decide(archive, [ids[10]], "rejected")
    stale = slots_hash(claim(11, start="1999"))  # decided on, and it says something else now: a person looks again
    archive.decide(Decision("review", ids[11], "rejected", "tester", "2026-01-01T00:00:00+00:00", binds=stale))
    assert {one.id: one.state for one in reviewed(archive)} == {
        **dict.fromkeys(ids[:10], "accepted"), ids[10]: "rejected", ids[11]: "changed",
    }  # fmt: skip
    standing = {key: node.properties["standing"] for key, node in claim_nodes(archive).items()}
    assert (standing[ids[10]], standing[ids[11]]) == ("rejected", "unreviewed")
    decide(archive, [ids[10]], "undone", 2)
    assert {one.id: one.state for one in reviewed(archive)}[ids[10]] == "by-rule"


@pytest.mark.usefixtures("few")
def test_a_rule_holds_while_its_bound_does(archive: Archive) -> None:
    ids = put(archive, 8)
    decide(archive, ids[:4], "accepted")
    turn(archive)
    assert states(archive) == ["accepted", "by-rule"]
    decide(archive, ids[4:6], "rejected")  # four of six: 0.30
    assert held(archive) == frozenset()
    assert states(archive) == ["accepted", "open", "rejected"]
    decide(archive, ids[4:6], "undone", 2)
    assert states(archive) == ["accepted", "by-rule"]
    turn(archive, verdict="off", day=21)
    assert (states(archive), rules_of(archive.decisions())) == (["accepted", "open"], {})


@pytest.mark.usefixtures("few")
def test_what_a_rule_accepted_is_no_judged_case(archive: Archive) -> None:
    ids = put(archive, 40)
    decide(archive, ids[:4], "accepted")
    turn(archive)
    assert judged(archive.active(), reviews_of(archive.decisions())) == {Ground("transfer", "de", RULES): Figures(4, 4)}


@pytest.mark.usefixtures("few")
def test_another_version_of_the_rules_is_judged_by_its_own_claims(archive: Archive) -> None:
    ids = put(archive, 4)
    decide(archive, ids, "accepted")
    turn(archive)
    (later,) = put(archive, 1, "b.txt", 10, extractor="rules 3.0")
    assert {one.id: one.state for one in reviewed(archive)}[later] == "open"
    assert held(archive) == {Ground("transfer", "de", RULES)}


@pytest.mark.usefixtures("few")
def test_any_order_of_loading_and_deciding_gives_the_same_graph(tmp_path: Path) -> None:
    ids = put(new_archive(tmp_path / "before"), 6)
    digests = set()
    for number, order in enumerate(permutations(range(4))):
        archive = new_archive(tmp_path / str(number))
        steps: list[Callable[[], object]] = [
            partial(put, archive, 6),
            partial(put, archive, 2, "b.txt", 10),
            partial(decide, archive, ids[:4], "accepted"),
            partial(turn, archive),
        ]
        for one in order:
            steps[one]()
        whole = project(archive).elements
        digests.add(digest_of(whole.nodes.values(), whole.relationships.values()).total)
        assert states(archive) == ["accepted", "by-rule"]
    assert len(digests) == 1


@pytest.mark.usefixtures("few")
def test_a_rule_goes_along_with_the_archive_and_with_texts_that_it_is_about(archive: Archive, tmp_path: Path) -> None:
    ids = put(archive, 6)
    put(archive, 1, "b.txt", 10, language="en")
    decide(archive, ids[:4], "accepted")
    turn(archive)
    turn(archive, "event fr")
    for name, words, rules in (
        ("whole", [], {("transfer", "de"), ("event", "fr")}),
        ("german", ["a.txt"], {("transfer", "de")}),
        ("english", ["b.txt"], set()),
    ):
        write(archive, tmp_path / name, words)
        theirs = Archive(tmp_path / f"{name}-taken")
        take(theirs, tmp_path / name)
        take(theirs, tmp_path / name)
        assert rules_of(theirs.decisions()).keys() == rules
        assert (held(theirs) == held(archive)) == (name != "english")


def test_nobody_hands_in_a_claim_that_says_a_rule_accepted_it() -> None:
    from loaders.handed.lines import claim_of

    flags = [BY_RULE, "rejected:no_quote", "unit_price"]
    assert claim_of({"kind": "event", "spans": [], "flags": flags}).flags == ("unit_price",)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, max_size=12), chance=st.randoms(use_true_random=False))
@pytest.mark.usefixtures("few")
def test_the_lines_of_the_log_in_any_order_decide_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, str, int]], chance: Random
) -> None:
    archive = new_archive(tmp_path_factory.mktemp("orders"))
    ids = put(archive, 8)
    log = [
        Decision(
            "rule" if verdict in ("on", "off") else "review",
            "transfer de" if verdict in ("on", "off") else ids[number],
            verdict, "tester", f"2026-01-{day:02d}T00:00:00+00:00",
        )
        for number, verdict, day in acts
    ]  # fmt: skip
    archive.decision_log.merge(log)
    whole = project(archive).elements
    chance.shuffle(log)
    archive.log.unlink(missing_ok=True)
    for one in log:
        archive.decision_log.merge([one])
    again = project(archive).elements
    assert (again.nodes, again.relationships) == (whole.nodes, whole.relationships)
