"""Who is who by identifiers, judgements, names and edges together; what waits, what is refused, what does not fit."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ResolutionError
from graph.resolution import Edge, Judgement, PartyRecord, Resolution, explain, resolve
from graph.resolution.exact import contradicting, family, identifiers
from graph.resolution.judgements import judgement, judgements_of
from graph.resolution.unmerging import taking_apart

INNS = ("1234567894", "9876543210", "1234567887")


def record(identifier: str, *names: str, **slots: Any) -> PartyRecord:
    return PartyRecord(**{"record": identifier, "kind": "company", "names": names, **slots})


def said(one: str, other: str, verdict: str, *, by: str = "Anna", at: str = "2026-01-01") -> Judgement:
    return judgement(one, other, verdict, by=by, at=at)


def groups(found: Resolution) -> set[str]:
    """Clusters of records whose ids have one letter."""
    return {"".join(found.members(cluster)) for cluster in set(found.clusters.values())}


LANHE = (  # one invented firm in three scripts, and who else may be it
    record("a", "深圳市蓝禾电子有限公司", country="CN"),
    record("b", "Shenzhen Lanhe Electronics Co., Ltd.", country="CN"),
    record("c", "Шэньчжэнь Ланьхэ Электроникс", country="CN"),
    record("d", "Lanhe Electronics"),
)
ALIKE = (Edge("a", "b", 0.98, True), Edge("b", "c", 0.95, True), Edge("c", "d", 0.7))


def test_alike_names_join_and_less_waits_for_a_person() -> None:
    found = resolve(LANHE, (), ALIKE)
    assert groups(found) == {"abc", "d"}
    assert [(one.edge, one.reason, one.edges) for one in found.queued] == [(ALIKE[2], "names", 1)]
    assert [link.why for link in explain(found, "a", "c") or ()] == ["names 0.98", "names 0.95"]
    assert explain(found, "a", "a") == []
    assert explain(found, "a", "d") is None
    assert found.between("a", "d") == found.queued


def test_the_likeliest_edge_of_two_clusters_waits_for_all_of_them() -> None:
    found = resolve(LANHE, (), [*ALIKE, Edge("a", "d", 0.8), Edge("b", "d", 0.6)])
    assert [(one.edge.chance, one.edges) for one in found.queued] == [(0.8, 3)]


def test_a_judgement_joins_and_keeps_apart_whatever_the_names_say() -> None:
    assert groups(resolve(LANHE, [said("d", "a", "same")], ALIKE)) == {"abcd"}
    found = resolve(LANHE, [said("a", "b", "different")], ALIKE)
    assert groups(found) == {"a", "bc", "d"}
    assert [(one.link.why, one.because) for one in found.forbidden] == [("names 0.98", "judged different by Anna")]


def test_unsure_waits_whatever_the_names_say() -> None:
    found = resolve(LANHE, [said("a", "b", "unsure")], ALIKE)
    assert groups(found) == {"a", "bc", "d"}
    assert [(one.edge, one.reason) for one in found.queued if one.edge.joins] == [(ALIKE[0], "unsure")]
    equal = record("a", "Volnova", country="RU"), record("b", "Volnova", country="RU")
    assert groups(resolve(equal, [said("a", "b", "unsure")])) == {"a", "b"}
    assert groups(resolve(equal, [said("a", "b", "unsure"), said("a", "b", "undone", at="2026-01-02")])) == {"ab"}


def test_the_last_judgement_on_a_pair_counts_whoever_gave_it() -> None:
    first, second = said("a", "d", "same"), said("d", "a", "different", by="Boris", at="2026-01-02")
    assert groups(resolve(LANHE, [second, first])) == {"a", "b", "c", "d"}
    assert groups(resolve(LANHE, [second, first, said("a", "d", "undone", at="2026-01-03")], [Edge("a", "d", 1, True)]))


def test_contradicting_identifiers_refuse_an_edge_and_a_person_may_still_join_them() -> None:
    one, other = (record(key, "Volnova", ids=(("INN", inn),)) for key, inn in zip("ab", INNS, strict=False))
    edges = [Edge("a", "b", 0.99, True)]
    found = resolve([one, other], (), edges)
    assert groups(found) == {"a", "b"}
    assert [item.because for item in found.forbidden] == [f"INN {INNS[0]} against {INNS[1]}"]
    found = resolve([one, other], [said("a", "b", "same")], edges)
    assert groups(found) == {"ab"}
    assert [(item.rule, item.records) for item in found.contradictions] == [("identifiers_joined", ("a", "b"))]
    assert not found.forbidden


def test_a_chain_does_not_join_what_is_judged_different() -> None:
    judgements = [said("a", "b", "same"), said("b", "c", "same", at="2026-01-02"), said("a", "c", "different")]
    found = resolve(LANHE, judgements)
    assert groups(found) == {"ab", "c", "d"}
    assert [(item.rule, item.records) for item in found.contradictions] == [("same_against_different", ("b", "c", "a"))]
    found = resolve(LANHE, [said("a", "c", "different")], ALIKE)
    assert groups(found) == {"ab", "c", "d"}
    assert [(item.rule, item.records) for item in found.contradictions] == [("matches_both", ("b", "c", "a"))]


def test_who_matches_two_that_are_judged_different_is_neither() -> None:
    equal = [record(key, "Volnova", country="RU") for key in "abc"]
    found = resolve(equal, [said("a", "b", "different")])
    assert groups(found) == {"a", "b", "c"}
    assert [(item.rule, item.records) for item in found.contradictions] == [("matches_both", ("c", "a", "b"))]
    assert groups(resolve(equal, [said("a", "b", "different"), said("a", "c", "different")])) == {"a", "bc"}
    held = [record(key, ids=(("INN", INNS[0]),)) for key in "abc"]
    assert groups(resolve(held, [said("a", "b", "different")])) == {"a", "b", "c"}


def test_a_judgement_about_a_party_that_is_gone_has_no_effect_and_is_told() -> None:
    found = resolve(LANHE, [said("a", "z", "same"), said("y", "z", "different")])
    assert groups(found) == set("abcd")
    assert [(item.rule, item.records) for item in found.contradictions] == [
        ("record_gone", ("a", "z")),
        ("record_gone", ("y", "z")),
    ]
    assert groups(resolve(LANHE, (), [Edge("a", "z", 1.0, True)])) == set("abcd")


def test_nobody_joins_a_person_with_a_firm_or_what_is_invented_with_what_is_real() -> None:
    parties = [record("a", "Volnova"), record("b", "Volnova", kind="person"), record("c", "Volnova", synthetic=True)]
    found = resolve(
        parties,
        [said("a", "b", "same"), said("a", "c", "same")],
        [Edge(*pair, 1, True) for pair in combinations("abc", 2)],
    )
    assert groups(found) == {"a", "b", "c"}
    assert [item.rule for item in found.contradictions] == ["kinds_differ"] * 2
    assert not found.queued


def test_several_numbers_of_one_kind_in_one_record_are_told_and_keep_apart_who_has_none_of_them() -> None:
    one = record("a", "Volnova", country="RU", ids=(("INN", INNS[0]), ("INN", INNS[1])))
    other = record("b", "Volnova", country="RU", ids=(("INN", INNS[2]),))
    found = resolve([one, other])
    assert [(item.rule, item.records) for item in found.contradictions] == [("identifiers_in_record", ("a",))]
    assert groups(resolve([one, record("b", ids=(("INN", INNS[1]),))])) == {"ab"}
    assert groups(found) == {"a", "b"}


def test_a_lone_edge_between_two_groups_waits() -> None:
    parties = [record(key, f"Volnova {key < 'd'}", country="RU") for key in "abcdef"]
    bridge = Edge("c", "d", 0.97, True)
    found = resolve(parties, (), [bridge])
    assert groups(found) == {"abc", "def"}
    assert [(one.edge, one.reason) for one in found.queued] == [(bridge, "weak_bridge")]
    assert groups(resolve(parties, (), [bridge, Edge("a", "f", 0.6)])) == {"abcdef"}
    assert groups(resolve(parties[:5], (), [bridge])) == {"abcde"}


def test_names_that_name_nobody_join_nobody() -> None:
    for name in ("", "A", "\u200f", "ООО", "Co., Ltd.", "有限公司", "Общество с ограниченной ответственностью", "!?"):
        assert groups(resolve([record(key, name, country="RU") for key in "ab"])) == {"a", "b"}, name
    for name in ("Vоlnоvа", "🚢 Волнова", "Волнова " * 17_000, "\u202bVolnova"):
        assert groups(resolve([record(key, name, country="RU") for key in "ab"])) == {"ab"}, name[:10]


def test_weak_and_former_names_do_not_join_by_themselves() -> None:
    one = record("a", "Volnova", country="RU")
    assert groups(resolve([one, record("b", "Priboy", country="RU", weak=("Volnova",), former=("Volnova",))])) == {
        "a",
        "b",
    }


def test_a_judgement_is_on_two_records_with_a_known_verdict() -> None:
    assert said("b", "a", "same").subject == "a b"
    with pytest.raises(ResolutionError, match="one record"):
        said("a", "a", "same")
    with pytest.raises(ResolutionError, match="none of same"):
        said("a", "b", "perhaps")
    with pytest.raises(ResolutionError, match="no id"):
        said("a", "b c", "same")
    assert judgements_of([]) == []


# Properties

KINDS = st.sampled_from(["company", "company", "company", "public_body", "person"])
RECORDS = st.lists(
    st.builds(
        PartyRecord,
        record=st.sampled_from("abcdefghij"),
        kind=KINDS,
        names=st.lists(
            st.sampled_from(["蓝禾电子", "Lanhe Electronics", "Ланьхэ", "lanhe electronics", "Volnova"]), max_size=2
        ).map(tuple),
        country=st.sampled_from([None, "CN", "CN", "RU"]),
        ids=st.lists(
            st.tuples(st.sampled_from(["INN", "REG-CN", "PASSPORT-CN"]), st.sampled_from(INNS)), max_size=2
        ).map(tuple),
        birth_dates=st.sampled_from([(), ("1970-01-01",)]),
        synthetic=st.sampled_from([False, False, False, True]),
    ),
    min_size=2,
    max_size=10,
    unique_by=lambda one: one.record,
)
PAIR = st.tuples(st.sampled_from("abcdefghijz"), st.sampled_from("abcdefghijz")).filter(lambda pair: pair[0] != pair[1])
EDGES = st.lists(
    st.builds(
        lambda pair, chance: Edge(min(pair), max(pair), chance, chance > 0.8),
        PAIR,
        st.sampled_from([0.6, 0.9, 0.95, 0.99]),
    ),
    max_size=14,
    unique_by=lambda edge: (edge.one, edge.other),
)
JUDGEMENTS = st.lists(
    st.builds(
        lambda pair, verdict, by, at: judgement(pair[0], pair[1], verdict, by=by, at=f"2026-01-0{at}"),
        PAIR,
        st.sampled_from(["same", "same", "different", "different", "unsure", "undone"]),
        st.sampled_from(["Anna", "Boris"]),
        st.integers(1, 4),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(RECORDS, JUDGEMENTS, EDGES, st.randoms(use_true_random=False))
def test_no_order_changes_who_is_who(
    records: list[PartyRecord], judgements: list[Judgement], edges: list[Edge], random: Any
) -> None:
    found = resolve(records, judgements, edges)
    for held in (records, judgements, edges):
        random.shuffle(held)
    assert resolve(records, judgements, edges) == found


@settings(max_examples=300, deadline=None)
@given(RECORDS, JUDGEMENTS, EDGES)
def test_what_holds_for_every_resolution(
    records: list[PartyRecord], judgements: list[Judgement], edges: list[Edge]
) -> None:
    found = resolve(records, judgements, edges)
    by_id = {one.record: one for one in records}
    last = {(one.one, one.other): one for one in sorted(judgements, key=lambda one: (one.at, one))}
    for one, other in combinations(sorted(by_id), 2):
        together = found.clusters[one] == found.clusters[other]
        if together:
            assert family(by_id[one]) == family(by_id[other])
            assert (one, other) not in last or last[one, other].verdict != "different"
            chain = explain(found, one, other)
            assert chain
            assert {one, other} <= {end for link in chain for end in (link.one, link.other)}
            kind = contradicting(by_id[one], by_id[other])
            members = [by_id[key] for key, cluster in found.clusters.items() if cluster == found.clusters[one]]
            if kind and not any(len(identifiers(member).get(kind, ())) > 1 for member in members):
                assert "identifiers_joined" in {item.rule for item in found.contradictions}
        else:
            assert explain(found, one, other) is None
    assert all(found.clusters[cluster] == cluster <= record for record, cluster in found.clusters.items())
    assert len(found.joined) == len(records) - len(set(found.clusters.values()))
    for queued in found.queued:
        assert found.clusters[queued.edge.one] != found.clusters[queued.edge.other]
    for refused in found.forbidden:
        assert found.clusters[refused.link.one] != found.clusters[refused.link.other]


def test_taking_apart_gives_back_who_was_who_before() -> None:
    before = resolve(LANHE)
    judged = [said("c", "d", "same")]
    back = taking_apart(LANHE, judged, ALIKE, "a", by="Boris", at="2026-02-01", why="another firm")
    assert {(one.subject, one.verdict) for one in back} == {
        ("a b", "different"),
        ("b c", "different"),
        ("c d", "undone"),
    }
    assert {one.why for one in back} == {"another firm"}
    assert resolve(LANHE, [*judged, *back], ALIKE).clusters == before.clusters


def test_taking_one_record_out_leaves_the_others_together() -> None:
    held = [record(key, "Volnova", country="RU", ids=(("INN", INNS[0]),) * (key < "c")) for key in "abcd"]
    back = taking_apart(held, (), (), "a", record="b", by="Boris", at="2026-02-01")
    assert groups(resolve(held, back)) == {"acd", "b"}
    assert {one.verdict for one in back} == {"different"}
    with pytest.raises(ResolutionError, match="is not of the cluster"):
        taking_apart(held, back, (), "a", record="b", by="Boris", at="2026-02-01")
    with pytest.raises(ResolutionError, match="no such party"):
        taking_apart(held, (), (), "z", by="Boris", at="2026-02-01")


def test_equal_names_are_taken_apart_where_nothing_else_joined_and_identifiers_stay() -> None:
    held = [record(key, "Volnova", country="RU", ids=(("INN", INNS[0]),) * (key < "c")) for key in "abcd"]
    back = taking_apart(held, (), (), "d", by="Boris", at="2026-02-01")
    assert groups(resolve(held, back)) == {"ab", "c", "d"}
    assert taking_apart(held[:2], (), (), "a", by="Boris", at="2026-02-01") == []


@settings(max_examples=300, deadline=None)
@given(RECORDS, JUDGEMENTS, EDGES, st.integers(0, 9), st.booleans())
def test_taking_apart_leaves_nothing_of_what_names_and_people_joined(
    records: list[PartyRecord], judgements: list[Judgement], edges: list[Edge], pick: int, one_out: bool
) -> None:
    found = resolve(records, judgements, edges)
    chosen = sorted(found.clusters)[pick % len(records)]
    cluster = found.clusters[chosen]
    members = found.members(cluster)
    out = chosen if one_out else None
    try:
        back = taking_apart(records, judgements, edges, cluster, record=out, by="Boris", at="2026-02-01")
    except ResolutionError as error:
        assert "several share" in str(error)  # noqa: PT017
        return
    after = resolve(records, [*judgements, *back], edges)
    if one_out:
        assert after.members(after.clusters[chosen]) == [chosen]
        return
    rules = {link.rule for link in found.joined if link.one in members}
    left = {link.rule for link in after.joined if {link.one, link.other} <= set(members)}
    assert not left & {"judgement", "edge"}
    assert rules & {"judgement", "edge"} or "name" not in left
