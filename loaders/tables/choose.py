"""Which mapping reads a table: the one named with -m, else the one beside it, else a ready one that fits."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import SourceError
from loaders.head import HEAD, Detected
from loaders.tables import ready
from loaders.tables.encodings import DOUBLE, SINGLE, WIDE
from loaders.tables.layout import Layout, Limits
from loaders.tables.mapping import SUFFIX, beside, load_mapping
from loaders.tables.mapping_model import Mapping
from loaders.tables.opening import container_format, header_lines
from loaders.tables.reader import sniff_bom, sniff_utf16

DELIMITERS = ",;\t|"
NEARLY = 20  # of so many lines beyond ASCII one may be damaged
TITLE_LINES = 40  # lines above a header
# Where no mark and no zero bytes tell how a table is written, its column names are looked for in each of these.
READINGS = ("utf-8", *SINGLE, *DOUBLE, *WIDE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The mapping of a table.

    Attributes:
        mapping: the mapping.
        how: where it comes from, for the plan.
    """

    mapping: Mapping
    how: str


@dataclass(frozen=True, slots=True)
class Header:
    """One reading of a line as column names.

    Attributes:
        names: of the columns.
        layout: how the file is read for them to stand there; its encoding is left to `settle_encoding`.
    """

    names: tuple[str, ...]
    layout: Layout


def choose(path: Path, found: Detected, named: Path | None) -> Choice | None:
    """Return the mapping of a file; None for what needs none and for a table that no ready mapping fits.

    Args:
        path: the file.
        found: what it is.
        named: what -m says: a mapping file, or the name of a ready mapping.

    Raises:
        SourceError: the mapping is wrong, does not exist, or two ready ones fit alike.
    """
    own = beside(path)
    if os.path.isfile(own):
        if named is None:
            return Choice(load_mapping(own), f"by {own.name} beside it")
        return _named(path, named)
    if named is not None:
        return _named(path, named) if found.kind in ("table", "text") else None
    if found.kind != "table" or found.make is not None:
        return None
    fit = ready_for(path)
    return None if fit is None else Choice(fit, f"by the ready mapping {fit.name}")


def _named(path: Path, named: Path) -> Choice:
    """Return the mapping that -m names: a file, else a ready one."""
    name = str(named)
    if os.path.isfile(named) or name not in ready.names():
        if not os.path.exists(named) and named.suffix not in (".yml", ".yaml"):
            raise SourceError(
                f"there is neither such a mapping file nor a ready mapping of this name; the ready ones are "
                f"{', '.join(ready.names())}",
                named,
            )
        return Choice(load_mapping(named), f"by {named.name}")
    fit = ready_for(path, (name,))
    return Choice(fit or ready.ready(name), f"by the ready mapping {name}")


def ready_for(path: Path, among: tuple[str, ...] | None = None) -> Mapping | None:
    """Return the ready mapping that fits a table best, with the names that it prints and where they stand.

    Args:
        path: the file.
        among: names of ready mappings to look at; None: all.

    Raises:
        SourceError: two fit alike.
    """
    found: list[tuple[ready.Fit, Header]] = []
    for header in headers(path):
        found += [(fit, header) for fit in ready.fitting(header.names, among)]
    most = max((fit.columns for fit, _ in found), default=0)
    first: dict[str, tuple[ready.Fit, Header]] = {}
    for fit, header in found:
        if fit.columns == most:
            first.setdefault(fit.mapping.name, (fit, header))
    best = ready.best(sorted((fit for fit, _ in first.values()), key=lambda fit: fit.mapping.name))
    if best is None:
        return None
    header = first[best.mapping.name][1]
    if header.layout.delimiter is None:
        return best.mapping.reading(header.layout)
    # The names that the text prints are known: only they may prove its encoding, none of the others that would fit.
    return replace(best.mapping, spellings={}).reading(header.layout)


def headers(path: Path, encoding: str | None = None) -> Iterator[Header]:
    """Yield every reading of the first lines as column names: of a text each encoding, line and delimiter.

    Args:
        path: the file.
        encoding: where it is settled; None: each of READINGS in which the beginning can be read.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if container_format(path, head)[0] is not None:
        for names in header_lines(path, TITLE_LINES):
            yield Header(names, Layout(None, None, None))  # the sheets in which a line holds them
        return
    known = encoding or sniff_bom(head) or sniff_utf16(head)
    seen: set[tuple[int, str]] = set()
    for name in (known,) if known else READINGS:
        for number, line in enumerate(_lines(head, name)[:TITLE_LINES], start=1):
            if "\ufffd" in line or (number, line) in seen:
                continue
            seen.add((number, line))
            for delimiter in DELIMITERS:
                if delimiter in line:
                    yield from _header(line, number, delimiter)


def _lines(head: bytes, encoding: str) -> list[str]:
    """Decode whole lines; none where the bytes are not of this encoding, but for single lines."""
    errors = "replace" if encoding.startswith("utf-8") else "strict"
    for cut in range(4):  # the head may end within a character
        try:
            text = head[: len(head) - cut].decode(encoding, errors)
        except UnicodeError:
            if len(head) < HEAD:
                break
            continue
        lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return lines[:-1] if len(head) == HEAD else lines
    return _mostly(head, encoding)


def _mostly(head: bytes, encoding: str) -> list[str]:
    """Decode each line by itself, where nearly all can be; those that cannot hold a sign that stands for it."""
    if encoding not in (*SINGLE, *DOUBLE):
        return []
    raw = head.split(b"\n")[:-1] if len(head) == HEAD else head.split(b"\n")
    lines = [line.decode(encoding, "replace").rstrip("\r") for line in raw]
    wrong = sum("\ufffd" in line for line in lines)
    beyond = sum(not line.isascii() for line in raw)
    return lines if wrong * NEARLY <= beyond else []


def _header(line: str, number: int, delimiter: str) -> Iterator[Header]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return
    if len(cells) <= Limits().columns:
        yield Header(tuple(cell.strip() for cell in cells), Layout(None, delimiter, number))


def advice(path: Path) -> str:
    """Return what to do about a table without a mapping, for the plan."""
    return (
        f"without a mapping, and no ready one fits; `waybill mapping suggest {path.name} > {path.name}{SUFFIX}` drafts "
        "one beside it"
    )
