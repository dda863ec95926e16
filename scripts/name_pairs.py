"""Makes labelled pairs of names out of the lists of a loaded home: who is the same is what a list itself says.

Usage: python scripts/name_pairs.py HOME FOLDER [--seed 6]

HOME is a home into which `waybill load` has read lists; it is only read. FOLDER gets two files, which hold names of
real parties and therefore belong outside of the project:

    pairs.csv      one pair of names a line, columns as in the peer's cases.csv, and more
    parties.jsonl  one pair of parties a line: all names of one in a script against all names of the other in a script

Positives are two names of one entry of one list. Negatives are the names of the most similar other entries of the same
list: rare words, the place and the trade that they share count, so most are one word apart. An entry is left out as a
negative where it may be the same party (an identifier or a name in common). Both halves are split by party, over all
lists: whatever shares an identifier or a name is one party. What is dropped, by rule: names that a list calls weak or
former, names without letters, cells that hold more than a name (a semicolon, a colon, nine digits, 120 characters),
names that write whole words in two scripts, and, as positives of one script, words in capitals of up to six letters,
which are mostly acronyms of anything. Chinese characters of a Japanese list count as Jpan. The column `category` says
whose names they are: "own" (a party of the countries where the first script is at home) or "foreign" (a translation).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from graph.archive import Archive
from graph.fold import fold, fold_name, script, strip_punctuation
from graph.identity import party_record
from graph.model import Party

SCHEMAS = {"company": "Company", "public_body": "Company", "group": "Company", "person": "Person"}
CLAIMS = ("listing", "registration")
HAN = ("Hani", "Hans", "Hant")
SCRIPTS = ("Jpan", "Hani", "Cyrl", "Latn")
HOMES = {"Hani": "CN HK MO TW", "Cyrl": "RU BY UA KZ KG UZ TJ BG RS MN AM AZ GE MD"}
MIXED = re.compile(
    r"(?=.*[a-z]{4})(?=.*[\u0400-\u052f]{4})|(?=.*[a-z]{4})(?=.*[\u3400-\u9fff]{2})", re.IGNORECASE | re.DOTALL
)
KANA = re.compile(r"[\u3040-\u30ff]")
ARTEFACT = re.compile(r"[;:\n]|\d{9}|^.{120,}$|\b(?:a\.?k\.?a|f\.?k\.?a|DOB|INN|ОГРН|ИНН)\b", re.IGNORECASE)
ACRONYM = re.compile(r"[A-ZА-Я0-9.&-]{1,6}")
NAMES, PAIRS, NEGATIVES, COMMON = 12, 4, 3, 400  # of a party; of names; parties beside one; holders of a common word
COLUMNS = (
    "case_group", "schema", "name1", "name2", "is_match", "quality", "category", "notes", "scripts", "party", "other",
    "split",
)  # fmt: skip


@dataclass(slots=True)
class Listed:
    """An entry of a list.

    Attributes:
        source: the list.
        schema: Company or Person.
        record: its id.
        primary: the name that it is listed by.
        names: all names, by script.
        ids: kinds and values of identifiers.
        births: dates of birth.
        country: code, or None.
        party: name of the party that it is of, over all lists.
    """

    source: str
    schema: str
    record: str
    primary: str
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: set[tuple[str, str]] = field(default_factory=set)
    births: set[str] = field(default_factory=set)
    country: str | None = None
    party: str = ""

    def all_names(self) -> Iterator[str]:
        """Yield every name."""
        for names in self.names.values():
            yield from names


def script_of(name: str) -> str:
    """Return the script of a name; all Chinese writing is Hani."""
    found = script(name)
    return "Hani" if found in HAN else found


def usable(name: str) -> bool:
    """Whether a printed cell is a name and nothing else."""
    whole = not ARTEFACT.search(name) and not MIXED.match(name)
    return whole and script_of(name) in SCRIPTS and sum(map(str.isalpha, name)) > 1


def listed(archive: Archive) -> list[Listed]:
    """Return the entries of all real lists and registers of an archive, by record id."""
    found: dict[str, Listed] = {}
    for package in archive.active():
        document = package.document
        if document.source.synthetic or document.kind == "text":
            continue
        title = document.source.title or document.source.publisher
        for entry in package.entries():
            for claim in entry.claims:
                party = claim.object
                if claim.kind in CLAIMS and party is not None and _is_entry(party):
                    record = party_record(document, "", "object", party)
                    new = Listed(title, SCHEMAS[party.kind], record, party.surface, country=party.country)
                    _learn(found.setdefault(record, new), party)
    return [found[record] for record in sorted(found) if any(found[record].names.values())]


def _is_entry(party: Party) -> bool:
    return party.kind in SCHEMAS and party.form == "named" and not party.stub


def _learn(entry: Listed, party: Party) -> None:
    names = [party.surface, *(name.text for name in party.names if name.quality not in ("weak", "former"))]
    for name in names:
        if usable(name):
            code = script_of(name)
            entry.names["Jpan" if code == "Hani" and KANA.search(entry.source) else code].add(name)
    entry.ids |= set(party.ids)
    entry.births |= set(party.birth_dates)


def join(entries: Iterable[Listed]) -> None:
    """Give entries that share an identifier or a name the name of one party."""
    entries = list(entries)
    parent = {entry.record: entry.record for entry in entries}

    def top(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    first: dict[tuple[str, ...], str] = {}
    for entry in entries:
        names = {(entry.schema, fold_name(name)) for name in entry.all_names()}
        for key in (*entry.ids, *names):
            one, other = sorted((top(entry.record), top(first.setdefault(key, entry.record))))
            parent[other] = one
    for entry in entries:
        entry.party = top(entry.record)


def half(party: str) -> str:
    """Return the half a party falls into."""
    return "tuning" if hashlib.sha256(f"names {party}".encode()).digest()[0] % 2 else "held back"


def words(entry: Listed) -> set[str]:
    """Return what two entries can have in common: words, and pairs of Chinese characters."""
    out: set[str] = set()
    for name in entry.all_names():
        folded = strip_punctuation(fold(name))
        if script_of(name) in ("Hani", "Jpan"):
            out.update(folded[place : place + 2] for place in range(len(folded) - 1))
        else:
            out.update(folded.split())
    return out


def neighbours(entries: list[Listed]) -> dict[str, list[Listed]]:
    """Return for each entry the most similar other parties of its list, at most NEGATIVES, best first."""
    groups: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for entry in entries:
        groups[entry.source, entry.schema].append(entry)
    out: dict[str, list[Listed]] = {}
    for members in groups.values():
        said = {entry.record: words(entry) for entry in members}
        count = Counter(word for found in said.values() for word in found)
        weight = {word: math.log(1 + len(members) / number) for word, number in count.items()}
        holders: dict[str, list[Listed]] = defaultdict(list)
        for entry in members:
            for word in said[entry.record]:
                holders[word].append(entry)
        for entry in members:
            shared: Counter[str] = Counter()
            known = {}
            for word in sorted(said[entry.record]):
                if len(holders[word]) <= COMMON:
                    for other in holders[word]:
                        shared[other.record] += weight[word]  # type: ignore[assignment]  # counts by weight
                        known[other.record] = other
            whole = sum(weight[word] for word in said[entry.record])
            ranked = sorted(
                (-value / (whole + sum(weight[word] for word in said[record]) - value), record)
                for record, value in shared.items()
                if known[record].party != entry.party
            )
            out[entry.record] = [known[record] for _, record in ranked[:NEGATIVES]]
    return out


def _chosen(pairs: Iterable[tuple[str, str]], number: int, seed: int) -> list[tuple[str, str]]:
    """Choose pairs by a hash of what they say, so that no other pair decides."""
    return sorted(pairs, key=lambda pair: hashlib.sha256(f"{seed} {pair}".encode()).digest())[:number]


def _scripts(one: str, other: str) -> str:
    return "-".join(sorted((one, other), key=SCRIPTS.index))


def same(entry: Listed) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the pairs of scripts of one entry, with the names on either side."""
    for one, other in combinations(SCRIPTS, 2):
        if entry.names.get(one) and entry.names.get(other):
            yield _scripts(one, other), sorted(entry.names[one])[:NAMES], sorted(entry.names[other])[:NAMES]
    own = script_of(entry.primary)
    others = sorted(name for name in entry.names.get(own, ()) if _differs(name, entry.primary))
    if entry.primary in entry.names.get(own, ()) and others:
        yield f"{own}-{own}", [entry.primary], others[:NAMES]


