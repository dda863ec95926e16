"""What is watched in a case, and what of it is new since a person looked: each piece with the id of its proof.

New is what the graph holds now and the graph that the person saw does not: paths that opened, closed, became stronger
or weaker; claims and rows about a party; rows of a query. Both graphs are made of the same archive (graph/views.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from graph.archive import Archive
from graph.cases import Case, Cases, Item
from graph.errors import CaseError, InvalidParameter, QueryError
from graph.rights import acting
from graph.settings import Settings
from graph.store import Store
from graph.store_values import primary
from graph.views import Made, View, made_now, opened
from queries import answers, ids, newer, runner
from queries.catalogue import Catalogue
from queries.change_reasons import explained
from queries.changes import changes
from queries.headers import ID_TYPES
from queries.parts import part
from queries.question import MOST_PATHS, PathQuery
from queries.rules import Rules
from queries.supply import End
from queries.told import facts_of

MOST = 20  # pieces of news of an item that are told; the rest is counted
MOST_CLAIMS = 20_000  # of a party, and as many rows, that are compared
LONGEST = 300  # characters of a piece of news
WORDS = {"Transfer": "shipment", "Ownership": "ownership", "Listing": "listing"}  # other facts by their label
PROOFS = (
    "fact",
    "transfer",
    "listing",
    "ownership",
    "finding",
    "claim",
    "tie",
)  # columns that name a proof, best first
ASKED = tuple(name for name in PathQuery().to_json() if name != "rules")  # in the order in which a question is told
ID = re.compile(r"[a-z]*:?[0-9a-f]{12,64}")
Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class New:
    """One piece of news.

    Attributes:
        kind: opened, closed, strengthened or weakened (a path); shipment, listing, ownership or another fact; delisted;
            row (of a query); item or note (that somebody else added).
        text: in words, one line; names of the graph stand in it as they are.
        proof: id to look up: waybill evidence ID; empty where there is nothing to prove.
        reasons: why, in words.
        synthetic: whether it is invented.
    """

    kind: str
    text: str
    proof: str
    reasons: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class ItemNews:
    """What is new of one item.

    Attributes:
        item: of the case.
        new: at most MOST pieces.
        count: how many there are.
        trouble: why it cannot be asked, in words; empty where it can.
        cut: whether a limit ended a search, so that there may be others.
    """

    item: Item
    new: tuple[New, ...] = ()
    count: int = 0
    trouble: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a case.

    Attributes:
        case: the case.
        person: to whom.
        since: a day, or the moment (UTC, ISO) at which they looked.
        items: those with news or trouble, in the order of the case.
        made: what the graph is made of that was looked at, for `Cases.seen`.
    """

    case: Case
    person: str
    since: str
    items: tuple[ItemNews, ...]
    made: Made

    @property
    def count(self) -> int:
        """How many pieces of news there are."""
        return sum(one.count for one in self.items)

    def to_json(self) -> dict[str, Any]:
        """Return the object of `case new --json`."""
        return {
            "schema": 1, "case": self.case.name, "person": self.person, "since": self.since, "count": self.count,
            "items": [{**asdict(one), "new": [asdict(new) for new in one.new]} for one in self.items],
        }  # fmt: skip


# What can be watched


def paths_what(query: PathQuery, path: str | None = None) -> tuple[str, dict[str, Any]]:
    """Return kind and content of an item: a question for paths, or one path of its answer.

    Args:
        query: the question.
        path: id of the one path.
    """
    usual = PathQuery().to_json()
    question = {name: value for name, value in query.to_json().items() if value != usual[name] and name != "limit"}
    question = question or {"max_hops": query.max_hops}
    return ("paths", {"question": question}) if path is None else ("path", {"id": path, "question": question})


def question_of(what: Mapping[str, Any]) -> PathQuery:
    """Return the question of an item.

    Raises:
        InvalidParameter: it is none.
    """
    given = dict(what["question"])
    rules = dict(given.pop("rules", {}))
    try:
        made = Rules.make(excess_percent=rules.pop("excess_percent", Rules().excess_percent), **rules)
        return PathQuery.make(from_=given.pop("from", None), rules=made, **given)
    except TypeError as error:
        raise InvalidParameter(f"question: is none that this Waybill reads ({error})") from error


def party_what(store: Store, identifier: str) -> tuple[str, dict[str, Any]]:
    """Return kind and content of an item: a party, vessel, aircraft or asset.

    Raises:
        InvalidParameter: nothing has this id.
    """
    label, whole = ids.node(store, identifier, ID_TYPES["entity"], "party")
    rows = store.read(f"MATCH (n:`{label}` {{waybill_id: $id}}) RETURN n.name AS name", {"id": whole})
    return "party", {"id": whole, "name": str(rows[0]["name"] or whole)}


