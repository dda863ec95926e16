"""Derives a second edition of a UN consolidated list, to try how editions are compared. What it makes is invented.

Usage: python scripts/second_edition.py UN_consolidated.xml FOLDER [--seed 4]

Writes FOLDER/first.xml (the list as it is) and FOLDER/second.xml (some entries gone, some changed, some added), each
with a .meta.yml that marks it as synthetic. Load both into a home of their own:

    waybill --home FOLDER/home load --synthetic FOLDER/first.xml FOLDER/second.xml
    waybill --home FOLDER/home editions "UN Security Council Consolidated List" 2026-02-27
"""

from __future__ import annotations

import argparse
import copy
import random
import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

SHARE = 0.02  # of the entries, for each of the three


@dataclass(slots=True)
class Made:
    """What was done, by DATAID; `changed` says to which element."""

    added: set[str] = field(default_factory=set)
    changed: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


def derive(source: Path, folder: Path, seed: int = 4) -> Made:
    """Write both editions; the same seed makes the same bytes.

    Args:
        source: a list as the United Nations publish it.
        folder: made when missing.
        seed: of the choice.
    """
    choice = random.Random(seed)
    tree = etree.parse(source, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))
    root = tree.getroot()
    entries = [node for node in root.iter("INDIVIDUAL", "ENTITY") if node.findtext("DATAID")]
    count = max(1, round(len(entries) * SHARE))
    picked = choice.sample(entries, 2 * count)
    made = Made()
    for node in picked[:count]:
        made.removed.add(_id(node))
        _parent(node).remove(node)
    for node in picked[count:]:
        made.changed[_id(node)] = _change(node, choice)
    for number in range(count):
        made.added.add(_add(choice.choice(picked[count:]), number))
    day = date.fromisoformat(root.get("dateGenerated", "2026-01-01")[:10]) + timedelta(days=30)
    root.set("dateGenerated", f"{day}T00:00:00.000Z")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / "first.xml")
    tree.write(folder / "second.xml", encoding="utf-8", xml_declaration=True)
    for name in ("first.xml", "second.xml"):
        (folder / f"{name}.meta.yml").write_text("synthetic: true\n", encoding="utf-8")
    return made


def _id(node: etree._Element) -> str:
    return node.findtext("DATAID") or ""


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _change(node: etree._Element, choice: random.Random) -> str:
    """Change one property of an entry and return its name."""
    name = choice.choice(("reason", "names", "programme"))
    tag = {"reason": "COMMENTS1", "names": f"{node.tag}_ALIAS", "programme": "UN_LIST_TYPE"}[name]
    if name == "names":
        alias = etree.SubElement(node, tag)
        etree.SubElement(alias, "QUALITY").text = "Good"
        etree.SubElement(alias, "ALIAS_NAME").text = f"INVENTED ALIAS {_id(node)}"
        return name
    found = node.find(tag)
    if found is None:
        found = etree.SubElement(node, tag)
    found.text = f"INVENTED {name.upper()}"
    return name


def _add(model: etree._Element, number: int) -> str:
    """Add an invented entry after another one and return its key."""
    node = copy.deepcopy(model)
    key = f"99{number:05d}"
    for child in list(node):
        if child.tag not in ("DATAID", "VERSIONNUM", "FIRST_NAME", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON"):
            node.remove(child)
    for tag, text in (
        ("DATAID", key),
        ("FIRST_NAME", f"INVENTED ENTRY {number}"),
        ("REFERENCE_NUMBER", f"XXi.{number:03d}"),
    ):
        found = node.find(tag)
        assert found is not None
        found.text = text
    _parent(model).append(node)
    return key


def main() -> None:
    """Read the arguments and write both editions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    made = derive(given.source, given.folder, given.seed)
    print(f"added {len(made.added)}, changed {len(made.changed)}, removed {len(made.removed)}: {given.folder}")


if __name__ == "__main__":
    main()
