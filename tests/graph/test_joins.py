"""Judgements in the log and joins beside it, and the graph that packages, decisions and joins make in any order."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import archive_file
from graph.archive import Archive, Decision
from graph.digest import Digest, digest_of
from graph.erasure import erase, erasure_of
from graph.errors import ArchiveError
from graph.joins import FILE, Joins, made, read_joins, who_of, write_joins
from graph.judging import judge, judgements
from graph.model import Claim, Name
from graph.party_records import party_records
from graph.people import choose
from graph.projection import project
from graph.resolution import Edge, Judgement, Resolution
from graph.resolution.index import Index
from graph.resolution.index_file import version
from graph.resolution.judgements import judgement
from graph.resolution.pairs import find_edges
from graph.resolution.unmerging import taking_apart
from tests.support.samples import firm, new_archive, put_table, source, transfer

ONE, OTHER, THIRD = "a" * 32, "b" * 32, "c" * 32
EDGES = [Edge(ONE, OTHER, 0.98, True), Edge(OTHER, THIRD, 0.7000001)]


def said(verdict: str, by: str = "Anna", at: str = "2026-01-01T00:00:00+00:00") -> Judgement:
    return judgement(ONE, OTHER, verdict, by=by, at=at, why="looked at both")


def test_joins_are_read_as_they_were_written_in_whatever_order(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    assert read_joins(archive) == Joins()
    write_joins(archive, EDGES, "m1")
    found = read_joins(archive)
    assert found == made(reversed(EDGES), "m1")
    assert (found.model, found.edges) == ("m1", (EDGES[0], Edge(OTHER, THIRD, 0.7)))
    assert [path.name for path in archive.folder.iterdir()] == [FILE]
    assert made([Edge(OTHER, ONE, 0.5), *EDGES], "m1") == found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data[:-3], "its checksum does not fit"),
        (lambda data: data.replace(b"0.98", b"0.99"), "its checksum does not fit"),
        (lambda data: b"nothing\n" + data, "is damaged"),
        (lambda data: data.replace(b"joins 1", b"joins 7"), "has the format 'waybill joins 7'"),
        (lambda data: b"", "is damaged"),
    ],
)
def test_damaged_joins_are_told_with_the_way_out(tmp_path: Path, change: object, message: str) -> None:
    archive = new_archive(tmp_path)
    write_joins(archive, EDGES, "m1")
    place = archive.folder / FILE
    place.write_bytes(change(place.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ArchiveError, match=rf"joins\.jsonl.*{message}.*`waybill resolve` makes it anew"):
        read_joins(archive)


def test_who_judges_after_another_person_is_told_and_both_stay_in_the_log(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    first = judge(archive, said("same"))
    assert (first.before, first.conflict) == (None, None)
    assert judge(archive, said("same", by="Boris")).conflict is None
    second = judge(archive, said("different", by="Clara"))
    assert second.conflict is not None and (second.conflict.by, second.conflict.verdict) == ("Boris", "same")
    assert judge(archive, said("unsure", by="Clara")).conflict is None
    assert [(one.by, one.verdict) for one in judgements(archive)] == [("Clara", "unsure")]
    assert [one.by for one in archive.decisions()] == ["Anna", "Boris", "Clara", "Clara"]
    judge(archive, said("undone", by="Clara"))
    assert judgements(archive) == []


def test_of_people_who_judge_at_once_each_but_the_first_is_told(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    verdicts = ["same", "different"] * 4
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda one: judge(archive, said(one[1], by=f"P{one[0]}")), enumerate(verdicts)))
    assert sum(one.before is None for one in done) == 1
    assert len(archive.decisions()) == 8
    (last,) = judgements(archive)
    told = {(one.before.by, one.before.verdict) for one in done if one.before is not None}
    assert told == {(f"P{number}", verdict) for number, verdict in enumerate(verdicts)} - {(last.by, last.verdict)}


def test_two_archives_take_over_judgements_and_agree(tmp_path: Path) -> None:
    mine, theirs = new_archive(tmp_path / "mine"), new_archive(tmp_path / "theirs")
    judge(mine, said("same"))
    judge(theirs, said("different", by="Boris", at="2026-01-02T00:00:00+00:00"))
    for number, (here, there) in enumerate(((mine, theirs), (theirs, mine))):
        archive_file.write(here, tmp_path / f"{number}.tar.gz")
        archive_file.take(there, tmp_path / f"{number}.tar.gz")
    assert judgements(mine) == judgements(theirs)
    assert [(one.by, one.verdict) for one in judgements(mine)] == [("Boris", "different")]
    assert len(mine.decisions()) == len(theirs.decisions()) == 2


def test_who_is_judged_to_be_an_erased_person_goes_too(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    office = firm("Office of Test", kind="public_body")
    for number, name in enumerate(("Proba Vydumannov", "Nekto Inoi")):
        listed = firm(name, "RU", kind="person", key=f"P{number}")
        claim = Claim(kind="listing", subject=office, object=listed, topic="test list", record=f"P{number}")
        put_table(archive, f"{number}.csv", [claim], kind="list", source=source(f"Paper {number}"))
    records = [key for key, (party, _) in project(archive).source.census.records.items() if party.kind == "person"]
    why = "one person, says Proba Vydumannov"
    judge(archive, judgement(records[0], records[1], "same", by="Anna", at="2026-01-01", why=why))
    (person,) = choose(archive, "Nekto Inoi")
    assert person.records == set(records)
    what = erasure_of(archive, [person])
    erase(archive, what, by="tester")
    assert what.records >= set(records)
    assert "vydumannov" not in archive.log.read_text(encoding="utf-8").casefold()


# Any order of loading, judging and resolving

PARTIES = {
    "customs.csv": firm("深圳市蓝禾电子有限公司", "CN", ids=(("USCC", "91110000123456789Q"),)),
    "bill of lading.csv": firm("Shenzhen Lanhe Electronics Co., Ltd.", "CN"),
    "declaration.csv": firm("Шэньчжэнь Ланьхэ Электроникс", "CN", names=(Name("Lanhe", "weak"),)),
    "list.csv": firm("Lan He Electronics (Shenzhen)", "CN", ids=(("USCC", "91110000123456789Q"),)),
    "other.csv": firm("Guangzhou Lanhe Electronics Co., Ltd.", "CN"),
}
BUYER = firm("Spektr-Import", "RU", ids=(("INN", "1234567894"),))


class Home:
    """An archive, and an index of its names, as the commands hold them."""

    def __init__(self, folder: Path, loaded: Archive | None = None) -> None:
        self.archive = new_archive(folder)
        self.index = folder / "names.sqlite"
        self.loaded = loaded

    def load(self, name: str) -> None:
        """Load a file; where it was loaded before, into another archive, its package is copied, which is quicker."""
        if self.loaded is None:
            put_table(self.archive, name, [transfer(PARTIES[name], BUYER)], publisher=f"Paper {name}")
            return
        package = next(one for one in self.loaded.packages() if one.document.name == name)
        shutil.copytree(package.path, self.archive.folder / "packages" / package.id)

    def judge(self, one: Judgement) -> None:
        """Take over a judgement with its time, as from a colleague."""
        taken = Decision("judgement", one.subject, one.verdict, one.by, one.at, one.why)
        self.archive.decision_log.merge([taken])

    def resolve(self) -> None:
        with Index(self.index) as index:
            index.update(party_records(project(self.archive).source.census.records))
            write_joins(self.archive, find_edges(index).edges, version())

    def projection(self) -> tuple[Resolution, Digest]:
        whole = project(self.archive)
        return whole.source.resolution, digest_of(whole.elements.nodes.values(), whole.elements.relationships.values())


def key_of(home: Home, name: str) -> str:
    """Record id of the firm of a file."""
    records = project(home.archive).source.census.records.items()
    return next(key for key, (party, _) in records if party.surface == PARTIES[name].surface)


def everything(folder: Path) -> Home:
    home = Home(folder)
    for name in PARTIES:
        home.load(name)
    return home


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return everything(tmp_path_factory.mktemp("firms"))


@pytest.fixture(scope="module")
def told(loaded: Home) -> list[Judgement]:
    """What people say of the firms, with contradictions."""
    pairs = [
        ("customs.csv", "declaration.csv", "same", "Anna"),
        ("customs.csv", "declaration.csv", "different", "Boris"),
        ("declaration.csv", "list.csv", "same", "Clara"),
        ("bill of lading.csv", "other.csv", "different", "Anna"),
        ("list.csv", "other.csv", "unsure", "Boris"),
    ]
    return [
        judgement(key_of(loaded, one), key_of(loaded, other), verdict, by=by, at=f"2026-01-0{day}T00:00:00+00:00")
        for day, (one, other, verdict, by) in enumerate(pairs, start=1)
    ]


@pytest.fixture(scope="module")
def in_order(
    loaded: Home, told: list[Judgement], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[frozenset[int]], tuple[Resolution, Digest]]:
    """Everything loaded, then some of the judgements, then resolved."""

    @cache
    def made(some: frozenset[int]) -> tuple[Resolution, Digest]:
        home = Home(tmp_path_factory.mktemp("plain"), loaded.archive)
        for name in PARTIES:
            home.load(name)
        for number in sorted(some):
            home.judge(told[number])
        home.resolve()
        return home.projection()

    return made


@pytest.fixture(scope="module")
def as_in_order(
    loaded: Home,
    told: list[Judgement],
    in_order: Callable[[frozenset[int]], tuple[Resolution, Digest]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[random.Random, int, frozenset[int]], bool]:
    """Load, judge and resolve in some order, and say whether it comes to what it comes to in order."""

    def made(order: random.Random, resolves: int, some: frozenset[int]) -> bool:
        home = Home(tmp_path_factory.mktemp("shuffled"), loaded.archive)
        steps: list[Callable[[], None]] = [partial(home.load, name) for name in PARTIES]
        steps += [partial(home.judge, told[number]) for number in some]
        steps += [home.resolve] * resolves
        order.shuffle(steps)
        for step in [*steps, home.resolve]:
            step()
        return home.projection() == in_order(some)

    return made


ANY_ORDER = given(
    order=st.randoms(use_true_random=False), resolves=st.integers(0, 2), some=st.frozensets(st.integers(0, 4))
)


@settings(max_examples=40, deadline=None)
@ANY_ORDER
def test_any_order_of_loading_judging_and_resolving_gives_the_same_graph(
    as_in_order: Callable[..., bool], order: random.Random, resolves: int, some: frozenset[int]
) -> None:
    """What is said decides, not when: a judgement may even come before the files that it is about."""
    assert as_in_order(order, resolves, some)


@pytest.mark.long
@settings(max_examples=200, deadline=None)
@ANY_ORDER
def test_two_hundred_orders_of_loading_judging_and_resolving_give_the_same_graph(
    as_in_order: Callable[..., bool], order: random.Random, resolves: int, some: frozenset[int]
) -> None:
    assert as_in_order(order, resolves, some)


def test_the_firms_of_that_test_are_joined_queued_and_kept_apart(
    in_order: Callable[[frozenset[int]], tuple[Resolution, Digest]],
) -> None:
    found, _ = in_order(frozenset({2, 3}))
    assert {link.rule for link in found.joined} >= {"identifier", "judgement", "edge"}
    apart, _ = in_order(frozenset({1, 3, 4}))
    assert apart.forbidden or apart.queued


def test_unmerging_gives_back_the_digest_of_before(tmp_path: Path) -> None:
    home = everything(tmp_path)
    _, before = home.projection()
    declaration, customs = key_of(home, "declaration.csv"), key_of(home, "customs.csv")
    home.resolve()
    judge(home.archive, judgement(declaration, customs, "same", by="Anna", at="2026-01-01"))
    found, merged = home.projection()
    assert merged != before
    assert {link.rule for link in found.joined} >= {"identifier", "judgement", "edge"}
    who = who_of(home.archive)
    records = list(party_records(project(home.archive).source.census.records))
    for cluster in sorted(set(found.clusters.values())):
        for one in taking_apart(records, who.judgements, who.edges, cluster, by="Boris", at="2026-02-01"):
            judge(home.archive, one)
    assert home.projection()[1] == before
    assert [one.verdict for one in archive_judgements(home.archive)].count("same") == 1


def archive_judgements(archive: Archive) -> list[Decision]:
    return [one for one in archive.decisions() if one.kind == "judgement"]
