"""How the command line prints: tables, JSON, and words from documents that can do no harm to a terminal."""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA = 1
LONGEST_ERROR = 2000  # characters
READABLE, GUTTER = 10, 3  # columns that a wide cell needs at least; between two cells
PIPE_WIDTH = 200  # columns of a table that goes into a pipe, where nothing tells how wide it may be
ID = re.compile(r"[a-z]*:?[0-9a-f]{12,32}")  # stands on one line, so that it can be copied
UNSAFE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
STEERING = {"Cc", "Cf", "Zl", "Zp"}  # written as \\uXXXX where a form must lose nothing
DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def clean(text: str) -> str:
    """Return text from a document without what would steer a terminal: control characters and changes of direction.

    Args:
        text: anything; tabs and line ends stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char in "\t\n" or (unicodedata.category(char) not in UNSAFE and char not in DIRECTIONS) else "\ufffd"
        for char in text
    )


def escaped(text: str) -> str:
    """Return text with what would steer a terminal written as \\uXXXX, as JSON writes it; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    steering = {char for char in set(text) - {"\n", "\t"} if unicodedata.category(char) in STEERING}
    return text.translate({ord(char): json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f" for char in steering})


def shown(text: str | Path) -> str:
    """Return the name of a file on one line: line ends, tabs and what else would steer a terminal are escaped."""
    return escaped(str(text)).replace("\n", "\\n").replace("\t", "\\t")


def one_line(text: str) -> str:
    """Return text on one line, for errors."""
    return clean(" ".join(text.split()))


def shorten(text: str, most: int) -> str:
    """Return text on one line of at most so many characters."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "\u2026"


def console(stderr: bool = False) -> Console:
    """Return a rich console for stdout or stderr; colours only where a person looks on."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def emit_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object with its schema number first."""
    _write_json(data if "schema" in data else {"schema": SCHEMA, **data}, indent=2)


def emit_line(data: Mapping[str, Any]) -> None:
    """Print one JSON object on one line."""
    _write_json(data)


def _write_json(data: Mapping[str, Any], indent: int | None = None) -> None:
    try:
        text = json.dumps(data, ensure_ascii=False, indent=indent, default=_plain, allow_nan=False)
    except ValueError:  # JSON has neither NaN nor infinity
        data = _finite(json.loads(json.dumps(data, default=_plain)))
        text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # a stream that is not UTF-8, or the name of a file that is not
        text = json.dumps(data, indent=indent, default=_plain)
    sys.stdout.write(escaped(text) + "\n")


def emit_csv(columns: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV under their heads; a file or pipe gets every cell as it is, a terminal what cannot steer it.

    Args:
        columns: the heads; None for rows that go on below others.
        rows: the cells.
    """
    safe = escaped if sys.stdout.isatty() else str
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if columns is not None:
        writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)


def _finite(value: Any) -> Any:
    """Return plain data with words in place of the numbers that JSON does not have."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return {key: _finite(item) for key, item in value.items()} if isinstance(value, dict) else value


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    to_native = getattr(value, "to_native", None)  # dates and times of the driver
    return str(to_native() if to_native else value)


def say(text: str = "", style: str | None = None) -> None:
    """Print a line for a person on stdout."""
    _line(text, style, stderr=False)


def note(text: str, style: str | None = "dim") -> None:
    """Print a line about the work on stderr, so that stdout holds the answer alone."""
    _line(text, style, stderr=True)


def counted_parties(parties: int, things: int) -> str:
    """Return how many parties a graph holds, and beside them vessels, aircraft and assets, where there are any."""
    return f"{parties:,} parties" + (f", {things:,} vessels, aircraft and assets" if things else "")


def _line(text: str, style: str | None, stderr: bool) -> None:
    stream = sys.stderr if stderr else sys.stdout
    if not stream.isatty():
        stream.write(clean(text) + "\n")
        return
    from rich.text import Text

    console(stderr).print(Text(clean(text), style=style or ""), soft_wrap=True)


def cell(value: object) -> str:
    """Return a value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {cell(item)}" for key, item in value.items())
    return clean(str(value))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Print a table on stdout, numbers to the right; rows below one another where columns would be too narrow to read.

    Args:
        columns: the heads.
        rows: the cells, in the order of the heads.
        title: a line above it.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    held = [list(row) for row in rows]
    printed = [[cell(value) for value in row] for row in held]
    if _too_narrow(columns, printed, console().width):
        _blocks(columns, printed, title)
        return
    view = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for number, name in enumerate(columns):
        numeric = bool(held) and all(
            (isinstance(row[number], (int, float)) and not isinstance(row[number], bool)) or row[number] is None
            for row in held
        )
        ids = bool(held) and all(row[number] is None or ID.fullmatch(str(row[number])) for row in held)
        view.add_column(Text(name), justify="right" if numeric else "left", overflow="fold", no_wrap=ids)
    for cells in printed:
        view.add_row(*map(Text, cells))
    console().print(view)


def _too_narrow(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether a table would break words in pieces: whether less than READABLE is left for a column that is wider."""
    needed = 0
    for number, name in enumerate(columns):
        longest = max((len(row[number]) for row in rows), default=0)
        whole = any(ID.fullmatch(row[number]) for row in rows)
        needed += max(min(len(name), READABLE), longest if whole else min(longest, READABLE)) + GUTTER
    return needed > width + GUTTER


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str | None) -> None:
    """Print each row as lines of head and cell; empty cells are left out."""
    if title:
        say(title)
    widest = max(map(len, columns))
    for number, row in enumerate(rows, 1):
        say(f"-- {number} --")
        for name, text in zip(columns, row, strict=True):
            if text:
                say(f"{name:<{widest}}  {text}")


def complain(message: str) -> None:
    """Print an error on stderr: one line, and what is very long is cut out of its middle."""
    line = one_line(message)
    if len(line) > LONGEST_ERROR:
        half = LONGEST_ERROR // 2
        line = f"{line[:half]} [... {len(line) - 2 * half:,} characters ...] {line[-half:]}"
    sys.stderr.write(f"waybill: error: {line}\n")


def confirm(question: str, otherwise: bool = False) -> bool:
    """Ask a person.

    Args:
        question: with a question mark.
        otherwise: the answer where nobody can answer.
    """
    if not sys.stdin.isatty():
        return otherwise
    import typer

    return typer.confirm(question, err=True)


def marked(pieces: Iterable[tuple[str, bool]]) -> None:
    """Print text of which some pieces are marked; a terminal shows them in bold."""
    held = [(clean(text), strong) for text, strong in pieces]
    if not sys.stdout.isatty():
        sys.stdout.write("".join(text for text, _ in held) + "\n")
        return
    from rich.text import Text

    console().print(Text.assemble(*((text, "bold yellow" if strong else "dim") for text, strong in held)))
