"""Cases: named sets of paths, parties, queries and notes that are watched; each person has a mark of their own.

A mark says what the graph was made of when the person looked (graph.views.Made), so that nothing that came since is
missed, whatever its date. What is new since a mark is found in queries/watching.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.acts import Act, act, folded, log_of, name_of, packed
from graph.durable import write_file
from graph.errors import CaseError
from graph.logs import Log
from graph.model import digest_id
from graph.rights import Role, acting, needs, require

KIND = "case"
FORMAT = 1  # of a case as one file
KINDS: Mapping[str, tuple[str, ...]] = {  # kind of item -> what tells two of them apart
    "paths": ("question",),
    "path": ("id", "question"),
    "party": ("id",),
    "query": ("name", "parameters"),
    "note": ("text",),
}
MOST_CASES, MOST_ITEMS = 500, 100
LONGEST_ITEM = 8_000  # characters of its JSON
LARGEST_FILE = 4 << 20  # bytes of a case as one file


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is watched, or a note.

    Attributes:
        id: hash of what it is; the same thing twice is one item.
        kind: of KINDS.
        what: `question` (queries.watching), `id`, `name`, `parameters`, `text`, as its kind has them.
        by, at: who added it, and when (UTC, ISO).
        author: who wrote it first, where it was taken over from a file.
    """

    id: str
    kind: str
    what: Mapping[str, Any]
    by: str
    at: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """When a person looked, and at what.

    Attributes:
        at: when (UTC, ISO).
        state: id of what the graph was made of.
    """

    at: str
    state: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands.

    Attributes:
        name: as its author wrote it.
        by, at: who made it, and when (UTC, ISO).
        items: in the order in which they were added.
        marks: person -> their mark.
        made: the mark of whoever has none: the day of the case.
    """

    name: str
    by: str
    at: str
    items: tuple[Item, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    made: Mark = field(default_factory=lambda: Mark("", ""))

    def mark(self, person: str) -> Mark:
        """Return since when all is new to a person."""
        return self.marks.get(person, self.made)

    def item(self, beginning: str) -> Item:
        """Return the item whose id begins so.

        Raises:
            CaseError: none does, or several do.
        """
        found = [one for one in self.items if beginning and one.id.startswith(beginning.strip())]
        if len(found) != 1:
            what = "no item" if not found else f"{len(found)} items"
            raise CaseError(f"case {self.name}: {what} with the id {beginning[:80]!r}; `waybill case show` lists them")
        return found[0]

    def to_json(self) -> dict[str, Any]:
        """Return the object of `case show --json`."""
        return {
            "name": self.name, "by": self.by, "at": self.at, "items": [asdict(one) for one in self.items],
            "seen": {person: mark.at for person, mark in sorted(self.marks.items())},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a home; whoever acts (graph.rights) is the author of what is done.

    Args:
        home: WAYBILL_HOME.
    """

    home: Path

    @property
    def _log(self) -> Log[Act]:
        return log_of(self.home)

    @property
    def _states(self) -> Path:
        return self.home / "cases" / "states"

    def all(self) -> list[Case]:
        """Return all cases by name.

        Raises:
            ArchiveError: the log is damaged.
        """
        return sorted(cases_of(self._log.read()).values(), key=lambda case: folded(case.name))

    def find(self, name: str) -> Case:
        """Return a case by its name, in any case of letters.

        Raises:
            CaseError: there is none of this name.
        """
        return _found(cases_of(self._log.read()), name)

    def state(self, mark: Mark) -> dict[str, Any]:
        """Return what the graph was made of at a mark; nothing where nobody can say."""
        try:
            found: dict[str, Any] = json.loads((self._states / f"{mark.state}.json").read_text(encoding="utf-8"))
            return found
        except (OSError, ValueError):
            return {}

    @needs(Role.READER, "making a case")
    def create(self, name: str, made: Mapping[str, Any]) -> Case:
        """Make a case.

        Args:
            name: that no other case has.
            made: what the graph is made of now.

        Raises:
            CaseError: there is one of this name, the name cannot be one, or there are too many.
        """
        return self._create(name, made, ())

    def _create(self, name: str, made: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> Case:
        kept, given = name_of(name, "case"), list(items)

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            known = cases_of(before)
            if folded(kept) in known:
                raise CaseError(f"case {kept}: is there already, made by {known[folded(kept)].by}; choose another name")
            if len(known) >= MOST_CASES:
                raise CaseError(f"case {kept}: there are {MOST_CASES} cases, and no more may be; delete one")
            return KIND, folded(kept), "created", {"name": kept, "state": self._keep(made), "items": given}

        act(self._log, make)
        return self.find(kept)

    @needs(Role.READER, "adding to a case")
    def add(self, name: str, kind: str, what: Mapping[str, Any]) -> tuple[Item, bool]:
        """Add an item to a case.

        Returns:
            The item, and whether it was not there before.

        Raises:
            CaseError: there is no such case or kind, the item is too long, or there are too many.
            NotAllowed: it is another person's case, and whoever acts is no reviewer.
        """
        given = item_of(kind, what)

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]] | None:
            case = _own(_found(cases_of(before), name), Role.REVIEWER)
            if any(one.id == given["id"] for one in case.items):
                return None
            if len(case.items) >= MOST_ITEMS:
                raise CaseError(f"case {case.name}: has {MOST_ITEMS} items, and no more may be; remove one")
            return KIND, folded(case.name), "added", given

        done = act(self._log, make)
        return self.find(name).item(given["id"]), done is not None

    @needs(Role.READER, "removing from a case")
    def remove(self, name: str, beginning: str) -> Item:
        """Take an item out of a case.

        Returns:
            The item.

        Raises:
            CaseError: there is no such case or item.
            NotAllowed: as `add`.
        """
        gone: list[Item] = []

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            case = _own(_found(cases_of(before), name), Role.REVIEWER)
            gone.append(case.item(beginning))
            return KIND, folded(case.name), "removed", {"id": gone[0].id}

        act(self._log, make)
        return gone[0]

    @needs(Role.READER, "deleting a case")
    def delete(self, name: str) -> Case:
        """Delete a case.

        Raises:
            CaseError: there is none of this name.
            NotAllowed: it is another person's case, and whoever acts is no admin.
        """
        gone: list[Case] = []

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            gone.append(_own(_found(cases_of(before), name), Role.ADMIN))
            return KIND, folded(gone[0].name), "deleted", {}

        act(self._log, make)
        self._sweep()
        return gone[0]

    @needs(Role.READER, "marking a case as seen")
    def seen(self, name: str, made: Mapping[str, Any]) -> Mark:
        """Mark a case as seen by whoever acts: later only what came since is new to them.

        Args:
            name: of the case.
            made: what the graph was made of that they saw.

        Raises:
            CaseError: there is none of this name.
        """

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            return KIND, folded(_found(cases_of(before), name).name), "seen", {"state": self._keep(made)}

        act(self._log, make)
        self._sweep()
        return self.find(name).mark(acting().name)

    def given(self, name: str) -> bytes:
        """Return a case as one file, without who saw what.

        Raises:
            CaseError: there is none of this name.
        """
        case = self.find(name)
        items = [{"kind": one.kind, "what": one.what, "author": one.author or one.by} for one in case.items]
        data = {"waybill-case": FORMAT, "name": case.name, "author": case.by, "items": items}
        return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"

    @needs(Role.READER, "taking over a case")
    def take(self, data: bytes, made: Mapping[str, Any], name: str | None = None) -> Case:
        """Make a case of a file that `given` wrote; all of it is checked first.

        Args:
            data: the file.
            made: what the graph is made of now.
            name: in the place of the one in the file.

        Raises:
            CaseError: the file is none, or as `create`.
        """
        if len(data) > LARGEST_FILE:
            raise CaseError(f"case file: must have at most {LARGEST_FILE:,} bytes, got {len(data):,}")
        try:
            found = json.loads(data)
            if found["waybill-case"] != FORMAT or len(found["items"]) > MOST_ITEMS:
                raise ValueError(f"its format is not {FORMAT}, or it has more than {MOST_ITEMS} items")
            given = {one["id"]: one for one in (_taken(item) for item in found["items"])}
            wanted = str(found["name"]) if name is None else name
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise CaseError(f"case file: is none of format {FORMAT} ({type(error).__name__}: {error})"[:500]) from error
        return self._create(wanted, made, given.values())

    def _keep(self, made: Mapping[str, Any]) -> str:
        """Keep what the graph is made of, once; return its id. The caller holds the lock, so that none is swept."""
        state = digest_id("state", made)
        path = self._states / f"{state}.json"
        if not path.exists():
            self._states.mkdir(parents=True, exist_ok=True)
            write_file(path, packed(dict(made)).encode())
        return state

    def _sweep(self) -> None:
        """Remove what no mark names any more; nobody writes meanwhile."""

        def sweep(before: list[Act]) -> list[Act]:
            marks = (mark for case in cases_of(before).values() for mark in (case.made, *case.marks.values()))
            used = {mark.state for mark in marks}
            for path in self._states.glob("*.json"):
                if path.stem not in used:
                    path.unlink(missing_ok=True)
            return []

        self._log.write(sweep)


