"""Erases natural persons from packages: their entries become tombstones without content, and their names go everywhere.

A package is rewritten beside itself: new files under new names, then the manifest that names them; then the old files
go. A kill at any moment leaves the package of before or of after, and erasing again finishes the work.

What counts as the person's: every claim with one of their records in any role. An entry that is left without a claim
becomes a tombstone (place, and the reject `erased`), as does a row of which the claim stands with another row; another
entry keeps its other claims. Wherever else a name or an identifier stands (cells, reasons, texts, headers, reports),
each of its signs is blotted out, so that spans still count. In the rows and statements of reasons on the person shorter
forms of the name go too; elsewhere nothing goes on a guess: graph/standing_names.py tells where a name stands that may
be theirs. Lists, which tell where those statements are, come last. The original bytes of a file that held a name are
removed: they cannot be blotted in every format.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.archive import Archive, Decision, now
from graph.blotting import blotted
from graph.durable import sync_folder, write_file
from graph.erased_entries import TOMBSTONE, Erasure, line_of
from graph.joins import who_of
from graph.model import Entry
from graph.packages import (
    PART_ROWS,
    Package,
    entry_line,
    entry_of,
    manifest_data,
    read_manifest,
    reject_row,
    reject_table,
    write_manifest,
)
from graph.people import Person, persons
from graph.rights import Role, needs
from graph.standing_names import Standing, standing

__all__ = ["Erased", "Erasure", "erase", "erase_everywhere", "erase_package", "erasure_of", "erasure_of_records"]


@dataclass(slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        packages: ids of the packages that were rewritten.
        entries: entries that became tombstones.
        claims: claims that went.
        blotted: further entries and texts in which a name was blotted out.
        originals: files whose original bytes were removed.
        standing: where a name that may be theirs, otherwise written, still stands.
    """

    packages: list[str] = field(default_factory=list)
    entries: int = 0
    claims: int = 0
    blotted: int = 0
    originals: list[str] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)


def erasure_of(archive: Archive, people: list[Person]) -> Erasure:
    """Make the erasure of chosen persons (graph.people.choose), who are told from their namesakes.

    Raises:
        ArchiveError: a package is damaged.
    """
    chosen = {one.id for one in people}
    packages = [package for package in archive.packages() if package.state == "completed"]
    return Erasure.of((), people, [one for one in persons(packages, who_of(archive)) if one.id not in chosen])


@needs(Role.ADMIN, "erasing a person")
def erase(archive: Archive, what: Erasure, *, by: str, why: str = "") -> Erased:
    """Erase persons from the archive, and note that they are never to come back; the decisions hold no name.

    Args:
        archive: the archive.
        what: whom.
        by: who decides.
        why: the reason; a name in it is blotted out.

    Raises:
        ArchiveError: a package is damaged or cannot be written; erasing again goes on.
    """
    reason = blotted(why, what.own)
    known = archive.erased()
    for record in sorted(what.records - known):
        archive.decide(Decision("erasure", record, "erased", by, now(), reason))
    archive.decision_log.rewrite(lambda text: blotted(text, what.own))
    done = erase_everywhere(archive, what)
    done.standing = standing((one for one in archive.packages() if one.state == "completed"), what.short)
    return done


def erasure_of_records(archive: Archive, records: frozenset[str], others: Iterable[Decision] = ()) -> Erasure:
    """Make the erasure of records, with the names that the archive knows of them.

    Args:
        archive: the archive.
        records: of natural persons.
        others: decisions that are about to come into its log; a judgement may say that somebody is the same person.
    """
    packages = [package for package in archive.packages() if package.state == "completed"]
    known = persons(packages, who_of(archive, others))
    return Erasure.of(
        records,
        [one for one in known if one.records & records],
        [one for one in known if not one.records & records],
    )


