"""Passages and rows as a dossier prints them: each with where it stands, who says it, and how to find it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.wording import counted, modality, standing
from queries.passage import EvidenceItem
from waybill.dossier.book import Book
from waybill.dossier.model import Block, Items, Link, Paragraph, Quote, Table

DENIED = "denied"
UNKNOWN = "unknown publisher"  # as a load names it that was told of none
MOST_ROWS = 12  # rows of tables printed beside one leg; the others are named by their numbers
MOST_PASSAGES = 60  # likewise
NO_TEXT = "The archive on this machine does not hold this passage."
COLUMNS = ("states it", "denies it")


def quotes(items: Sequence[EvidenceItem], book: Book) -> list[Block]:
    """Return passages and rows, each once, those that deny last; what is too many is named by its place.

    Args:
        items: in order.
        book: numbers their documents.
    """
    once = list({_key(item): item for item in items}.values())
    once.sort(key=lambda item: item.modality == DENIED)
    passages = [item for item in once if not item.cells]
    rows = [item for item in once if item.cells]
    shown: list[Block] = [_quote(item, book) for item in (*passages[:MOST_PASSAGES], *rows[:MOST_ROWS])]
    more = [*passages[MOST_PASSAGES:], *rows[MOST_ROWS:]]
    if more:
        shown.append(Paragraph(f"{counted(len(more), 'more passage or row', 'more passages and rows')} say the same:"))
        shown.append(Items(tuple(_places(more, book))))
    return shown


def for_and_against(items: Iterable[EvidenceItem], book: Book) -> list[Block]:
    """Return who states something and who denies it, side by side; a sentence where nobody denies it."""
    said: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for item in items:
        who = item.publisher or "publisher unknown"
        word = f"{who}, {item.published or 'undated'} (source {book.cite(item)}; {item.standing}, {item.modality})"
        word += f", quoting {item.speaker}" if item.speaker else ""
        said[item.modality == DENIED][word] = None
    if not said[True]:
        return [Paragraph("Nobody in the loaded sources denies this.")]
    states, denies = list(said[False]), list(said[True])
    longest = max(len(states), len(denies))
    pad = [*states, *[""] * (longest - len(states))], [*denies, *[""] * (longest - len(denies))]
    return [Table(COLUMNS, tuple(zip(*pad, strict=True)))]


def marks_of(items: Iterable[EvidenceItem]) -> set[str]:
    """Return what must be kept in mind of some evidence, as `cautions` names it."""
    found = set()
    for item in items:
        found |= {item.standing, item.modality} | ({"by_rule"} if item.by_rule else set())
        found |= {"reprint"} if item.reprint_of else set()
        found |= {"unknown_publisher"} if item.publisher in (None, UNKNOWN) else set()
    return found


def _key(item: EvidenceItem) -> tuple[object, ...]:
    return (item.claim,) if item.claim else (item.document, item.sheet, item.row)


def _quote(item: EvidenceItem, book: Book) -> Quote:
    number = book.cite(item)
    title = f", {item.title}" if item.title and item.title != item.publisher else ""
    where = [item.place] if item.place and not item.cells else []
    where += [f"row {item.row}" + (f" of sheet {item.sheet}" if item.sheet else "")] if item.row is not None else []
    stands = [standing(item.standing, by_rule=item.by_rule), modality(item.modality)]
    lines: list[str | Link] = [
        f"{item.publisher or 'publisher unknown'}{title}, {item.published or _edition(item)} (source {number})",
        "; ".join([*where, f"according to {item.speaker}" if item.speaker else "no speaker is named", *stands]),
    ]
    lines += ["invented data (synthetic)"] if item.synthetic else []
    lines += [Link(item.url, item.url)] if item.url else []
    lines += [f"claim {item.claim}"] if item.claim else []
    lines.append(f"document sha256 {book.sha256(item.document)}")
    return Quote(_text(item, book), tuple(lines), item.modality == DENIED, item.language)


def _edition(item: EvidenceItem) -> str:
    return f"edition {item.edition}" if item.edition else "undated"


def _text(item: EvidenceItem, book: Book) -> str:
    """The passage; of a row or an entry of a list its cells with their heads, blank ones left out."""
    heads, cells = item.headers, item.cells
    if not cells and item.row is not None and "\t" in (item.quote or ""):
        cells, heads = tuple((item.quote or "").split("\t")), book.heads(item.document)
    if not cells:
        return item.quote or NO_TEXT
    named = [*heads, *(f"column {place}" for place in range(len(heads) + 1, len(cells) + 1))]
    return "; ".join(f"{head}: {cell}" for head, cell in zip(named, cells, strict=False) if cell.strip())


def _places(items: Iterable[EvidenceItem], book: Book) -> list[str]:
    """Name passages and rows by source, claim and row."""
    found: dict[int, list[str]] = {}
    for item in items:
        found.setdefault(book.cite(item), []).append(
            f"row {item.row}" if item.row is not None else f"claim {item.claim}"
        )
    return [f"source {number}: {', '.join(places)}" for number, places in found.items()]
