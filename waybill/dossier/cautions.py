"""What a dossier must not be read as: what each kind of tie says, and what it does not prove."""

from __future__ import annotations

from collections.abc import Iterable

from graph.schema import SCHEMA

CLAIMS = (
    "A path says who states what, not that it is true. No tie, listing or path in here is a judgement on anybody: "
    "read each quote in its document before you name a party."
)
STANDINGS = {
    "unreviewed": (
        "Unreviewed: a programme read this out of a text, and no person has checked it. It may have read wrongly who, "
        "what, whom or when."
    ),
    "by_rule": (
        "Accepted by a rule: no person has checked this very claim; enough claims of its kind were judged right before."
    ),
    "alleged": "Alleged: the source itself calls it an allegation, a suspicion or a charge.",
    "denied": "Denied: somebody denies it. The denial stands beside the statements; neither is weighed here.",
    "country": "An end is a country or an unnamed group: no source names the party there.",
    "derived": "The country of the first supplier is not stated; it is taken from where the goods were sent or made.",
    "between": "Where two legs do not meet at one party, nobody says that the goods went on from the one to the other.",
    "unknown_publisher": (
        "A text whose publisher nobody states counts as a source of its own, though it may come from one named here."
    ),
    "reprint": "Papers that reprint one report, and reports on one set of data, count as one source.",
}


def cautions(ties: Iterable[str], also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what must be kept in mind of some types of ties and of some ways to stand, each once.

    Args:
        ties: types of relationships.
        also: keys of STANDINGS.
    """
    wanted, more = set(ties), set(also)
    ties_of = (SCHEMA.relationships[name] for name in SCHEMA.ties if name in wanted)
    said = [f"{one.help} It does not prove: {one.unproven}" for one in ties_of]
    return (*said, *(text for name, text in STANDINGS.items() if name in more))
