"""Reports that repeat one another count as one source, whatever the order. All names are invented."""

from __future__ import annotations

import hashlib
import random
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.archive import Archive
from graph.digest import digest_of
from graph.holdings import holdings, withdraw
from graph.model import Document, Source
from graph.packages import Package
from graph.projection import project
from graph.reprints import SHINGLES, Reprint, reprints, sketch
from graph.settings import Settings
from loaders.plan import LoadOptions
from loaders.run import load
from loaders.source import Meta

WORDS = random.Random(7)
VOCABULARY = ["".join(WORDS.choice("abdegiklmnoprstu") for _ in range(6)) for _ in range(900)]


def prose(seed: int, count: int = 150) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(VOCABULARY) for _ in range(count))


REPORT, OTHER = prose(1), prose(2)


def package(name: str, text: str, **source: str | bool | None) -> Package:
    published = source.pop("published", None)
    document = Document(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        name=name,
        kind="text",
        source=Source(**({"publisher": name} | source)),  # type: ignore[arg-type]
        published=published if isinstance(published, str) else None,
    )
    report = {SHINGLES: sketch(text)}
    return Package(name, Path(name), "completed", document, "rules", "1", report, {}, {}, None, None)


def groups(*packages: Package) -> list[set[str]]:
    names = {one.document.sha256: one.document.name for one in packages}
    found: dict[Reprint, set[str]] = {}
    for sha256, told in reprints(packages).items():
        found.setdefault(told, set()).add(names[sha256])
    return sorted(found.values(), key=min)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (REPORT, True),
        (REPORT.upper().replace(" ", " , "), True),
        (f"Reprinted with thanks by another paper. {REPORT} All rights are theirs.", True),
        (" ".join(REPORT.split()[:120]), True),
        (" ".join(REPORT.split()[:60]), False),
        (f"{REPORT} {OTHER}", False),
        (prose(3), False),
        (REPORT[:60], False),
    ],
)
def test_what_a_reprint_is(text: str, same: bool) -> None:
    assert bool(groups(package("a", REPORT), package("b", text))) == same


def test_chinese_texts_have_shingles_of_signs() -> None:
    draw = random.Random(3)
    signs = "".join(draw.choice("船机器电子公司出口俄国中东贸易报道称海关") for _ in range(120))
    assert groups(package("a", signs), package("b", "转载。" + signs)) == [{"a", "b"}]


def test_long_texts_are_told_by_a_part_of_their_shingles() -> None:
    long = prose(5, 6000)
    changed = " ".join(word if place % 60 else "x" for place, word in enumerate(long.split()))
    assert groups(package("a", long), package("b", changed), package("c", prose(6, 6000))) == [{"a", "b"}]


def test_a_page_of_two_reports_joins_neither() -> None:
    assert groups(package("a", REPORT), package("b", OTHER), package("page", f"{REPORT} {OTHER}")) == []


def test_invented_and_real_texts_are_kept_apart() -> None:
    assert groups(package("a", REPORT), package("b", REPORT, synthetic=True)) == []


def test_the_earliest_stands_for_all_and_a_named_origin_of_the_data_wins() -> None:
    early, late = package("e", REPORT, published="2024-01"), package("l", REPORT, published="2024-02-03")
    undated = package("u", REPORT)
    told = set(reprints([undated, late, early]).values())
    assert told == {Reprint(early.document.sha256, "e")}
    named = package("n", REPORT, published="2024-05", data_origin="Test customs")
    assert {one.origin for one in reprints([late, named, undated]).values()} == {"Test customs"}


def test_a_report_that_very_many_reprint_is_still_one() -> None:
    assert len(groups(*(package(f"p{number}", REPORT) for number in range(90)))) == 1


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(9)))
def test_the_order_does_not_matter(order: list[int]) -> None:
    made = [package(f"p{number}", f"{prose(number // 3)} {prose(100 + number, 20)}") for number in range(9)]
    assert reprints([made[number] for number in order]) == reprints(made)
    assert len(groups(*made)) == 3


SAID = "Honglu Optics of China shipped 40 drone engines to Sokolov Trade in Russia in March 2024."
ALSO = "In March 2024, Honglu Optics of China shipped 40 drone engines to Sokolov Trade in Russia."
PAPERS = {"one.txt": "First Daily", "two.txt": "Second Daily", "three.txt": "Third Daily"}


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    texts = {
        "one.txt": f"{SAID}\n\n{REPORT}.\n",
        "two.txt": f"Seen elsewhere.\n\n{SAID}\n\n{REPORT}.\n",
        "three.txt": f"{ALSO}\n\n{OTHER}.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in texts}


def loaded(home: Settings, path: Path) -> None:
    load([path], home, LoadOptions(meta=Meta(publisher=PAPERS[path.name], published="2024-04-01", language="en")))


def test_a_reprint_adds_a_claim_and_no_source(tmp_path: Path, papers: dict[str, Path]) -> None:
    digests, counts = set(), []
    for number, order in enumerate(permutations(papers)):
        home = Settings(home=tmp_path / f"home{number}")
        for name in order:
            loaded(home, papers[name])
            elements = project(Archive(home.archive_dir)).elements
            ties = [one for one in elements.relationships.values() if one.type == "SUPPLIED"]
            counts.append((frozenset(order[: order.index(name) + 1]), [one.properties["sources"] for one in ties]))
        digests.add(digest_of(elements.nodes.values(), elements.relationships.values()).total)
    assert len(digests) == 1
    both = frozenset({"one.txt", "two.txt"})
    assert {tuple(found) for names, found in counts if names == both} == {(1,)}
    assert {tuple(found) for names, found in counts if len(names) == 3 or (len(names) == 2 and names != both)} == {(2,)}


def test_sources_name_the_text_that_is_repeated(tmp_path: Path, papers: dict[str, Path]) -> None:
    home = Settings(home=tmp_path / "home")
    for path in papers.values():
        loaded(home, path)
    archive = Archive(home.archive_dir)
    told = {one.document: one.reprint_of for one in holdings(archive) if one.reprint_of}
    ((name, first),) = told.items()
    assert {name, *(one.document for one in holdings(archive) if one.sha256 == first)} == {"one.txt", "two.txt"}
    nodes = project(archive).elements.nodes.values()
    assert [node.properties["name"] for node in nodes if "reprint_of" in node.properties] == [name]
    withdraw(archive, first, by="tester")
    assert [one for one in holdings(archive) if one.reprint_of] == []


def test_a_document_keeps_its_own_publisher(tmp_path: Path, papers: dict[str, Path]) -> None:
    home = Settings(home=tmp_path / "home")
    for name in ("one.txt", "two.txt"):
        loaded(home, papers[name])
    nodes = project(Archive(home.archive_dir)).elements.nodes.values()
    sources = {(node.properties["name"], node.properties["origin"]) for node in nodes if node.labels[0] == "Source"}
    assert sources == {("First Daily", "First Daily"), ("Second Daily", "Second Daily")}
