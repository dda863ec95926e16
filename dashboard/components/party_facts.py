"""What is told of a party, fact by fact: over time, as a table, and the proof for and against what is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import short
from dashboard.components.proof import proof
from dashboard.components.table import table
from dashboard.components.timeline import Event, timeline
from dashboard.plain_text import ELLIPSIS, escaped, number, plain
from dashboard.say import say, words
from dashboard.states.party import PartyState
from dashboard.wording import amount, share
from graph.archive import Archive
from graph.store import Store
from queries import evidence
from queries.party import Profile
from queries.passage import EvidenceItem
from queries.shares import Span, span
from queries.told import AROUND, Fact

DENIED = "denied"
LANES = {  # how a fact leads to the party -> its row in the picture; the first that fits
    "SUPPLIES": "out", "RECEIVED_BY": "in", "NAMES": "listed", "ISSUED": "lists", "IN_PARTY": "owners",
    "HOLDS": "holds", "HAS_ROLE": "offices", "AT": "offices", "MAKES": "makes", "OFFERS": "offers",
}  # fmt: skip
WHERE = ("FROM", "TO", "MADE_IN")  # told where no party stands there
MOST_NAMES = 4  # of one end
MOST_DENIED = 100  # facts whose denials are read
COUNTS = ("kind", "facts", "accepted", "unreviewed", "disputed", "claims")


@data.kept("wait.query")
def against(store: Store, archive: Archive, ids: Sequence[str]) -> list[EvidenceItem]:
    """Return the passages that deny some facts."""
    return [item for item in evidence.of_facts(store, archive, ids) if item.modality == DENIED]


def facts(found: Profile, state: PartyState) -> None:
    """Show all facts over time, the proof of the chosen one, and what is denied."""
    st.subheader(say("party.times"), anchor=False)
    if not found.facts:
        st.info(say("party.no_facts"))
        return
    ids = [one.id for one in found.facts]
    chosen = next((one for one in ids if state.fact and one.startswith(state.fact)), "")
    if state.fact and not chosen:
        st.warning(say("party.no_fact", fact=plain(state.fact, 70)))
    picked = timeline(
        [event(one, found) for one in found.facts],
        key=f"times-{found.shown.id}",
        title=plain(found.shown.name, 80),
        chosen=chosen,
    )
    if picked and picked != chosen:
        go.turn(replace(state, fact=short(picked)))
    if chosen:
        fact = found.facts[ids.index(chosen)]
        st.subheader(say("party.proof"), anchor=False)
        st.markdown(f"**{escaped(line(fact, ''), 1000)}**")
        _both(data.proof(chosen), "fact")
    elif not go.common().paper:
        st.info(say("party.click"))
    st.subheader(say("party.for_against"), anchor=False)
    _counts(found.facts)
    denied = found.denied
    items = against(denied[:MOST_DENIED]) if denied else []
    if items:
        st.markdown(say("party.against"))
        proof(items, key="denied")
    else:
        st.info(say("party.nobody_denies"))


def _both(items: Sequence[EvidenceItem], key: str) -> None:
    """Show what speaks for a fact, and below it what speaks against it."""
    denied = [item for item in items if item.modality == DENIED]
    if denied:
        st.markdown(say("party.for"))
    proof([item for item in items if item.modality != DENIED] or denied, key=f"{key}-for")
    if denied and len(denied) < len(items):
        st.markdown(say("party.against"))
        proof(denied, key=f"{key}-against")


def _counts(found: Sequence[Fact]) -> None:
    kinds = Counter(one.label for one in found)
    rows = []
    for label, count in sorted(kinds.items()):
        own = [one.properties for one in found if one.label == label]
        rows.append({
            "kind": words(f"fact.{label}"), "facts": count,
            "accepted": sum(held["standing"] == "accepted" for held in own),
            "unreviewed": sum(held["standing"] == "unreviewed" for held in own),
            "disputed": sum(bool(held.get("disputed")) or held["modality"] == DENIED for held in own),
            "claims": sum(held["claims"] for held in own),
        })  # fmt: skip
    table(rows, COUNTS, key="counts", alt=words("party.counts_alt"))


def event(fact: Fact, found: Profile) -> Event:
    """Return a fact as the picture over time takes it."""
    places = found.places.get(fact.id, ())
    lane = next((row for kind, row in LANES.items() if kind in places), "other")
    held = fact.properties
    start, end = (str(held[name])[:10] if held.get(name) else None for name in ("start", "end"))
    return Event(
        words(f"lane.{lane}"), start, end, line(fact, found.shown.name), fact.id, held["standing"] != "accepted"
    )


def line(fact: Fact, but: str) -> str:
    """Return a fact in one line of plain text: who and what stands round it, and what the source adds.

    Args:
        fact: the fact.
        but: name of the party whose page it is, which is left out where it stands alone at an end.
    """
    ends: dict[str, dict[str, None]] = {}
    for kind, name in fact.around:
        if kind in AROUND and name:
            ends.setdefault(kind, {})[plain(name, 120)] = None
    parties = {"FROM": "SUPPLIES", "TO": "RECEIVED_BY", "MADE_IN": "MADE_BY"}
    told = [
        f"{words(f'fact_end.{kind}')}: {_names(list(ends[kind]))}"
        for kind in AROUND
        if kind in ends and list(ends[kind]) != [plain(but, 120)] and not (kind in WHERE and parties[kind] in ends)
    ]
    told = told or [words(f"fact.{fact.label}")]
    return "; ".join([*told, *_added(fact)])


def _names(found: Sequence[str]) -> str:
    more = [ELLIPSIS] if len(found) > MOST_NAMES else []
    return ", ".join([*found[:MOST_NAMES], *more])


def _added(fact: Fact) -> list[str]:
    held = fact.properties
    told = [share(_span(held))] if held.get("share_min") is not None or held.get("share_max") is not None else []
    told += [plain(held[name], 160) for name in ("topic", "programme", "entry", "outcome") if held.get(name)]
    for slot, unit in (("quantity", "unit"), ("value", "currency")):
        if held.get(slot) is not None:
            told.append(amount({"number": held[slot], "relation": held.get(f"{slot}_relation"), unit: held.get(unit)}))
    told += [f"{number(round(held['weight_kg'], 3))} kg"] if held.get("weight_kg") is not None else []
    told += [words(f"modality_word.{held['modality']}")] if held["modality"] not in ("asserted", "reported") else []
    told += [words("mark.disputed")] if held.get("disputed") else []
    return told


def _span(held: Mapping[str, Any]) -> Span:
    """Return the bounds of the share that a fact tells."""
    relation = held.get("share_relation")
    return span(
        held.get("share_min"), held.get("share_max"), above=relation == ">",
        below="<" in (held.get("share_max_relation"), relation),
    )  # fmt: skip
