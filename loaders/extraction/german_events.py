"""German talks between a firm and a firm or a state body: "das Ministerium verhandelte mit X über eine Lizenz"."""

from __future__ import annotations

import re

from graph.model import Party
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft

TALKS = frozenset("verhandeln konferieren sprechen beraten".split())
ABOUT = re.compile(
    r"\büber (?:(?:ein|eine|einen|die|das|den|der) )?(?P<t>[^,.;:]{3,80}?)"
    r"(?= (?:verhandelt|gesprochen|beraten)\b|[,.;:]|$)"
)
FIELD = frozenset({"CN", "RU", "HK", "BY"})


def talks(reading: Reading, clause: Clause) -> Draft | None:
    """Read who talks with whom about what; both sides and the topic must stand in the clause."""
    if not any(one.verb.lemma in TALKS for one in clause.predicates):
        return None
    phrases = parts.roles_of(clause, None, reading.context).phrases
    sides = [one for one in phrases if one.kind == "party" and one.item and one.item.kind in ("party", "group")]
    subject = next((one for one in sides if one.prep == ""), None)
    other = next((one for one in sides if one.prep == "mit"), None)
    about = ABOUT.search(reading.sentence.text)
    if subject is None or other is None or about is None:
        return None
    first, second = (parts.party(one, reading.context, clause.items) for one in (subject, other))
    if first is None or second is None or not _firm(first, second):
        return None
    draft = Draft("event", [reading.sentence], subject=first, object=second, topic=about["t"], confidence=0.55)
    draft.modality = modality(
        clause, reading.clauses, reading.sentence, reading.attribution, False, reading.context.pack, "event"
    )
    draft.start, draft.end, relative = parts.dates(clause.items, weekdays=not reading.attribution.said)
    if relative and (draft.start or draft.end):
        draft.flag("date_relative")
    return None if draft.modality in ("feared", "denied") else draft


def _firm(first: Party, second: Party) -> bool:
    """One of them a named firm, both known to be of the field or from two countries of it."""
    named = "named" in (first.form, second.form)
    return named and first.surface != second.surface and bool({first.country, second.country} & FIELD)
