"""Screening: who a name, with what stands beside it, may be; and a table of such names, row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.dates import earliest
from graph.errors import InvalidParameter, SchemaError, SourceError
from graph.fold import split_legal_form
from graph.resolution import PartyRecord
from graph.resolution.identifiers import CONTACTS, identifier_key, trusted
from queries.name_queue import reasons_json
from queries.parties import Told, parties_of, told
from queries.question import country_codes
from waybill.output import emit_csv

if TYPE_CHECKING:
    from graph.resolution.index import Index
    from graph.resolution.scoring import Score
    from graph.resolution.screening import Match
    from graph.store import Store

KINDS = ("company", "person", "public_body", "vessel", "aircraft", "asset")
ASKED = ("company", "person")  # where nobody says which kind it is
LONGEST = 1000  # characters of a name
WIDER = 5  # records that are looked at for each candidate that is wanted: several may be of one party
BATCH = 100  # rows of a file that are looked up together
COLUMNS = ("name", "country", "kind", "born", "id")
CSV_HEADS = ("line", "name", "rank", "chance", "party", "country", "lists", "id", "reasons", "error")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that is looked for, with what is known beside it; `make` checks it.

    Attributes:
        name: as typed.
        kinds: kinds of party it may be.
        country: ISO code.
        ids: pairs of identifier kind and value.
        born: partial ISO date.
    """

    name: str
    kinds: tuple[str, ...] = ASKED
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    born: str | None = None

    @classmethod
    def make(
        cls,
        name: str,
        *,
        kind: str | None = None,
        country: str | None = None,
        ids: Iterable[str] = (),
        born: str | None = None,
    ) -> Wanted:
        """Check what was typed.

        Raises:
            InvalidParameter: something has the wrong form; the message names it and the rule.
        """
        checked = _name(name)
        if kind is not None and kind not in KINDS:
            raise InvalidParameter(f"kind: must be one of {', '.join(KINDS)}, got {kind!r}")
        codes = country_codes("country", country)
        if len(codes) > 1:
            raise InvalidParameter(f"country: one country at most, got {', '.join(codes)}")
        if born is not None:
            try:
                earliest(born)
            except SchemaError as error:
                raise InvalidParameter(f"born: must be YYYY, YYYY-MM or YYYY-MM-DD, got {born!r}") from error
            if kind not in (None, "person"):
                raise InvalidParameter(f"born: only persons are born, got kind {kind}")
        kinds = (kind,) if kind else ("person",) if born else ASKED
        return cls(checked, kinds, codes[0] if codes else None, tuple(map(_identifier, ids)), born)

    @property
    def untrusted(self) -> list[str]:
        """Identifiers that cannot be one of their kind."""
        return [
            f"{kind}:{value}"
            for kind, value in self.ids
            if kind not in CONTACTS and not trusted(*identifier_key(kind, value))
        ]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "name": self.name,
            "kinds": list(self.kinds),
            "country": self.country,
            "ids": [f"{kind}:{value}" for kind, value in self.ids],
            "born": self.born,
        }

    @property
    def records(self) -> list[PartyRecord]:
        """It as a record, one for each kind that it may be."""
        births = (self.born,) if self.born else ()
        return [PartyRecord("", kind, (self.name,), self.country, self.ids, births) for kind in self.kinds]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be meant.

    Attributes:
        party: id of the party.
        record: id of its record that fits best.
        score: what speaks for it and against it.
        told: what the graph knows of it; None where it is not there yet.
    """

    party: str
    record: str
    score: Score
    told: Told | None

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "party": self.party,
            "record": self.record,
            "chance": self.score.chance,
            "reasons": reasons_json(self.score),
            "features": dict(self.score.comparison.features) if self.score.comparison else {},
            **({} if self.told is None else {key: value for key, value in self.told.to_json().items() if key != "id"}),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of a table of names.

    Attributes:
        line: first physical line, from 1.
        wanted: the name; None where the row cannot be asked.
        wrong: why not.
    """

    line: int
    wanted: Wanted | None
    wrong: str = ""


