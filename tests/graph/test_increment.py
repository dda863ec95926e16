"""What new packages, decisions and joins change, added to the graph before them, is the graph of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph import acceptance, comparison, stream
from graph.archive import Archive, Decision
from graph.embedded_bulk import elements
from graph.identity import claim_id
from graph.increment import Increment, addable
from graph.joins import Joins, read_joins, write_joins
from graph.judging import judge
from graph.model import Amount, Claim, Node, Party, Relationship, replace
from graph.projection import project
from graph.projection.elements import NodeKey, RelationshipKey, relationship_key
from graph.reprints import sketch
from graph.resolution import Edge
from graph.resolution.judgements import judgement
from tests.support.samples import country, firm, new_archive, put_table, put_text, source, transfer

PARTIES = [
    firm("Invented Rotor", "CN"),
    firm("Invented Rotor", "CN", ids=(("LEI", "INVENTED000000000190"),)),
    firm("Rotor Invented", ids=(("LEI", "INVENTED000000000190"),)),
    firm("Ministry of Odd Works", "RU", kind="public_body", ids=(("INN", "7704730655"),)),
    firm("Odd Works", "RU", ids=(("INN", "7704730655"),)),
    country("RU"),
    None,
]
GOODS = ["drone parts", "Odd Thing", "odd thing", None]
MODELS = ["MAX1", "МАХ1", None]  # the second in Cyrillic look-alikes: one product
KINDS = ("transfer", "ownership", "listing", "end_use", "denial", "versioned")
ROW = st.tuples(*[st.integers(0, n) for n in (len(KINDS) - 1, 6, 6, 3, 2)])
VERDICTS = ("accepted", "rejected", "undone", "on", "off", "corrected")
REVIEW = st.tuples(st.integers(0, 20), st.sampled_from(VERDICTS), ROW)
LATER = st.tuples(st.integers(0, 20), st.sampled_from(VERDICTS[:5]), ROW)
TABLE = st.tuples(
    st.integers(0, 2), st.integers(0, 2), st.sampled_from(["table", "list", "text"]), st.lists(ROW, max_size=6)
)


def claim_of(picks: tuple[int, ...]) -> Claim:
    kind, a, b, goods, model = picks
    one, other = PARTIES[a], PARTIES[b] or PARTIES[0]
    match KINDS[kind]:
        case "ownership":
            return Claim(kind="ownership", subject=one or PARTIES[0], object=other, share=Amount("50", unit="%"))
        case "listing":
            authority = Party(surface="Invented Authority", kind="public_body", country="DE")
            return Claim(kind="listing", subject=authority, object=other, topic="A list", record=f"entry {b}")
        case "end_use":
            weapon = Party(surface=f"Weapon {goods}", kind="weapon")
            return Claim(kind="end_use", weapon=weapon, maker=one, goods=GOODS[goods], model=MODELS[model])
        case "versioned":
            # Of the same ends wherever it stands: a load rejects rows of one file that contradict another.
            record, flags = f"R{a}-{b} @ {goods}", (f"version:{goods}",)
            return transfer(PARTIES[0], other, GOODS[0], destination="RU", dispatch="CN", record=record, flags=flags)
        case "denial":
            return transfer(one, other, GOODS[goods], modality="denied", destination="RU", dispatch="CN")
        case _:
            return transfer(one, PARTIES[b], GOODS[goods], destination="RU", dispatch="CN", model=MODELS[model])


def put(archive: Archive, number: int, table: tuple[int, int, str, list[tuple[int, ...]]]) -> None:
    publisher, edition, kind, picks = table
    slots: dict[str, Any] = {"source": source(
        f"Publisher {publisher}", title="A list", edition=f"2024-0{edition + 1}-01", coverage="complete",
    )}  # fmt: skip
    claims = [claim_of(one) for one in picks]
    if kind == "text":
        said = sketch(" ".join(f"word{place}" for place in range(edition % 2 * 500, edition % 2 * 500 + 60)))
        claims = [replace(claim, language="de") for claim in claims]
        put_text(archive, f"text {number}", claims, shingles=said, published=f"2024-0{9 - number}", **slots)
    else:
        put_table(archive, f"{kind} {number}", claims, kind=kind, **slots)


def review(archive: Archive, picks: list[tuple[int, str, tuple[int, ...]]]) -> None:
    """Decide on claims of the archive, whatever they are claims of; a correction is a claim of the same passage.

    Only claims of texts can be corrected.
    """
    claims = [
        (package.document, claim)
        for package in archive.active()
        for entry in package.entries()
        for claim in entry.claims
    ]
    for number, verdict, slots in picks if claims else ():
        if verdict in ("on", "off"):
            rule = f"{KINDS[number % 4]} de"
            archive.decide(Decision("rule", rule, verdict, "tester", "2026-01-01T00:00:00+00:00"))
            continue
        document, claim = claims[number % len(claims)]
        if verdict == "corrected" and document.kind != "text":
            continue
        made = replace(claim_of(slots), quote=claim.quote, spans=claim.spans, record=claim.record)
        corrected = msgspec.json.encode(made).decode() if verdict == "corrected" else ""
        subject = claim_id(document.sha256, claim)
        archive.decide(Decision("review", subject, verdict, "tester", "2026-01-01T00:00:00+00:00", corrected=corrected))


class Graph:
    """A store in memory."""

    def __init__(self, archive: Archive) -> None:
        whole = project(archive).elements
        self.nodes: dict[NodeKey, Node] = dict(whole.nodes)
        self.relationships: dict[RelationshipKey, Relationship] = dict(whole.relationships)

    def take(
        self, archive: Archive, before: list[str], scratch: Path, decided: list[Decision], joined: Joins | None = None
    ) -> None:
        with stream.streamed(archive, scratch, before=before, decided=decided, joined=joined) as found:
            change = Increment(found, ())
            self.delete(change.moved)
            for chunk, others in change.changes():
                fresh = [] if chunk is None else [one for some in elements(chunk) for one in some]
                for one in fresh:
                    assert self.key(one) not in (self.nodes if isinstance(one, Node) else self.relationships)
                nodes = [one for one in others if isinstance(one, Node)]
                for one in [*nodes, *fresh, *(one for one in others if isinstance(one, Relationship))]:
                    self.write(one)
            for relationship in change.stale_relationships:
                self.relationships.pop(relationship_key(relationship), None)
            self.delete(change.stale_nodes)
            waiting = change.perhaps_unused
            while unused := [key for key in waiting if not self.used(key)]:
                self.delete(unused)
                waiting = waiting - set(unused)

    def used(self, key: NodeKey) -> bool:
        broader = [one for one in self.relationships.values() if one.type == "BROADER" and one.start == key]
        return sum(key in (one.start, one.end) for one in self.relationships.values()) > len(broader)

    @staticmethod
    def key(one: Node | Relationship) -> Any:
        return (one.labels[0], one.id) if isinstance(one, Node) else relationship_key(one)

    def write(self, one: Node | Relationship) -> None:
        if isinstance(one, Node):
            self.nodes[one.labels[0], one.id] = one
        else:
            assert one.start in self.nodes and one.end in self.nodes
            self.relationships[relationship_key(one)] = one

    def delete(self, keys: list[NodeKey]) -> None:
        for key in keys:
            self.nodes.pop(key, None)
            gone = [place for place, one in self.relationships.items() if key in (one.start, one.end)]
            for place in gone:
                del self.relationships[place]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """One judged claim that is right proves a rule, and one that is wrong beside it suspends it."""
    monkeypatch.setattr(acceptance, "CASES", 1)
    monkeypatch.setattr(acceptance, "PRECISION", 0.2)


PLACE = st.integers(0, 9)
WHO = st.tuples(
    st.lists(st.tuples(PLACE, PLACE, st.sampled_from(["same", "different", "unsure", "undone"])), max_size=6),
    st.lists(st.tuples(PLACE, PLACE, st.sampled_from([0.7, 0.9, 0.99])), max_size=6),
)


def say_who(archive: Archive, picks: tuple[list[tuple[int, int, str]], list[tuple[int, int, float]]]) -> None:
    """Judge pairs of records of the archive and leave joins of others, some of them on records that are gone."""
    known = [*sorted(project(archive).source.census.records), "gone"]

    def pair(one: int, other: int) -> tuple[str, str]:
        ends = sorted((known[one % len(known)], known[other % len(known)]))
        return ends[0], ends[1]

    for one, other, verdict in picks[0]:
        ends = pair(one, other)
        if ends[0] != ends[1]:
            judge(archive, judgement(*ends, verdict, by="tester", at="2026-01-01T00:00:00+00:00"))
    edges = [Edge(*pair(one, other), chance, chance > 0.8) for one, other, chance in picks[1]]
    write_joins(archive, [edge for edge in edges if edge.one != edge.other], "test")


@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(TABLE, min_size=1, max_size=3), more=st.lists(TABLE, max_size=2), earlier=st.none() | WHO, later=WHO
)
def test_judgements_and_joins_can_be_added(
    tmp_path_factory: pytest.TempPathFactory, first: list[Any], more: list[Any], earlier: Any, later: Any
) -> None:
    folder = tmp_path_factory.mktemp("increment")
    archive = new_archive(folder)
    for number, table in enumerate(first):
        put(archive, number, table)
    if earlier is not None:
        say_who(archive, earlier)
    graph, before = Graph(archive), [package.id for package in archive.active()]
    decided, joined = archive.decisions(), read_joins(archive)
    for number, table in enumerate(more, start=len(first)):
        put(archive, number, table)
    say_who(archive, later)
    assert addable(decided, archive.decisions())
    graph.take(archive, before, folder / "scratch", decided, joined)
    whole = project(archive).elements
    differ = {key: (graph.nodes.get(key), whole.nodes.get(key)) for key in graph.nodes.keys() | whole.nodes.keys()}
    assert not {key: pair for key, pair in differ.items() if pair[0] != pair[1]}
    assert graph.relationships == whole.relationships


SUPPLY = (0, 0, 5, 0, 2)  # the same transfer wherever it stands


@pytest.mark.parametrize("size", [1 << 24, 300])
@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(TABLE, min_size=1, max_size=3),
    more=st.lists(TABLE, max_size=2),
    reviews=st.lists(REVIEW, max_size=2),
    later=st.lists(LATER, max_size=4),
)
@example([(0, 0, "text", [SUPPLY]), (2, 0, "table", [SUPPLY])], [(2, 0, "text", [])], [], [])  # the first was a reprint
@example([(0, 0, "table", [])], [(0, 0, "list", [(0, 0, 0, 0, 0)] * 2)], [], [])  # one claim in two rows of a list
@example([(0, 0, "text", [SUPPLY, SUPPLY])], [], [(0, "accepted", SUPPLY)], [(0, "on", SUPPLY)])
@example([(0, 0, "text", [SUPPLY] * 3)], [], [(0, "accepted", SUPPLY), (0, "on", SUPPLY)], [(1, "rejected", SUPPLY)])
@example([(0, 0, "text", [SUPPLY] * 2)], [(1, 0, "text", [SUPPLY])], [(0, "accepted", SUPPLY), (0, "on", SUPPLY)], [])
def test_an_increment_makes_the_whole(
    size: int,
    tmp_path_factory: pytest.TempPathFactory,
    first: list[Any],
    more: list[Any],
    reviews: list[Any],
    later: list[Any],
) -> None:
    folder = tmp_path_factory.mktemp("increment")
    archive = new_archive(folder)
    for number, table in enumerate(first):
        put(archive, number, table)
    review(archive, reviews)
    graph, before, decided = Graph(archive), [package.id for package in archive.active()], archive.decisions()
    for number, table in enumerate(more, start=len(first)):
        put(archive, number, table)
    review(archive, later)
    assume(addable(decided, archive.decisions()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "SPILL_BYTES", size)
        patch.setattr(comparison, "PIECE_BYTES", size)
        graph.take(archive, before, folder / "scratch", decided)
    whole = project(archive).elements
    differ = {key: (graph.nodes.get(key), whole.nodes.get(key)) for key in graph.nodes.keys() | whole.nodes.keys()}
    assert not {key: pair for key, pair in differ.items() if pair[0] != pair[1]}
    assert graph.relationships == whole.relationships