@needs(Role.ADMIN, "erasing a person")
def erase_everywhere(archive: Archive, what: Erasure) -> Erased:
    """Erase persons from every package, whatever its state."""
    done = Erased()
    for package in sorted(archive.packages(), key=lambda one: one.document.kind == "list"):
        with archive.locked(package.id):
            if package.state == "completed":
                erase_package(read_manifest(package.path / "manifest.json"), what, done)
            else:
                _drop_unfinished(package.path, what)
    return done


@needs(Role.ADMIN, "erasing a person")
def erase_package(package: Package, what: Erasure, done: Erased | None = None) -> Package:
    """Rewrite one completed package; the caller holds its lock.

    Args:
        package: the package.
        what: whom to erase.
        done: counts what was done.

    Returns:
        The package as it is now.

    Raises:
        ArchiveError: it is damaged or cannot be written.
    """
    counts = done if done is not None else Erased()
    rewriting = _Rewriting(package, what, counts)
    if not rewriting.run():
        _sweep(package)
        return package
    counts.packages.append(package.id)
    return read_manifest(package.path / "manifest.json")


class _Rewriting:
    """One package on its way from what it was to what may stay of it."""

    def __init__(self, package: Package, what: Erasure, done: Erased) -> None:
        self.package = package
        self.what = what
        self.done = done
        self.files = dict(package.files)
        self.rejects: list[tuple[Any, ...]] = []
        self.tombstones: Counter[str] = Counter()  # accepted or repeated before -> entries
        self.claims = 0
        self.touched = False
        self.passages: list[tuple[int, int]] = []
        self.before = ""
        self._seen: set[str] = set()

    def run(self) -> bool:
        """Write what differs; say whether anything did."""
        text = self.before = self.package.text()
        self.passages = self.what.passages_in(text)
        own = self._speaks_of_them()
        pattern = self.what.own if own else self.what.elsewhere
        new_text = blotted(text, pattern) if own or not self._homonyms() else text
        for start, end in self.passages:
            new_text = new_text[:start] + self.what.passage(text[start:end], text) + new_text[end:]
        if new_text == text and not own and pattern and pattern.search(text):
            self.what.left.add(self.package.document.name)
        self._parts(new_text if new_text != text else None)
        if new_text != text:
            self._put("text", ".txt", new_text.encode("utf-8"))
            self.done.blotted += 1
        old = manifest_data((self.package.path / "manifest.json").read_text(encoding="utf-8"))
        manifest = blotted(old, pattern or self.what.elsewhere)
        if not (self.touched or new_text != text or manifest != old):
            return False
        self._rejects()
        originals = [name for name in self.files if name.startswith("original/")]
        for name in originals:
            del self.files[name]
        self.done.originals.extend([self.package.document.name] if originals else [])
        manifest |= {"files": self.files, "report": self._report(manifest["report"])}
        manifest["erased"] = old.get("erased", 0) + max(1, sum(self.tombstones.values()))
        sync_folder(self.package.path)
        write_manifest(self.package.path, manifest)
        _sweep(read_manifest(self.package.path / "manifest.json"))
        self.done.entries += sum(self.tombstones.values())
        self.done.claims += self.claims
        return True

    def _speaks_of_them(self) -> bool:
        document = self.package.document
        return any(self.what.claims(document, entry) for entry in self.package.entries())

    def _homonyms(self) -> bool:
        return bool(self.what.homonyms) and any(self.what.homonym(entry) for entry in self.package.entries())

    def _parts(self, text: str | None) -> None:
        """Write the parts that differ.

        Args:
            text: the new text of the document, from which quotes are cut anew; None where it stays.
        """
        names = iter(sorted(name for name in self.package.files if name.startswith("part-")))
        lines: list[bytes] = []
        for line in self._lines(text):
            lines.append(line)
            if len(lines) == PART_ROWS:
                self._part(next(names), lines)
                lines = []
        if lines:
            self._part(next(names), lines)

    def _lines(self, text: str | None) -> Iterator[bytes]:
        document = self.package.document
        for entry in self.package.entries():
            line = entry_line(entry)
            kept = self.what.line(document, line, entry)
            if self._in_passage(entry):
                kept = self.what.passage_line(kept, entry, self.before)
            if kept != line:
                self._count(entry, kept)
            if text is not None and entry.claims:
                kept = _quoted(kept, text)
            if b'"reject"' in kept and (now_entry := entry_of(kept)).reject is not None:
                self.rejects.append(reject_row(document, now_entry))
            yield kept

    def _in_passage(self, entry: Entry) -> bool:
        spans = [span for claim in entry.claims for span in claim.spans]
        return any(start <= span[0] < end for start, end in self.passages for span in spans)

    def _count(self, entry: Entry, kept: bytes) -> None:
        self.touched = True
        left = entry_of(kept)
        self.claims += len(entry.claims) - len(left.claims)
        if left.reject == TOMBSTONE and entry.reject is None:
            key = entry.record or "\x1f".join(entry.cells)
            again = bool(entry.cells) and key in self._seen
            self._seen.add(key)
            self.tombstones["repeated" if again else "accepted"] += 1
        else:
            self.done.blotted += 1

    def _part(self, name: str, lines: list[bytes]) -> None:
        data = b"\n".join(lines) + b"\n"
        if hashlib.sha256(data).hexdigest() != self.files[name]:
            self._put(name.split(".")[0], ".jsonl", data)

    def _rejects(self) -> None:
        if not self.rejects:
            return
        document = self.package.document
        name = blotted(document.name, self.what.elsewhere)
        self._put("rejects", ".csv", reject_table((name, *row[1:]) for row in self.rejects))

    def _put(self, stem: str, ending: str, data: bytes) -> None:
        """Write a file under the next free name, and let the manifest name it in the place of the one before."""
        before = self.package.named(stem)
        if before:
            del self.files[before]
        number = 1
        while (self.package.path / f"{stem}.{number}{ending}").exists() or f"{stem}.{number}{ending}" == before:
            number += 1
        name = f"{stem}.{number}{ending}"
        write_file(self.package.path / name, data)
        self.files[name] = hashlib.sha256(data).hexdigest()

    def _report(self, report: dict[str, Any]) -> dict[str, Any]:
        """Count the tombstones as rejected, so that rows in still are accepted, rejected and repeated ones."""
        moved = sum(self.tombstones.values())
        if not moved:
            return report
        changed = dict(report)
        for state, count in self.tombstones.items():
            changed[state] = max(0, int(changed.get(state, 0)) - count)
        changed["rejected"] = int(changed.get("rejected", 0)) + moved
        rules = Counter(changed.get("rejects_by_rule", {}))
        rules[TOMBSTONE.rule] += moved
        changed["rejects_by_rule"] = dict(sorted(rules.items()))
        if "claims" in changed:
            changed["claims"] = max(0, int(changed["claims"]) - self.claims)
        return changed


def _quoted(line: bytes, text: str) -> bytes:
    """Cut the quotes of an entry of a text out of its new text."""
    data = json.loads(line)
    for claim in data.get("claims", ()):
        if claim.get("spans"):
            claim["quote"] = " ".join(text[start:end] for start, end in claim["spans"])
    return line_of(data)


def _sweep(package: Package) -> None:
    """Remove what the manifest does not name: what was rewritten, and what a kill left half written."""
    kept = {"manifest.json", *package.files}
    for path in sorted(package.path.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(package.path).as_posix() not in kept:
            path.unlink()


def _drop_unfinished(folder: Path, what: Erasure) -> None:
    """Remove an unfinished package that holds a name: nothing rests on it, and its load starts anew."""
    for path in folder.rglob("*"):
        if path.is_file() and what.own and what.own.search(path.read_bytes().decode("utf-8", "replace")):
            shutil.rmtree(folder)
            return
