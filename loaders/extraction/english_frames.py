"""Goods that stand before the verb or its subject in an English clause."""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles

ACCUSED = re.compile(r"\b(?:under investigation|investigated|on trial|fined|convicted|sentenced|indicted|sued)\b")


def pays(pack: Pack, predicate: Predicate) -> bool:
    """Whether a verb says that somebody pays somebody for goods, or asks for the money."""
    asks = predicate.verb.frame == "declare" and predicate.verb.lemma in ("invoice", "bill")
    return pack.language == "en" and not predicate.passive and (predicate.verb.frame == "pay" or asks)


def accused(clause: Clause) -> bool:
    """ "X is under investigation for supplying Y": the subject of the clause is said to have done it."""
    return ACCUSED.search(" ".join(clause.words)) is not None


def set_before(clause: Clause, roles: Roles, predicate: Predicate, context: Context) -> list[Phrase]:
    """The object of an active verb that stands before it."""
    found = _fronted(roles, predicate) or _caused(clause, roles, predicate)
    return [phrase for phrase in found[:1] if parts.acceptable(phrase, context)]


def _fronted(roles: Roles, predicate: Predicate) -> list[Phrase]:
    """ "The other 1,300 lenses Corvane sent to X"."""
    return [
        goods
        for goods, subject in pairwise(roles.phrases)
        if goods.kind == "goods"
        and goods.prep == ""
        and (goods.definite or goods.quantity)
        and subject.kind == "party"
        and subject.prep == ""
        and 0 < subject.start - goods.end <= 2
        and subject.index < predicate.index
    ]


def _caused(clause: Clause, roles: Roles, predicate: Predicate) -> list[Phrase]:
    """ "had the entire consignment forwarded to X"."""
    if predicate.verb.form != "participle":
        return []
    having = [index for index, item in enumerate(clause.items[: predicate.index]) if item.low in ("has", "have", "had")]
    between = [one for one in roles.phrases if having and having[-1] < one.index < predicate.index and one.prep == ""]
    return [one for one in between[:1] if one.kind == "goods"]
