"""OFAC's list in four CSV files without a header: what each is, and which of them belong together.

sdn.csv holds the entries; alt.csv their further names, add.csv their addresses, sdn_comments.csv what did not fit into
the remarks. All join on the first column, the number of the entry. A file is known by its columns, not by its name.

Source: https://ofac.treasury.gov/media/29976/download (the data specification of the legacy formats)
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from graph.errors import SourceError
from loaders.head import Head, look

Role = Literal["entries", "names", "addresses", "comments"]
COLUMNS: dict[Role, tuple[str, ...]] = {
    "entries": (
        "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
        "Vess_owner", "Remarks",
    ),
    "names": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "addresses": ("ent_num", "Add_num", "Address", "City/State/Province/Postal Code", "Country", "Add_remarks"),
    "comments": ("ent_num", "remarks_extended"),
}  # fmt: skip
NULL = "-0-"
END = "\x1a"  # alone on the last line of a whole file
LINES = 20  # that are looked at
NUMBER = re.compile(rb"(\d+),")
LINE = 1 << 16  # bytes of a line that are looked at
COMMENT = re.compile(
    r"Linked To:|a\.k\.a\.|Passport|Tax ID|Registration (?:Number|ID)|National ID|Digital Currency|Sanctions|directives"
)


def role_of(head: Head) -> Role | None:
    """Return which of the four files this is, None for none of them."""
    if not head.text[:1].isdigit():
        return None
    rows = list(_rows(head))
    for role, columns in COLUMNS.items():
        fitting = [row for row in rows if len(row) == len(columns) and row[0].isdigit() and _shaped(role, row)]
        if rows and len(fitting) * 10 >= len(rows) * 8 and (role != "addresses" or _has_null(rows)):
            return role
    return None


def _rows(head: Head) -> Iterator[list[str]]:
    """Yield the rows of the first lines, what is cut at the end of the head left out."""
    lines = head.text.splitlines()
    lines = [line for line in (lines if head.whole else lines[:-1]) if line.strip() and line != END][:LINES]
    for line in lines:
        try:
            yield next(csv.reader([line]), [])
        except csv.Error:
            yield []


def _shaped(role: Role, row: list[str]) -> bool:
    """Whether a row of the right width holds what its columns say."""
    if role == "entries":
        return sum(cell.strip() == NULL for cell in row) >= 4 and row[1].strip() not in ("", NULL)
    if role == "names":
        return row[1].isdigit() and row[2].strip() in ("aka", "fka", "nka")
    if role == "addresses":
        return row[1].isdigit() and not row[2].isdigit()
    return bool(COMMENT.search(row[1]))


def _has_null(rows: list[list[str]]) -> bool:
    """Whether the word for an empty cell stands there: other tables have six columns and two numbers too."""
    return any(cell.strip() == NULL for row in rows for cell in row)


def companions_of(path: Path) -> tuple[Path, ...]:
    """Return the files that are read with a file of entries."""
    return tuple(sorted(part for part, owner in _owners(path.parent).items() if owner.name == path.name))


def owner_of(path: Path) -> Path | None:
    """Return the file of entries beside a file with which it is read; None where there is none."""
    return next((owner for part, owner in _owners(path.parent).items() if part.name == path.name), None)


def _owners(folder: Path) -> dict[Path, Path]:
    """Part -> the file of entries that holds most of its numbers; one part of each kind for each such file."""
    held: dict[Role, dict[Path, set[bytes]]] = {role: {} for role in COLUMNS}
    for path in sorted(folder.iterdir()):
        role = _role_of_file(path)
        if role is not None:
            held[role][path] = _numbers(path)
    chosen: dict[tuple[Path, Role], tuple[float, Path]] = {}
    for role in COLUMNS:
        if role == "entries":
            continue
        for part, numbers in held[role].items():
            shares = {owner: len(numbers & known) for owner, known in held["entries"].items()}
            owner = max(sorted(shares), key=lambda one: shares[one], default=None)
            if owner is not None and shares[owner]:
                rank = shares[owner] / len(numbers)
                if rank > chosen.get((owner, role), (0.0, part))[0]:
                    chosen[owner, role] = (rank, part)
    return {part: owner for (owner, _), (_, part) in chosen.items()}


def _numbers(path: Path) -> set[bytes]:
    """Collect the numbers of entries at the beginnings of the lines."""
    with path.open("rb") as stream:
        return {found[1] for line in iter(lambda: stream.readline(LINE), b"") if (found := NUMBER.match(line))}


def _role_of_file(path: Path) -> Role | None:
    """Look at a neighbour; what cannot be read and what a link leads to is none."""
    if path.is_symlink() or not path.is_file() or path.name.startswith("."):
        return None
    try:
        with path.open("rb") as stream:
            if not stream.read(1).isdigit():  # most neighbours are something else
                return None
        return role_of(look(path))
    except (SourceError, OSError):
        return None


def is_whole(path: Path) -> bool:
    """Whether a file ends with the mark that OFAC puts at the end of each: an excerpt does not."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 16))
        return stream.read().rstrip(b"\r\n ").endswith(END.encode())