def cases_of(acts: Iterable[Act]) -> dict[str, Case]:
    """Return the cases that acts make, in their order: folded name -> case."""
    found: dict[str, Case] = {}
    for one in acts:
        if one.kind != KIND:
            continue
        case, held = found.get(one.subject), one.held
        if one.verb == "created":
            items = tuple(_item(item, one) for item in held["items"])
            found[one.subject] = Case(held["name"], one.by, one.at, items, {}, Mark(one.at, held["state"]))
        elif case is not None:
            found[one.subject] = _after(case, one, held)
            if one.verb == "deleted":
                del found[one.subject]
    return found


def _after(case: Case, one: Act, held: Mapping[str, Any]) -> Case:
    if one.verb == "added" and all(item.id != held["id"] for item in case.items):
        return replace(case, items=(*case.items, _item(held, one)))
    if one.verb == "removed":
        return replace(case, items=tuple(item for item in case.items if item.id != held["id"]))
    if one.verb == "seen":
        return replace(case, marks={**case.marks, one.by: Mark(one.at, held["state"])})
    return case


def item_of(kind: str, what: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as an act holds it.

    Raises:
        CaseError: there is no such kind, it lacks something, or it is too long.
    """
    if kind not in KINDS:
        raise CaseError(f"item: its kind must be one of {', '.join(KINDS)}, got {str(kind)[:80]!r}")
    if missing := [name for name in KINDS[kind] if not what.get(name) and name != "parameters"]:
        raise CaseError(f"item: a {kind} needs {' and '.join(missing)}")
    try:
        size = len(packed(dict(what)).encode("utf-8"))
    except (UnicodeEncodeError, TypeError, RecursionError) as error:
        raise CaseError(f"item: must be text that UTF-8 can hold ({type(error).__name__})") from error
    if size > LONGEST_ITEM:
        raise CaseError(f"item: a {kind} may have {LONGEST_ITEM:,} bytes, got {size:,}")
    own = digest_id("item", kind, {name: what.get(name) for name in KINDS[kind]})
    return {"id": own, "kind": kind, "what": dict(what)}


def _taken(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of a file as an act holds it."""
    return item_of(item["kind"], dict(item["what"])) | {"author": name_of(str(item["author"]), "author")}


def _item(held: Mapping[str, Any], one: Act) -> Item:
    return Item(held["id"], held["kind"], held["what"], one.by, one.at, held.get("author", ""))


def _found(known: Mapping[str, Case], name: str) -> Case:
    case = known.get(folded(name_of(name, "case")))
    if case is None:
        names = ", ".join(sorted(one.name for one in known.values())[:8])
        raise CaseError(f"case {name_of(name, 'case')}: there is none; there are: {names or 'none yet'}")
    return case


def _own(case: Case, otherwise: Role) -> Case:
    """Return a case that is one's own, or whoever acts has the role that others need."""
    if case.by != acting().name:
        require(otherwise, f"case {case.name} of {case.by}")
    return case
