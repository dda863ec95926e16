"""The proof: the passages and rows behind a claim, a fact, a tie or a path, or behind the facts around a node."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Any

from graph.archive import Archive
from graph.errors import ArchiveError, InvalidParameter
from graph.model import MODALITIES, STANDINGS
from graph.schema import SCHEMA
from graph.store import Store
from queries import answers, ids
from queries.parts import part
from queries.path_answer import PathAnswer
from queries.supply import EvidenceItem, Leg

MOST = 500  # passages and rows of one fact or tie
FACTS_AROUND = 50  # facts beside a node whose evidence is given
PER_LEG = 20  # passages and rows beside a leg of an answer
STRENGTH = {str(name): place for place, name in enumerate(MODALITIES)}
ORDER = {str(name): place for place, name in enumerate(STANDINGS)}


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence, and a line that says what of it is shown, where that is not all or not plain."""

    items: list[EvidenceItem]
    note: str | None = None


def of(
    store: Store, archive: Archive | None, identifier: str, *, answers_dir: FilePath | None = None
) -> list[EvidenceItem]:
    """Return the items of `proof`."""
    return proof(store, archive, identifier, answers_dir=answers_dir).items


def proof(store: Store, archive: Archive | None, identifier: str, *, answers_dir: FilePath | None = None) -> Proof:
    """Return the evidence of a claim, a fact, a tie, a path, or of the facts around any other node.

    Args:
        store: an open store.
        archive: holds the rows of tables; None leaves their quotes empty.
        identifier: id of a tie, of a path that was shown, or of a node as `queries.ids.node` takes it.
        answers_dir: where the last answers are kept; beside the archive when None.

    Returns:
        For a path in the order of its legs; else accepted before unreviewed, stronger modality first.

    Raises:
        InvalidParameter: nothing has this id, or no fact stands beside it.
    """
    wanted = identifier.strip()
    folder = answers_dir or (archive.folder.parent / "answers" if archive is not None else None)
    ties = answers.ties_of(folder, wanted) if folder is not None else None
    if ties is not None:
        found = [item for tie in ties for item in of_ties(store, archive, [tie]).get(tie, [])]
        if found:
            return Proof(found)
    by_tie = of_ties(store, archive, [wanted])
    return Proof(by_tie[wanted]) if by_tie.get(wanted) else _of_node(store, archive, wanted)


def _of_node(store: Store, archive: Archive | None, wanted: str) -> Proof:
    label, whole = ids.node(store, wanted)
    if label == "Claim":
        claims = [_claim(row) for row in store.read(part("claims_by_id"), {"ids": [whole]})]
        return Proof(_ordered(_placed(archive, claims)))
    if label in SCHEMA.labelled("Fact"):
        return Proof(of_facts(store, archive, [whole]))
    statement = part("facts_around").replace("`{label}`", f"`{label}`")
    facts = [row["id"] for row in store.read(statement, {"id": whole, "limit": FACTS_AROUND + 1})]
    items = of_facts(store, archive, facts[:FACTS_AROUND])
    if label == "Document":
        items = [item for item in items if item.document == whole.removeprefix(ids.DOCUMENT)]
    if not items:
        raise InvalidParameter(
            f"id {wanted!r}: no fact stands beside this {label}, so it has no evidence of its own; waybill show {whole}"
        )
    which = f"the first {FACTS_AROUND} facts" if len(facts) > FACTS_AROUND else "the facts"
    return Proof(items, f"this is a {label}: evidence of {which} beside it; waybill show {whole} lists them")


def of_facts(store: Store, archive: Archive | None, facts: Sequence[str]) -> list[EvidenceItem]:
    """Return the evidence of some facts, best first, at most MOST pieces."""
    if not facts:
        return []
    rows = store.read(part("claims_of_facts"), {"ids": list(facts), "limit": MOST})
    items = _placed(archive, [_claim(row) for row in rows])
    rows = store.read(part("rows_of_facts"), {"ids": list(facts), "limit": MOST})
    items += _rows(archive, [EvidenceItem(**_common(row), sheet=row["sheet"]) for row in rows])
    return _ordered(items)


