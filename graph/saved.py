"""Saved views: a page of the dashboard with its parameters under a name, of one person or shared by all.

A view is an address and nothing else: what stands in it is checked by the page that it opens, as with any address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.acts import Act, act, folded, log_of, name_of, packed
from graph.errors import CaseError
from graph.rights import Role, acting, needs, require

KIND = "view"
PAGE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST = 4_000  # bytes of its parameters as JSON
MOST = 200  # of one person; and likewise shared


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as it stands.

    Attributes:
        name: as it was given.
        page: the page, as the address names it.
        parameters: of the page, each with its values.
        shared: whether all see it.
        by, at: who saved it last, and when (UTC, ISO).
    """

    name: str
    page: str
    parameters: Mapping[str, tuple[str, ...]]
    shared: bool
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of a home that whoever acts (graph.rights) sees: their own, and those that are shared.

    Args:
        home: WAYBILL_HOME.
    """

    home: Path

    def all(self) -> list[SavedView]:
        """Return them by name, one's own first where two have one name.

        Raises:
            ArchiveError: the log is damaged.
        """
        mine = _owner(shared=False)
        found = _views_of(log_of(self.home).read())
        return [found[key] for key in sorted(found, key=lambda key: (key[1], key[0] == "")) if key[0] in ("", mine)]

    @needs(Role.READER, "saving a view")
    def save(self, name: str, page: str, parameters: Mapping[str, Sequence[str]], shared: bool = False) -> SavedView:
        """Save a view; one's own of the same name is replaced.

        Args:
            name: for people.
            page: as the address names it.
            parameters: of the page.
            shared: with all.

        Raises:
            CaseError: the name, the page or the parameters cannot be one, or there are too many.
            NotAllowed: a shared one of this name is another person's.
        """
        kept = name_of(name, "view")
        data = {"name": kept, "page": page, "parameters": {key: list(values) for key, values in parameters.items()}}
        _check(data)

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            known, key = _views_of(before), (_owner(shared), folded(kept))
            if key in known:
                _own(known[key])
            elif sum(owner == key[0] for owner, _ in known) >= MOST:
                raise CaseError(f"view {kept}: there are {MOST} of them, and no more may be; delete one")
            return KIND, _subject(key), "saved", data

        act(log_of(self.home), make)
        return self._find(kept, shared)

    @needs(Role.READER, "renaming a view")
    def rename(self, name: str, new: str, shared: bool = False) -> SavedView:
        """Give a view another name.

        Raises:
            CaseError: there is none of this name, or one of the new one.
            NotAllowed: a shared one is another person's.
        """
        kept = name_of(new, "view")

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            known, key = _views_of(before), (_owner(shared), folded(name_of(name, "view")))
            _own(_found(known, key))
            if folded(kept) != key[1] and (key[0], folded(kept)) in known:
                raise CaseError(f"view {kept}: is there already; choose another name")
            return KIND, _subject(key), "renamed", {"name": kept}

        act(log_of(self.home), make)
        return self._find(kept, shared)

    @needs(Role.READER, "deleting a view")
    def delete(self, name: str, shared: bool = False) -> None:
        """Delete a view.

        Raises:
            CaseError: there is none of this name.
            NotAllowed: a shared one is another person's.
        """

        def make(before: list[Act]) -> tuple[str, str, str, dict[str, Any]]:
            key = (_owner(shared), folded(name_of(name, "view")))
            _own(_found(_views_of(before), key))
            return KIND, _subject(key), "deleted", {}

        act(log_of(self.home), make)

    def _find(self, name: str, shared: bool) -> SavedView:
        return _found(_views_of(log_of(self.home).read()), (_owner(shared), folded(name)))


Key = tuple[str, str]  # whose, "" for a shared one; folded name


def _views_of(acts: Iterable[Act]) -> dict[Key, SavedView]:
    found: dict[Key, SavedView] = {}
    for one in acts:
        if one.kind != KIND:
            continue
        owner, _, name = one.subject.partition("\t")
        key, held = (owner, name), one.held
        if one.verb == "saved":
            values = {word: tuple(given) for word, given in held["parameters"].items()}
            found[key] = SavedView(held["name"], held["page"], values, owner == "", one.by, one.at)
        elif key in found:
            view = found.pop(key)
            if one.verb == "renamed":
                found[owner, folded(held["name"])] = SavedView(
                    held["name"], view.page, view.parameters, view.shared, view.by, one.at
                )
    return found


def _owner(shared: bool) -> str:
    return "" if shared else acting().name


def _subject(key: Key) -> str:
    return "\t".join(key)


def _found(known: Mapping[Key, SavedView], key: Key) -> SavedView:
    if key not in known:
        raise CaseError(f"view {key[1]}: there is none of this name{' that is shared' if key[0] == '' else ''}")
    return known[key]


def _own(view: SavedView) -> None:
    """Refuse what another person shares, to whoever is no admin."""
    if view.by != acting().name:
        require(Role.ADMIN, f"view {view.name} of {view.by}")


def _check(data: Mapping[str, Any]) -> None:
    """Refuse what is no address of a page.

    Raises:
        CaseError: names what is wrong.
    """
    if not isinstance(data["page"], str) or not PAGE.fullmatch(data["page"]):
        raise CaseError(f"view {data['name']}: its page must be small letters, got {str(data['page'])[:80]!r}")
    words = [word for key, values in data["parameters"].items() for word in (key, *values)]
    if not all(isinstance(word, str) for word in words):
        raise CaseError(f"view {data['name']}: its parameters must be texts")
    try:
        size = len(packed(dict(data["parameters"])).encode("utf-8"))
    except UnicodeEncodeError as error:
        raise CaseError(f"view {data['name']}: its parameters must be text that UTF-8 can hold") from error
    if size > LONGEST:
        raise CaseError(f"view {data['name']}: its parameters may have {LONGEST:,} bytes, got {size:,}")
