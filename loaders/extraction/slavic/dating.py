"""When the transfers of a clause took place."""

from __future__ import annotations

from loaders.extraction.drafts import Draft
from loaders.extraction.slavic import roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.roles import Parts
from loaders.extraction.slavic.state import Reading


def date_drafts(drafts: list[Draft], reading: Reading, clause: Clause, parts: Parts, frame: str) -> None:
    """Give the claims of a clause its date, that of the clause above, or the only one of the sentence."""
    if frame in ("request", "order"):
        return
    if _asked_first(clause):
        return
    start, end, relative = parts.start, parts.end, parts.relative
    above = clause.parent
    if (
        start is None
        and end is None
        and (clause.kind in ("relative", "participle", "sub") or clause.coordinated)
        and above is not None
        and not above.frames() & {"say", "deny", "request", "accuse", "fear", "doubt", "declare"}
    ):
        start, end, relative = roles.dates_beside(above.items)
    if start is None and end is None and clause.kind == "main" and not clause.coordinated:
        start, end, relative = _only_date(reading)
    if clause.coordinated and set(clause.words) & reading.memory.pack.words("step_words") and parts.start is None:
        start = end = None
    for draft in drafts:
        draft.start, draft.end = start, end
        if relative and (start or end):
            draft.flag("date_relative")


def _asked_first(clause: Clause) -> bool:
    """ "Навесні фірма просила поставити": a date before the request is that of the request."""
    asked = next((one.item.start for one in clause.predicates if one.verb.frame == "request"), None)
    dated = next((item.start for item in clause.items if item.date is not None), None)
    return asked is not None and dated is not None and dated < asked


def _only_date(reading: Reading) -> tuple[str | None, str | None, bool]:
    """The date of a sentence that has one, outside of what is said, asked or told of in a relative clause."""
    apart = {"say", "request", "deny", "accuse", "find", "sign", "meet", "declare"}
    dated = [
        item
        for clause in reading.clauses
        if clause.kind in ("main", "sub") and not clause.frames() & apart
        for item in clause.items
        if item.date is not None and (not clause.predicates or clause is reading.clauses[0])
    ]
    every = [item for item in reading.items if item.date is not None]
    return roles.dates_beside(dated) if len(dated) == len(every) == 1 else (None, None, False)
