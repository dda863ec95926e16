from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolution import PartyRecord, resolve


def record(identifier: str, *names: str, kind: str = "company", **slots: object) -> PartyRecord:
    return PartyRecord(record=identifier, kind=kind, names=names, **slots)  # type: ignore[arg-type]


def clusters(*records: PartyRecord) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for identifier, cluster in resolve(records).clusters.items():
        found.setdefault(cluster, set()).add(identifier)
    return {frozenset(members) for members in found.values()}


def test_an_equal_folded_name_in_the_same_known_country_joins_organisations() -> None:
    one = record("a", "Volnova-Test LLC", country="RU")
    other = record("b", "VOLNOVA TEST, LLC", country="RU", kind="public_body")
    assert clusters(one, other) == {frozenset("ab")}


def test_an_unknown_country_joins_nobody() -> None:
    assert len(clusters(record("a", "Volnova"), record("b", "Volnova"))) == 2
    assert len(clusters(record("a", "Volnova", country="RU"), record("b", "Volnova"))) == 2
    assert len(clusters(record("a", "Volnova", country="RU"), record("b", "Volnova", country="CN"))) == 2


def test_another_legal_form_is_another_party() -> None:
    assert len(clusters(record("a", "ООО Ромашка", country="RU"), record("b", "АО Ромашка", country="RU"))) == 2


def test_a_person_needs_more_than_a_name() -> None:
    one = record("a", "Ivan Testov", kind="person", country="RU")
    other = record("b", "Ivan Testov", kind="person", country="RU")
    assert len(clusters(one, other)) == 2
    born = {"birth_dates": ("1970-02-03",), "kind": "person", "country": "RU"}
    assert len(clusters(record("a", "Ivan Testov", **born), record("b", "Ivan TESTOV", **born))) == 1  # type: ignore[arg-type]
    year = {"birth_dates": ("1970",), "kind": "person", "country": "RU"}
    assert len(clusters(record("a", "Ivan Testov", **year), record("b", "Ivan Testov", **year))) == 2  # type: ignore[arg-type]


def test_a_person_printed_last_name_first_is_the_same_person_with_the_same_day_of_birth() -> None:
    def person(identifier: str, name: str, born: str) -> PartyRecord:
        return record(identifier, name, kind="person", birth_dates=(born,))

    one = person("a", "TESTOV, Ivan Petrovich", "1970-02-03")
    assert clusters(one, person("b", "Ivan Petrovich Testov", "1970-02-03")) == {frozenset("ab")}
    assert len(clusters(one, person("b", "Ivan Petrovich Testov", "1971-02-03"))) == 2
    firms = record("a", "Testov, Ivan", country="RU"), record("b", "Ivan Testov", country="RU")
    assert len(clusters(*firms)) == 2


def test_an_identifier_joins_whatever_the_names_say() -> None:
    one = record("a", "Volnova", country="RU", ids=(("INN", "7704730655"),))
    other = record("b", "Wave", ids=(("inn", "7704 730655"),))
    assert clusters(one, other) == {frozenset("ab")}


def test_contradicting_identifiers_forbid_whatever_the_names_say() -> None:
    one = record("a", "Volnova", country="RU", ids=(("INN", "7704730655"),))
    other = record("b", "Volnova", country="RU", ids=(("INN", "7707083893"),))
    assert len(clusters(one, other)) == 2


def test_a_bare_name_joins_none_of_two_namesakes() -> None:
    one = record("a", "Volnova", country="RU", ids=(("INN", "7704730655"),))
    other = record("b", "Volnova", country="RU", ids=(("INN", "7707083893"),))
    assert len(clusters(one, other, record("c", "Volnova", country="RU"))) == 3


def test_wrong_check_digits_and_fillers_neither_join_nor_keep_apart() -> None:
    for value in ("7707083894", "12345", "0000000000", "000000000000", "-"):
        one = record("a", "Castle in the Air", country="RU", ids=(("INN", value),))
        assert len(clusters(one, record("b", "Quite Another", country="RU", ids=(("INN", value),)))) == 2
        right = record("b", "Castle in the Air", country="RU", ids=(("INN", "7704730655"),))
        assert clusters(one, right) == {frozenset("ab")}
    local = {"country": "TR", "ids": (("REG-TR", "1111111"),)}  # no check digits are known, but it is a filler
    assert len(clusters(record("a", "Kite", **local), record("b", "Sail", **local))) == 2  # type: ignore[arg-type]


def test_invented_and_real_parties_never_join() -> None:
    invented = record("a", "Volnova", country="RU", ids=(("INN", "7704730655"),), synthetic=True)
    assert len(clusters(invented, record("b", "Volnova", country="RU", ids=(("INN", "7704730655"),)))) == 2


def test_the_cluster_id_is_the_smallest_record_id() -> None:
    found = resolve([record("b", "Volnova", country="RU"), record("a", "Volnova", country="RU")]).clusters
    assert found == {"a": "a", "b": "a"}


RECORDS = st.lists(
    st.builds(
        PartyRecord,
        record=st.uuids().map(str),
        kind=st.sampled_from(["company", "public_body", "person"]),
        names=st.lists(st.sampled_from(["Volnova", "volnova", "Wave", "Ромашка", ""]), min_size=1, max_size=3).map(
            tuple
        ),
        country=st.sampled_from([None, "RU", "CN"]),
        ids=st.lists(st.tuples(st.sampled_from(["TEST", "TRIAL"]), st.sampled_from("123")), max_size=2).map(tuple),
        birth_dates=st.sampled_from([(), ("1970-01-01",)]),
        synthetic=st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_no_order_of_loading_changes_who_is_who(records: list[PartyRecord], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolve(records)


@settings(max_examples=200, deadline=None)
@given(RECORDS)
def test_no_cluster_mixes_invented_with_real_or_persons_with_organisations(records: list[PartyRecord]) -> None:
    by_id = {one.record: one for one in records}
    for identifier, cluster in resolve(records).clusters.items():
        one, root = by_id[identifier], by_id[cluster]
        assert one.synthetic == root.synthetic
        assert (one.kind == "person") == (root.kind == "person")


def test_a_dash_in_the_place_of_an_identifier_or_a_name_joins_nobody() -> None:
    assert (
        len(clusters(record("a", "Volnova", ids=(("INN", "-"),)), record("b", "Wave", ids=(("INN", "\u2014"),)))) == 2
    )
    assert len(clusters(record("a", "?", country="RU"), record("b", "!", country="RU"))) == 2
    dashes = (("INN", "-"),), (("INN", "7704730655"),)
    one, other = (record(key, "Volnova", country="RU", ids=ids) for key, ids in zip("ab", dashes, strict=True))
    assert clusters(one, other) == {frozenset("ab")}  # it contradicts nobody either