def category(entry: Listed, scripts: str) -> str:
    """Return whose names an entry has: "own" or "foreign"; "" where nothing is known."""
    homes = HOMES.get(scripts.split("-")[0])
    if homes is None or scripts.split("-")[0] == scripts.split("-")[1]:
        return ""
    return "own" if entry.country is not None and entry.country in homes.split() else "foreign"


def _differs(name: str, primary: str) -> bool:
    return fold(name) != fold(primary) and not ACRONYM.fullmatch(name)


def made(entries: list[Listed], seed: int) -> tuple[list[dict[str, str]], list[dict[str, object]]]:
    """Return the pairs of names and the pairs of parties."""
    near = neighbours(entries)
    pairs: list[dict[str, str]] = []
    parties: list[dict[str, object]] = []
    for entry in entries:
        for scripts, mine, theirs in same(entry):
            others = [(entry, theirs)]
            for other in near[entry.record]:
                names = sorted(other.names.get(scripts.rsplit("-", 1)[1], ()))[:NAMES]
                if names and half(other.party) == half(entry.party):
                    others.append((other, names))
            for other, names in others:
                parties.append(_parties(entry, other, scripts, mine, names))
                number = PAIRS if other is entry else 1
                for one, two in _chosen(product(mine, names), number, seed):
                    pairs.append(_pair(entry, other, scripts, one, two))
    return pairs, parties


def _pair(entry: Listed, other: Listed, scripts: str, one: str, two: str) -> dict[str, str]:
    match = "true" if other is entry else "false"
    values = (
        entry.source,
        entry.schema,
        one,
        two,
        match,
        "",
        category(entry, scripts),
        "",
        scripts,
        entry.party,
        other.party,
    )
    return dict(zip(COLUMNS, (*values, half(entry.party)), strict=True))


def _parties(entry: Listed, other: Listed, scripts: str, mine: list[str], names: list[str]) -> dict[str, object]:
    return {
        "case_group": entry.source, "category": category(entry, scripts), "schema": entry.schema, "names1": mine,
        "names2": names,
        "is_match": other is entry, "scripts": scripts, "party": entry.party, "other": other.party,
        "split": half(entry.party), "births1": sorted(entry.births), "births2": sorted(other.births),
        "country1": entry.country, "country2": other.country,
    }  # fmt: skip


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=6, help="of the choice among many names of a party")
    options = parser.parse_args()
    entries = listed(Archive(options.home / "archive"))
    join(entries)
    pairs, parties = made(entries, options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(pairs)
    with (options.folder / "parties.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in parties)
    counts = Counter((line["split"], line["schema"], line["scripts"], line["is_match"]) for line in pairs)
    for key in sorted(counts):
        print(*key, counts[key])


if __name__ == "__main__":
    main()
