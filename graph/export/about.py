"""What stands beside the files of an export: about.json for programs, LICENCES.md for people."""

from __future__ import annotations

import json
from pathlib import Path

from graph.export.extract import About
from graph.export.sources import Terms, families, warnings
from graph.export.target import MARK

LICENCES = "LICENCES.md"
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})


def write_about(about: About, folder: Path) -> None:
    """Write both files."""
    text = json.dumps(about.to_json(), ensure_ascii=False, indent=1)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")
    (folder / LICENCES).write_text(licences(about), encoding="utf-8")


def licences(about: About) -> str:
    """Return what is known of the sources as a page of Markdown; words of sources are escaped."""
    lines = ["# Whose data this is", "", *_head(about), ""]
    if found := warnings(about.sources):
        lines += ["What licences forbid, and where nobody says what is allowed:", ""]
        lines += [f"- {_plain(line)}" for line in found] + [""]
    for one in about.sources:
        lines += _source(one)
    return "\n".join(lines)


def _head(about: About) -> list[str]:
    of = f" of {_plain(about.of)}" if about.of else ""
    marks = {None: " What is invented says so in `synthetic`.", True: " All of it is invented.", False: ""}
    known = about.known or "no day: nothing is loaded"
    return [
        f"Exported by Waybill {about.version}{of}: {about.nodes:,} nodes and {about.relationships:,} relationships.",
        f"As known on {known}; digest {about.digest.total}.{marks[about.synthetic]}",
    ]


def _source(one: Terms) -> list[str]:
    rows = [
        ("Licence", one.licence or "not stated"),
        ("Where that stands", families()[one.family].url if one.family else None),
        ("Said by", "what the publisher says of all its data" if one.licence_basis == "publisher" else None),
        ("Checked by", one.checked),
        ("Forbids", "; ".join(one.forbids) or None),
        ("Asks", "; ".join(one.asks) or None),
        ("Address", one.url),
        ("Files", f"{one.documents:,}"),
        ("Rows, entries and claims", f"{one.rows:,}"),
    ]
    return [f"## {_plain(one.name)}", "", *(f"- {name}: {_plain(value)}" for name, value in rows if value), ""]


def _plain(text: str) -> str:
    return " ".join(text.translate(SPECIAL).split())
