"""What comes closest when no path answers: one condition dropped at a time, impossible chains, mere statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from time import perf_counter
from typing import Any

from graph.errors import QueryTimeout
from graph.reference import countries
from graph.store import Store
from queries.goods import Reading
from queries.legdetails import paths_of
from queries.legsearch import Found, search
from queries.parts import part
from queries.path_answer import Near
from queries.question import PathQuery
from queries.ranking import Chain

SHOWN = 3  # paths of each kind
STATEMENTS = 20
REFUSED = {  # by criterion: where it fails, and where nobody knows and it must hold
    "time": ("the dates do not allow it", "nobody knows whether the dates allow it"),
    "quantity": ("more left than came in", "nobody knows whether such a quantity can flow"),
    "transit": ("they do not leave from where they arrived", "nobody knows whether they leave from where they arrived"),
}


def nearest(store: Store, query: PathQuery, goods: Reading | None, found: Found, timeout_s: float) -> list[Near]:
    """Return what comes closest to a question that has no path.

    Args:
        store: an open store.
        query: the question.
        goods: what its goods were read as.
        found: what the search for it found.
        timeout_s: time limit of all of it.
    """
    ends_at = perf_counter() + timeout_s
    near: list[Near] = []
    if not query.impossible:
        near += _refused(store, query, goods, found.refused)
    for name, words, looser, keeps_goods in _looser(query):
        left = ends_at - perf_counter()
        if left <= 0:
            break
        one = _without(store, looser, goods if keeps_goods else None, name, words, left)
        if one is not None:
            near.append(one)
    with suppress(QueryTimeout):
        near += _statements(store, query, goods, max(0.1, ends_at - perf_counter()))
    return near


def _refused(store: Store, query: PathQuery, goods: Reading | None, chains: Sequence[Chain]) -> list[Near]:
    """Chains that one criterion refuses, by the first one that does."""
    by_name: dict[str, list[Chain]] = {}
    for chain in chains:
        name = next(name for name, verdict in chain.verdicts.items() if not query.rules.admits(name, verdict))
        by_name.setdefault(name, []).append(chain)
    near = []
    for name, those in by_name.items():
        paths = tuple(paths_of(store, those[:SHOWN], query.rules, goods.by_code if goods else frozenset()))
        doubtful = all(chain.verdicts[name] == "unknown" for chain in those)
        text = f"{_count(len(those), 'chain')} would fit, but {REFUSED[name][doubtful]}"
        near.append(Near("dates" if name == "time" else name, text, (), paths, count=len(those)))
    return near


def _looser(query: PathQuery) -> list[tuple[str, str, PathQuery, bool]]:
    """The question with one condition dropped at a time, likeliest first."""
    said: list[tuple[str, bool, str, PathQuery, bool]] = [
        ("via", bool(query.via), f"without passing {_names(query.via)}", replace(query, via=()), True),
        ("since, until", bool(query.since or query.until), "at any time", replace(query, since=None, until=None), True),
        ("goods", bool(query.goods), f"with other goods than {query.goods}", replace(query, goods=None), False),
        ("hs", bool(query.hs), f"with other HS codes than {query.hs}", replace(query, hs=None), True),
        (
            "origin",
            bool(query.origin),
            f"whatever the country of make, not only {query.origin}",
            replace(query, origin=None),
            True,
        ),
        ("reviewed", query.reviewed, "counting what nobody has reviewed yet", replace(query, reviewed=False), True),
        (
            "to",
            bool(query.via and query.to_countries),
            f"from {_names(query.from_countries)} to {_names(query.via[:1])} only",
            replace(query, to_countries=query.via[:1], via=query.via[1:]),
            True,
        ),
        (
            "from",
            bool(query.from_countries and query.to_countries),
            f"to {_names(query.to_countries)} from anywhere",
            replace(query, from_countries=()),
            True,
        ),
        (
            "to",
            bool(query.from_countries and query.to_countries),
            f"from {_names(query.from_countries)} to anywhere",
            replace(query, to_countries=()),
            True,
        ),
    ]
    return [(name, words, looser, keeps) for name, there, words, looser, keeps in said if there]


def _without(
    store: Store, query: PathQuery, goods: Reading | None, name: str, words: str, timeout_s: float
) -> Near | None:
    found = search(store, replace(query, limit=SHOWN), goods, timeout_s)
    if not found.chains:
        return None
    paths = tuple(paths_of(store, found.chains[:SHOWN], query.rules, goods.by_code if goods else frozenset()))
    more = len(found.chains) >= SHOWN
    text = f"{'at least ' if more else ''}{_count(len(paths), 'path')} {words}"
    return Near("without", text, (name,), paths, count=len(paths), more=more)


def _statements(store: Store, query: PathQuery, goods: Reading | None, timeout_s: float) -> list[Near]:
    parameters: dict[str, Any] = {
        "from_countries": list(query.from_countries),
        "to_countries": list(query.to_countries),
        "goods": list(goods.asked.ids) if goods and goods.hs is None else None,
        "limit": STATEMENTS + 1,
    }
    rows = store.read(part("statements"), parameters, timeout_s=timeout_s)
    rows = [row for row in rows if query.synthetic or not row["synthetic"]]
    if not rows:
        return []
    kinds = ", ".join(sorted({row["modality"] for row in rows}))
    count, more = min(len(rows), STATEMENTS), len(rows) > STATEMENTS
    text = f"{'at least ' if more else ''}{_count(count, 'statement')} of {kinds} transfers, which are no supply"
    return [Near("statement", text, (), (), tuple(rows[:STATEMENTS]), count, more)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _names(codes: tuple[str, ...]) -> str:
    name: Callable[[str], str] = countries.name
    return " or ".join(name(code) for code in codes) if codes else "anywhere"
