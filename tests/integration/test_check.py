"""`check` finds and names what was damaged: ten seeded corruptions of archive and graph."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import packages
from graph.archive import Archive, Decision, now
from graph.audit import check
from graph.build import build
from graph.model import replace
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import country, document, firm, put_table, put_text, source, transfer

Corruption = Callable[[Store, Path, random.Random], None]


def pick(folder: Path, pattern: str, chance: random.Random) -> Path:
    return chance.choice(sorted(folder.glob(pattern)))


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1
    path.write_bytes(data)


def part_flipped(_: Store, archive: Path, chance: random.Random) -> None:
    flip(pick(archive, "packages/*/part-*.jsonl", chance), chance)


def part_gone(_: Store, archive: Path, chance: random.Random) -> None:
    pick(archive, "packages/*/part-*.jsonl", chance).unlink()


def manifest_flipped(_: Store, archive: Path, chance: random.Random) -> None:
    flip(pick(archive, "packages/*/manifest.json", chance), chance)


def text_moved(_: Store, archive: Path, chance: random.Random) -> None:
    """The text and its checksum are changed together, as by a hand that knows the format: the quotes stand no more."""
    path = pick(archive, "packages/*/text.txt", chance).parent
    package = packages.read_manifest(path / "manifest.json")
    data = b"one word more " + (path / "text.txt").read_bytes()
    writer = packages.PackageWriter(path, package.document)
    writer.text(data.decode())
    manifest = packages.manifest_of(package.id, package.document, package.extractor, package.version)
    files = {**package.files, "text.txt": writer.files["text.txt"]}
    packages.write_manifest(path, manifest | {"state": "completed", "files": files, "report": dict(package.report)})


def decision_changed(_: Store, archive: Path, chance: random.Random) -> None:
    flip(archive / "decisions.jsonl", chance)


def property_changed(store: Store, _: Path, chance: random.Random) -> None:
    store._execute("MATCH ()-[r:SUPPLIED]->() SET r.sources = 99", {})


def quote_changed(store: Store, _: Path, chance: random.Random) -> None:
    store._execute("MATCH (c:Claim) SET c.quote = 'another'", {})


def evidence_cut(store: Store, _: Path, chance: random.Random) -> None:
    store._execute("MATCH (:Claim)-[r:ABOUT]->() DELETE r", {})


def tie_invented(store: Store, _: Path, chance: random.Random) -> None:
    store._execute(
        "MATCH (a:Company), (b:Country {code: 'TR'}) WITH a, b ORDER BY a.waybill_id LIMIT 1 "
        "CREATE (a)-[:SUPPLIED {waybill_id: 'x', goods_id: 'goods:weapons', best_facts: ['nowhere']}]->(b)",
        {},
    )


def fact_gone(store: Store, _: Path, chance: random.Random) -> None:
    store._execute("MATCH (t:Transfer) WITH t ORDER BY t.waybill_id LIMIT 1 DETACH DELETE t", {})


def claim_placeless(store: Store, _: Path, chance: random.Random) -> None:
    store._execute("MATCH (:Claim)-[r:IN]->() DELETE r", {})


CORRUPTIONS: list[tuple[Corruption, set[str]]] = [
    (part_flipped, {"package_damaged"}),
    (part_gone, {"package_damaged"}),
    (manifest_flipped, {"manifest"}),
    (text_moved, {"quote_lost"}),
    (decision_changed, {"decision_log"}),
    (property_changed, {"relationship_differs"}),
    (quote_changed, {"node_differs"}),
    (evidence_cut, {"relationship_missing", "fact_without_evidence"}),
    (tie_invented, {"relationship_unknown", "tie_dangling"}),
    (fact_gone, {"node_missing", "relationship_missing", "tie_dangling"}),
    (claim_placeless, {"relationship_missing", "claim_without_document"}),
]


@pytest.mark.parametrize(("corrupt", "rules"), CORRUPTIONS, ids=[one.__name__ for one, _ in CORRUPTIONS])
def test_a_corruption_is_found_and_named(
    store: Store, settings: Settings, corrupt: Corruption, rules: set[str]
) -> None:
    archive = Archive(settings.archive_dir)
    put_text(archive, "a.txt", [transfer(firm("Qingfeng", "CN"), firm("Volna-Test", "RU"), via=(country("TR"),))])
    put_table(archive, "t.csv", [transfer(firm("Qingfeng", "CN"), country("RU"), "optics", start="2023-01-02")])
    archive.decide(Decision("review", "nobody", "accepted", "tester", now()))
    build(settings, store)
    assert check(settings, store) == []
    corrupt(store, settings.archive_dir, random.Random(7))
    findings = check(settings, store)
    assert rules <= {finding.rule for finding in findings}
    assert all(finding.subject and finding.message for finding in findings)
    if not rules & {"package_damaged", "manifest", "decision_log", "quote_lost"}:
        build(settings, store)
        assert check(settings, store) == []


def test_a_failed_load_is_named_until_the_mended_file_is_loaded(store: Store, settings: Settings) -> None:
    archive = Archive(settings.archive_dir)

    def fail() -> None:
        with archive.new_package(document("t.csv", "table"), extractor="tables", version="1"):
            raise ValueError("unreadable")

    with pytest.raises(ValueError, match="unreadable"):
        fail()
    build(settings, store)
    assert [finding.rule for finding in check(settings, store)] == ["package_failed"]
    mended = document("t.csv", "table", source=source(title="mended"))
    with archive.new_package(replace(mended, sha256="f" * 64), extractor="tables", version="1") as writer:
        writer.report = {}
    build(settings, store)
    assert check(settings, store) == []
