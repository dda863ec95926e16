"""French dates that say when goods moved, apart from those of papers, contracts, questions and judgements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.extraction.clauses import Clause
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack

NEAR = 4  # items between a paper and its date: "rapport annuel de la douane du 3 mars"
JOINING = frozenset({"de", "d'", "du", "des", "la", "le", "l'", "les", "en", "à"})


def moving(items: list[Item], pack: Pack) -> list[Item]:
    """Return the items of a clause without the dates that are none of a transfer.

    Args:
        items: of the clause.
        pack: French.
    """
    asked = next((item.low in pack.words("asked") for item in items if item.kind == "word"), False)
    done = max((place for place, item in enumerate(items) if item.low == "avoir"), default=-1)
    dated = [item for item in items if item.date is not None]
    vague = {id(first) for first, second in pairwise(dated) if _refines(second, first)}
    return [
        item
        for place, item in enumerate(items)
        if item.date is None
        or not (asked or place < done or id(item) in vague or _of_paper(items, place, pack) or _of_part(items, place))
    ]


def _of_part(items: Sequence[Item], place: int) -> bool:
    """ "1 500 quads, dont 400 en avril": when some of them came."""
    return any(item.low == "dont" for item in items[max(0, place - 3) : place])


def ahead(drafts: list[Draft], published: str) -> None:
    """ "À l'automne, la Chine formera ...": what is yet to come lies after the day of publication."""
    for draft in drafts:
        first, last = draft.start, draft.end
        if draft.modality != "planned" or "date_relative" not in draft.flags or last is None or len(published) < 7:
            continue
        if last[:7] >= published[: len(last[:7])]:
            continue
        year = int(published[:4]) + (len(last) > 4 and last[4:7] < published[4:7])
        draft.end = f"{year}{last[4:]}"
        draft.start = draft.end if first == last else first


def inserted(clause: Clause) -> bool:
    """ "assure un diplomate en poste à Pékin": a verb of saying first of all."""
    return any(one.index <= 1 and one.verb.frame == "say" and one.verb.form == "finite" for one in clause.predicates)


def leading(clause: Clause) -> list[Item]:
    """ "En mars, assure un diplomate, ...": the date that stands before an inserted speaker."""
    verb = next((one.index for one in clause.predicates if one.verb.frame == "say"), 0)
    before = clause.items[:verb]
    return before if before and all(item.date is not None for item in before) else []


def of_its_own(clause: Clause, pack: Pack) -> bool:
    """ "qui emploie douze salariés depuis 2021": a clause that tells something else of a party."""
    if pack.language != "fr" or clause.kind != "relative":
        return False
    return any(item.low in pack.words("auxiliary") or item.low in pack.verbs for item in clause.items)


def _refines(second: Item, first: Item) -> bool:
    """ "un an plus tôt, en mai 2024": the month is the date."""
    one, other = first.date, second.date
    if one is None or other is None or one.first is None or other.first is None or one.first != one.last:
        return False
    return len(other.first) > len(one.first) and other.first.startswith(one.first) and second.start - first.end <= 3


def _of_paper(items: Sequence[Item], place: int, pack: Pack) -> bool:
    """ "dans un communiqué du 3 mars", "un contrat signé en mai", "une enquête ouverte en 2023"."""
    before = items[max(0, place - NEAR) : place]
    if before and before[-1].low in pack.words("settled"):
        earlier = [item.low for item in before[:-1]]
        return not any(word in pack.words("auxiliary") for word in earlier[-2:])
    if not items[place].text.lower().startswith(("du ", "de ", "d'", "d’", "daté")):
        return False
    for item in reversed(before):
        if item.low in pack.words("papers"):
            return True
        plain = item.low in JOINING or item.kind in ("adjective", "quote", "country", "group", "party")
        if not plain and not (item.kind == "word" and item.text.islower() and item.low not in pack.verbs):
            return False
    return False