def query_what(store: Store, found: Catalogue, name: str, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return kind and content of an item: a canned query with its parameters.

    Raises:
        UnknownQuery: there is none of this name.
        InvalidParameter: a parameter is none.
    """
    query = found.find(name)
    ids.whole(store, query, runner.bind(query, given))
    return "query", {"name": query.name, "parameters": dict(given)}


# What is new of it


def news(
    settings: Settings,
    store: Store,
    case: Case,
    found: Catalogue,
    progress: Progress = lambda _: None,
    since: View | None = None,
) -> News:
    """Say what is new in a case to whoever acts.

    Args:
        settings: of the home.
        store: the open graph.
        case: the case.
        found: the catalogue of queries.
        progress: told what takes long.
        since: another day instead of that at which the person looked.

    Raises:
        ArchiveError: the archive is damaged.
        StoreError: a graph cannot be read.
    """
    person, made = acting().name, made_now(settings)
    mark = case.mark(person)
    view = since or View(made=Made.from_json(Cases(settings.home).state(mark)))
    day = view.known or date.fromisoformat(mark.at[:10])
    with _graph(settings, store, view, progress) as before:
        asked = None if before is None else _Asked(settings, store, before, found, day)
        items = [asked.item(one) for one in case.items] if asked is not None else []
    added = [_added(one, person, mark.at) for one in case.items] if since is None else []
    told = [one for one in (*added, *items) if one is not None and (one.count or one.trouble)]
    return News(case, person, day.isoformat() if since else mark.at, tuple(told), made)


@contextmanager
def _graph(settings: Settings, store: Store, view: View, progress: Progress) -> Iterator[Store | None]:
    """Open the graph of before; None where it is the same as now."""
    with opened(settings, store, view, progress) as (before, _):
        yield None if before is store else before


def _added(item: Item, person: str, since: str) -> ItemNews | None:
    """What somebody else has put into the case since."""
    if item.by == person or item.at <= since:
        return None
    text = item.what["text"] if item.kind == "note" else title(item)
    new = New("note" if item.kind == "note" else "item", _short(f"{item.by}: {text}"), "")
    return ItemNews(item, (new,), 1)


def title(item: Item) -> str:
    """Return what an item is, in words."""
    what = item.what
    if item.kind in ("paths", "path"):
        words = [
            f"{name.replace('_', ' ')} {', '.join(map(str, value)) if isinstance(value, list) else value}"
            for name, value in sorted(what["question"].items(), key=lambda pair: [*ASKED, pair[0]].index(pair[0]))
            if name in ASKED
        ]
        rules = what["question"].get("rules", {})
        usual = asdict(Rules())
        words += [f"{name.replace('_', ' ')} {rule}" for name, rule in rules.items() if usual.get(name) != rule]
        return _short(f"{'path ' + what['id'] + ' of ' if item.kind == 'path' else ''}paths {'; '.join(words)}")
    if item.kind == "party":
        return _short(f"{what.get('name', '')} {what['id']}")
    if item.kind == "query":
        given = "; ".join(f"{name} = {value}" for name, value in (what.get("parameters") or {}).items())
        return _short(f"query {what['name']}{': ' + given if given else ''}")
    return _short(what["text"])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The two graphs, and how items are asked of them."""

    settings: Settings
    now: Store
    before: Store
    found: Catalogue
    day: date

    def item(self, item: Item) -> ItemNews | None:
        """Return what is new of an item; what cannot be asked does not keep out the others."""
        ask = {"paths": self.paths, "path": self.paths, "party": self.party, "query": self.query}.get(item.kind)
        if ask is None:
            return None
        try:
            return ask(item)
        except (QueryError, CaseError, KeyError, TypeError, ValueError) as error:
            words = str(error) if isinstance(error, QueryError) else f"is none that this Waybill reads ({error!r})"
            return ItemNews(item, trouble=words)

    def paths(self, item: Item) -> ItemNews:
        """Compare the paths of both graphs."""
        query = replace(question_of(item.what), limit=MOST_PATHS if item.kind == "path" else MOST)
        days = (self.day - timedelta(days=1), date.today())  # what was decided on that day may be a reason
        found = changes(self.before, self.now, query, days, "known", self.settings.query_timeout_s)
        if item.kind == "path":
            found = replace(found, changes=tuple(one for one in found.changes if one.path.id == item.what["id"]))
        found = explained(found, self.before, self.now, Archive(self.settings.archive_dir), "loaded")
        answers.keep(self.settings.answers_dir, [one.path for one in found.changes])
        new = [
            New(
                one.kind,
                _short(f"{one.path.in_words(_end)}: {', '.join(dict.fromkeys(leg.goods for leg in one.path.legs))}"),
                one.path.id,
                tuple(map(_short, (*filter(None, [_stood(one.was, one.now)]), *one.reasons))),
                one.path.synthetic,
            )
            for one in found.changes
        ]
        count = sum(found.counts[kind] for kind in ("opened", "closed", "strengthened", "weakened"))
        return _told(item, new, len(new) if item.kind == "path" else count, found.cut)

    def party(self, item: Item) -> ItemNews:
        """Compare the claims and rows beside a party, and its listings."""
        label, whole = ids.node(self.now, str(item.what["id"]), ID_TYPES["entity"], "party")
        now, cut = _statements(self.now, label, whole)
        was, _ = _statements(self.before, label, whole)
        fresh = {key: fact for key, fact in now.items() if key not in was}
        known = {fact for key, (fact, _) in now.items() if key in was}  # by its claims: the id of a fact may change
        counts: dict[str, int] = {}
        for fact, _ in fresh.values():
            counts[fact] = counts.get(fact, 0) + 1
        labels = dict(sorted(set(fresh.values()))[: MOST * 5])
        new = [
            New(
                WORDS.get(fact.label, fact.label.lower()),
                _short(f"{fact.ends(str)}{_dated(fact.properties)}"),
                fact.id,
                (f"{counts[fact.id]} more of a fact that was known",) if fact.id in known else (),
                bool(fact.properties.get("synthetic")),
            )
            for fact in facts_of(self.now, labels)
        ]
        gone = _gone(self.now, whole) - _gone(self.before, whole)
        new += [New("delisted", _short(words), listing) for listing, words in sorted(gone)]
        return _told(item, new, len(set(fresh.values())) + len(gone), cut)

    def query(self, item: Item) -> ItemNews:
        """Compare the rows of a query."""
        query = self.found.find(str(item.what["name"]))
        given, limit = item.what.get("parameters") or {}, self.settings.query_timeout_s
        result = runner.run(self.now, query, given, timeout_s=limit)
        fresh = newer.only_new(result, query, self.before, self.day, given, limit)
        new = [New("row", _row(row), _proof(row, query.row_key), (), bool(row.get("synthetic"))) for row in fresh.rows]
        return _told(item, new, len(new), result.cut)


def _told(item: Item, new: Sequence[New], count: int, cut: bool) -> ItemNews:
    real_first = sorted(new, key=lambda one: one.synthetic)
    return ItemNews(item, tuple(real_first[:MOST]), count, cut=cut)


def _statements(store: Store, label: str, party: str) -> tuple[dict[tuple[Any, ...], tuple[str, str]], bool]:
    """Return the claims and rows about the facts beside a party, each with its fact, and whether there are more."""
    asked = {"id": party, "limit": MOST_CLAIMS + 1}
    found: dict[tuple[Any, ...], tuple[str, str]] = {}
    claims = store.read(part("party_claims").replace("{label}", label), asked)
    rows = store.read(part("party_rows").replace("{label}", label), asked)
    for row in claims:
        found[(row["claim"],)] = row["fact"], primary(row["labels"])
    for row in rows:
        found[row["document"], row["sheet"], row["row"]] = row["fact"], primary(row["labels"])
    return found, max(len(claims), len(rows)) > MOST_CLAIMS


def _gone(store: Store, party: str) -> set[tuple[str, str]]:
    """Return the listings of a party that a later edition does not hold."""
    return {
        (
            row["id"],
            f"{row['authority'] or 'an authority'}: {row['list'] or 'a list'}, not in {row['gone_in']} any more",
        )
        for row in store.read(part("listings_at"), {"ids": [party]})
        if row["gone_in"]
    }


def _dated(properties: Mapping[str, Any]) -> str:
    days = [str(properties[name])[:10] for name in ("start", "end") if properties.get(name)]
    stands = f"{properties.get('standing', '')}, {properties.get('modality', '')}"
    return f"; {' to '.join(dict.fromkeys(days)) or 'undated'}; {stands}"


def _stood(was: str, now: str) -> str:
    return f"was {was}; is {now}" if was and now else now or (f"was {was}" if was else "")


def _end(party: End) -> str:
    return f"{party.name} ({party.country})" if party.country and party.label != "Country" else party.name


def _row(row: Mapping[str, Any]) -> str:
    """Return the cells of a row that are no ids."""
    said = [
        f"{name}: {value}"
        for name, value in row.items()
        if value not in (None, "", [], False) and not (isinstance(value, str) and ID.fullmatch(value))
    ]
    return _short("; ".join(said))


def _proof(row: Mapping[str, Any], key: Sequence[str]) -> str:
    """Return the id that a row is proven by: of a fact or tie, else of what the row is about."""
    for name in (*(name for name in PROOFS if name in row), *key, *(name for name in row if name.endswith("_id"))):
        value = row.get(name)
        if isinstance(value, str) and ID.fullmatch(value):
            return value
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}\u2026"