@dataclass(slots=True)
class NamesFile:
    """A table of names; iterating gives its rows one by one.

    Args:
        path: of a CSV file with a line of heads: name, country, kind, born, id (KIND:VALUE; several with ;) or id.KIND.
    """

    path: Path
    ignored: list[str] = field(default_factory=list)  # columns that are not read

    def __iter__(self) -> Iterator[Asked]:
        """Yield the rows.

        Raises:
            SourceError: the file cannot be read as such a table.
        """
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as lines:
                yield from self._rows(lines)
        except UnicodeDecodeError as error:
            raise SourceError(f"must be UTF-8 ({error.reason} at byte {error.start} of a piece)", self.path) from error
        except csv.Error as error:
            raise SourceError(f"is no CSV that can be read ({error})", self.path) from error

    def _rows(self, lines: Iterable[str]) -> Iterator[Asked]:
        waiting = iter(lines)
        first = next(waiting, "")
        delimiter = max(DELIMITERS, key=first.count)
        heads = [head.strip() for head in next(csv.reader([first], delimiter=delimiter), [])]
        columns = [head if head.casefold().startswith("id.") else head.casefold() for head in heads]
        if "name" not in columns:
            raise SourceError(
                f"must have a column called name, its heads are {', '.join(heads) or 'none'}", self.path, 1
            )
        twice = sorted({head for head in columns if head and columns.count(head) > 1})
        if twice:
            raise SourceError(f"must not have two columns of one name: {', '.join(twice)}", self.path, 1)
        self.ignored = [head for head in columns if head not in COLUMNS and not head.casefold().startswith("id.")]
        reader = csv.reader(waiting, delimiter=delimiter)
        begins = 2
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield self._asked(begins, columns, cells)
            begins = reader.line_num + 2

    def _asked(self, line: int, columns: Sequence[str], cells: Sequence[str]) -> Asked:
        if len(cells) > len(columns):
            return Asked(line, None, f"has {len(cells)} cells, and there are {len(columns)} columns")
        row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
        ids = [one.strip() for one in row.get("id", "").split(";") if one.strip()]
        ids += [f"{head[3:]}:{cell}" for head, cell in row.items() if head.casefold().startswith("id.")]
        try:
            wanted = Wanted.make(
                row.get("name", ""),
                kind=row.get("kind"),
                country=row.get("country"),
                ids=ids,
                born=row.get("born"),
            )
        except InvalidParameter as error:
            return Asked(line, None, str(error))
        return Asked(line, wanted)


def screen(store: Store, index: Index, wanted: Iterable[Wanted], limit: int) -> list[list[Candidate]]:
    """Return the candidates of some names, the likeliest first.

    Args:
        store: an open store.
        index: of all names.
        wanted: the names.
        limit: most candidates of each.
    """
    matches = [_matches(index, one, limit) for one in wanted]
    parties = parties_of(store, (match.record.record for some in matches for match in some))
    found = [_best(some, parties, limit) for some in matches]
    known = told(store, (party for best in found for party in best))
    return [[_candidate(party, match, known) for party, match in best.items()] for best in found]


def row_json(row: Asked, found: Sequence[Candidate]) -> dict[str, Any]:
    """Return a row with its candidates as JSON."""
    asked: dict[str, Any] = {"line": row.line}
    if row.wanted is None:
        return {**asked, "error": row.wrong}
    return {**asked, **row.wanted.to_json(), "candidates": [one.to_json() for one in found]}


def csv_rows(rows: Iterable[Asked], found: Mapping[int, Sequence[Candidate]], *, heads: bool) -> None:
    """Print rows as CSV, a line for each candidate, and one for a row that has none or cannot be asked."""
    cells = [line for row in rows for line in _csv_lines(row, found.get(row.line, ()))]
    emit_csv(CSV_HEADS if heads else None, cells)


def _csv_lines(row: Asked, found: Sequence[Candidate]) -> Iterator[list[str]]:
    name = "" if row.wanted is None else row.wanted.name
    for rank, one in enumerate(found, start=1):
        known = one.told
        party, country, lists = (
            ("", "", "") if known is None else (known.name, known.country or "", "; ".join(known.lists))
        )
        why = "; ".join(f"{one['what']} {one['detail']} {one['weight']}" for one in reasons_json(one.score))
        yield [str(row.line), name, str(rank), f"{one.score.chance:.4f}", party, country, lists, one.party, why, ""]
    if not found:
        yield [str(row.line), name, *[""] * 7, row.wrong]


def _matches(index: Index, wanted: Wanted, limit: int) -> list[Match]:
    """Return the records that fit, the likeliest first."""
    from graph.resolution.screening import match as candidates

    found = [match for record in wanted.records for match in candidates(index, record, limit * WIDER)]
    return sorted(found, key=lambda match: (-match.score.chance, match.record.record))


def _best(matches: Iterable[Match], parties: Mapping[str, str], limit: int) -> dict[str, Match]:
    """Return the best match of each of the likeliest parties."""
    best: dict[str, Match] = {}
    for match in matches:
        best.setdefault(parties[match.record.record], match)
    return dict(islice(best.items(), limit))


def _candidate(party: str, match: Match, known: Mapping[str, Told]) -> Candidate:
    return Candidate(party, match.record.record, match.score, known.get(party))


def _name(text: str) -> str:
    """Check a name.

    Raises:
        InvalidParameter: it is none that could tell one party from another.
    """
    name = " ".join(text.split())
    if not name:
        raise InvalidParameter("name: must not be empty")
    if len(name) > LONGEST:
        raise InvalidParameter(f"name: must have at most {LONGEST:,} characters, got {len(name):,}")
    letters = sum(char.isalnum() for char in name)
    if letters < 2:
        raise InvalidParameter(f"name: {name!r} has {letters or 'no'} letter or digit; a name needs two at least")
    core = split_legal_form(f"Name {name}")
    if core.form is not None and core.core.strip(" ,.").casefold() == "name":
        raise InvalidParameter(f"name: {name!r} is a legal form alone, and many parties have it; give the name with it")
    return name


def _identifier(text: str) -> tuple[str, str]:
    kind, colon, value = text.partition(":")
    if not colon or not kind.strip() or not value.strip():
        raise InvalidParameter(f"id: must be KIND:VALUE, such as INN:7704730655, got {text!r}")
    return kind.strip().upper(), value.strip()
