"""The canned queries: one question per .cypher file; Waybill's own, and those of a user's own folder beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph.errors import QueryError, UnknownQuery
from queries.headers import GROUPS, ID_TYPES, PARTIES, read
from queries.query import Column, Parameter, Query

__all__ = ["GROUPS", "ID_TYPES", "PARTIES", "Catalogue", "Column", "Parameter", "Query", "canned", "joined", "read"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Queries by name, sorted, and why files of the user's own folder are not among them.

    Attributes:
        queries: by name.
        refused: name of a file -> its place, the rule that it breaks, and what was got.
    """

    queries: dict[str, Query]
    refused: dict[str, str]

    def find(self, name: str) -> Query:
        """Return a query by name or id; hyphens and underscores are one.

        Raises:
            UnknownQuery: with the nearest names.
            QueryError: the file of this name breaks a rule.
        """
        wanted = name.strip().lower().replace("-", "_")
        for query in self.queries.values():
            if wanted in (query.name, query.id.replace("-", "_")):
                return query
        if wanted in self.refused:
            raise QueryError(self.refused[wanted])
        near = get_close_matches(wanted, self.queries, n=5, cutoff=0.3) or sorted(self.queries)[:5]
        raise UnknownQuery(f"query {name!r} is not in the catalogue; near: {', '.join(near)}")


@cache
def canned() -> dict[str, Query]:
    """Return the queries that Waybill brings, by name, sorted.

    Raises:
        QueryError: a header breaks a rule, or two files share a name or id.
    """
    found: dict[str, Query] = {}
    for path in _files(Path(__file__).parent, GROUPS):
        query = read(path)
        if why := taken(query, found.values()):
            raise QueryError(f"{path}, line 1: {why}")
        found[query.name] = query
    return dict(sorted(found.items()))


def joined(folder: Path) -> Catalogue:
    """Return Waybill's own queries and those of a user's own folder; a broken file does not keep out the others.

    Args:
        folder: holds .cypher files, or folders paths/, exposure/, flows/, evidence/, audit/ of them; it may be missing.
    """
    own: dict[str, Query] = {}
    refused: dict[str, str] = {}
    for path in _files(folder, (".", *GROUPS)):
        try:
            query = read(path, own=True)
        except QueryError as error:
            refused[path.stem] = str(error)
            continue
        if why := taken(query, [*canned().values(), *own.values()]):
            refused.setdefault(path.stem, f"{path}, line 1: {why}")
        else:
            own[query.name] = query
    return Catalogue(dict(sorted({**canned(), **own}.items())), refused)


def _files(folder: Path, groups: Iterable[str]) -> list[Path]:
    return [path for group in groups for path in sorted((folder / group).glob("*.cypher"))]


def taken(query: Query, others: Iterable[Query]) -> str | None:
    """Return why a query may not stand beside others, for they have its name or id; None where it may."""
    other = next((one for one in others if one.name == query.name or one.id == query.id), None)
    if other is None:
        return None
    whose = "another file of yours has" if other.own else "Waybill has"
    same = f"the name {query.name}" if other.name == query.name else f"the id {query.id}"
    return f"{whose} {same} already; choose another"