def of_ties(store: Store, archive: Archive | None, ties: Sequence[str]) -> dict[str, list[EvidenceItem]]:
    """Return the evidence of some ties by tie; a tie that is not there has none."""
    rows = store.read(part("facts_of_ties"), {"ids": list(ties)}) if ties else []
    by_tie: dict[str, list[str]] = {}
    for row in sorted(rows, key=itemgetter("tie")):
        by_tie[row["tie"]] = list(row["facts"])
        if row["type"] == "SUPPLIED" and row["count"] > len(row["facts"]):
            more = store.read(part("facts_of_tie"), {"id": row["tie"], "limit": MOST})
            by_tie[row["tie"]] += [one["id"] for one in more if one["id"] not in row["facts"]]
    items = of_facts(store, archive, sorted({fact for facts in by_tie.values() for fact in facts}))
    own = {tie: set(facts) for tie, facts in by_tie.items()}
    return {tie: [item for item in items if item.fact in facts] for tie, facts in own.items()}


def unproven(store: Store, ties: Sequence[str]) -> list[str]:
    """Return what the types of some ties do not prove, a line each."""
    kinds = sorted({row["type"] for row in store.read(part("facts_of_ties"), {"ids": list(ties)})})
    return [f"what {kind} does not prove: {SCHEMA.relationships[kind].unproven}" for kind in kinds]


def attach(store: Store, archive: Archive | None, answer: PathAnswer) -> PathAnswer:
    """Return an answer with the evidence beside each leg.

    Args:
        store: an open store.
        archive: holds the rows of tables.
        answer: of `queries.chains.supply_paths`.
    """
    facts = sorted({fact for path in answer.paths for leg in path.legs for fact in leg.facts})
    found = [
        item
        for start in range(0, len(facts), MOST // 5)
        for item in of_facts(store, archive, facts[start : start + MOST // 5])
    ]

    def proven(leg: Leg) -> Leg:
        own = set(leg.facts)
        return replace(leg, evidence=tuple([item for item in found if item.fact in own][:PER_LEG]))

    paths = tuple(replace(path, legs=tuple(proven(leg) for leg in path.legs)) for path in answer.paths)
    return replace(answer, paths=paths)


def _ordered(items: Iterable[EvidenceItem]) -> list[EvidenceItem]:
    return sorted(
        items,
        key=lambda item: (
            ORDER.get(item.standing, 9),
            STRENGTH.get(item.modality, 9),
            item.published or "9999",
            item.document,
            item.row or 0,
            item.claim or "",
            item.fact or "",
        ),
    )


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "document": str(row["document"]).removeprefix(ids.DOCUMENT),
        "title": row["title"],
        "url": row["url"],
        "published": row["published"],
        "edition": row["edition"],
        "licence": row["licence"],
        "publisher": row["publisher"],
        "origin": row["origin"],
        "fact": row["fact"],
        "synthetic": bool(row["synthetic"]),
        "row": row["row"],
    }


def _claim(row: dict[str, Any]) -> EvidenceItem:
    spans = json.loads(row["spans"]) if row["spans"] else []
    return EvidenceItem(
        **_common(row),
        claim=row["claim"],
        quote=row["quote"],
        spans=tuple((start, end) for start, end in spans),
        language=row["language"],
        speaker=row["speaker"],
        kind=row["kind"],
        modality=row["modality"],
        standing=row["standing"],
        reprint_of=row["reprint_of"] and str(row["reprint_of"]).removeprefix(ids.DOCUMENT),
        by_rule=row["by_rule"],
    )


def _placed(archive: Archive | None, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Give passages the page or element that they begin in."""
    begins: dict[str, set[int]] = {}
    for item in items if archive is not None else ():
        if item.spans:
            begins.setdefault(item.document, set()).add(item.spans[0][0])
    found: dict[tuple[str, int], str] = {}
    for document, offsets in begins.items():
        with suppress(ArchiveError):
            assert archive is not None
            found |= {(document, offset): place for offset, place in archive.places(document, offsets).items()}
    return [replace(item, place=found.get((item.document, item.spans[0][0]))) if item.spans else item for item in items]


def _rows(archive: Archive | None, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Give rows their cells; one that the archive lost stays without, and `waybill check` reports it."""
    if archive is None:
        return items
    wanted: dict[str, list[tuple[int, str | None]]] = {}
    for item in items:
        wanted.setdefault(item.document, []).append((item.row or 0, item.sheet))
    found: dict[tuple[str, int, str | None], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for document, places in wanted.items():
        with suppress(ArchiveError):
            found |= {(document, *place): cells for place, cells in archive.rows(document, places).items()}
    return [_with_cells(item, found.get((item.document, item.row or 0, item.sheet))) for item in items]


def _with_cells(item: EvidenceItem, row: tuple[tuple[str, ...], tuple[str, ...]] | None) -> EvidenceItem:
    if row is None:
        return item
    quote = "\t".join(row[1])
    return replace(item, quote=quote, spans=((0, len(quote)),), headers=row[0], cells=row[1])
