"""All that is said of one fact, for and against side by side, each independent source once; where passages differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import go
from dashboard.address import short
from dashboard.components import document_data
from dashboard.components.party_facts import line
from dashboard.components.proof import COLUMNS, piece, place, row
from dashboard.components.table import table
from dashboard.plain_text import escaped, number, plain
from dashboard.say import say, words
from dashboard.states.evidence import EvidenceState
from dashboard.states.party import PartyState
from dashboard.states.paths import PathForm
from dashboard.wording import amount, country, listed, modality_word, period
from queries.fact_view import End, FactView, Passage, Side, Voice, differing, side, voices
from queries.headers import ID_TYPES
from queries.passage import EvidenceItem
from queries.told import Fact

MOST_VOICES = 20  # of one side that are shown one by one
MOST_PARTIES = 8  # links
SIDES: tuple[Side, ...] = ("for", "against", "not_done", "rejected")
_FACTS = ("what", "dates", "standing", "modality", "claims")
_WIDTHS = {"what": 460, "document": 260}


def facts_block(wanted: Sequence[str], state: EvidenceState, but: EvidenceState) -> None:
    """Show the facts of a claim, entry or row, and all that is said of the one that is open.

    Args:
        wanted: ids of the facts.
        state: of the page.
        but: as `fact_block` takes it.
    """
    st.subheader(say("evidence.same_fact"), anchor=False)
    facts = list(dict.fromkeys(wanted))
    if not facts:
        st.info(say("evidence.no_fact"))
        return
    fact = next((one for one in facts if state.fact and one.startswith(state.fact)), facts[0])
    if len(facts) > 1:
        st.caption(say("evidence.several_facts", n=len(facts)))
        found = document_data.facts(facts)
        at = [nth for nth, one in enumerate(found) if one.id == fact]
        alt = words("evidence.facts_of")
        now = table([_fact(one) for one in found], _FACTS, key="facts", alt=alt, ticked=at, widths=_WIDTHS)
        if now:
            go.turn(replace(state, fact=short(found[now[0]].id)))
    fact_block(fact, but=but)


def fact_block(identifier: str, *, but: EvidenceState | None = None) -> None:
    """Show a fact: what it is, where it leads, who says and who denies it, how passages differ, what might be the same.

    Args:
        identifier: of the fact.
        but: the place in a document from which one looks; its own passage is said to be that.
    """
    found = document_data.fact_view(identifier)
    if found.fact is None:
        st.info(say("evidence.all_rejected"))
    else:
        st.markdown(f"**{escaped(line(found.fact, ''), 1000)}**")
    _ways(found)
    heard = voices(item for item in found.items if side(item) != "rejected")
    documents = len({item.document for item in found.items})
    alone = len(found.items) == 1
    if alone:
        st.markdown(say("evidence.heard_once"))
    else:
        st.markdown(say("evidence.heard", n=len(heard), passages=len(found.items), documents=documents))
    if found.cut:
        st.caption(say("evidence.heard_cut", n=len(found.items)))
    if not (alone and _here(found.items[0], but)):
        _sides(found, but)
    _differences(found)
    _beside(found)


def _ways(found: FactView) -> None:
    """Show links to the parties of a fact, and to the supply paths of its countries."""
    if go.common().paper:
        return
    parties = [one for one in found.ends if one.label in ID_TYPES["entity"] and one.label != "Group"]
    codes = {kind: [one.code for one in found.ends if one.type == kind and one.code] for kind in ("FROM", "TO", "VIA")}
    with st.container(horizontal=True, gap="small"):
        for one in parties[:MOST_PARTIES]:
            go.link("party", _party(one), PartyState(id=one.id), icon=":material/id_card:")
        if found.label == "Transfer" and codes["FROM"] and codes["TO"]:
            ends = {"from": country(codes["FROM"][0]), "to": country(codes["TO"][0])}
            form = PathForm((codes["FROM"][0],), (codes["TO"][0],), tuple(codes["VIA"][:1]))
            go.link("paths", say("evidence.paths", **ends), form, icon=":material/route:")


def _party(one: End) -> str:
    told = f"{plain(one.name, 120)} ({country(one.country)})" if one.country else plain(one.name, 120)
    return f"{say(f'fact_end.{one.type}')}: {escaped(told, 200)}"


def _sides(found: FactView, but: EvidenceState | None) -> None:
    """Show the sides of a fact, for and against beside each other where somebody denies it."""
    by_side = {name: voices(item for item in found.items if side(item) == name) for name in SIDES}
    against = by_side["against"]
    beside = [name for name in SIDES if by_side[name] or (name == "for" and against)]
    if not beside:
        st.info(say("proof.nothing"))
        return
    if not against:
        st.caption(say("evidence.nobody_denies"))
    columns = st.columns(2, gap="large") if len(beside) > 1 else [st.container()]
    for nth, name in enumerate(beside):
        with columns[nth % len(columns)]:
            st.markdown(f"**{say(f'evidence.sides.{name}')}** ({number(len(by_side[name]))})")
            for count, voice in enumerate(by_side[name][:MOST_VOICES]):
                _voice(voice, f"voice-{name}-{count}", but)
            if len(by_side[name]) > MOST_VOICES:
                st.caption(say("evidence.voices_more", n=len(by_side[name]) - MOST_VOICES))
    rows = [row(item) for item in found.items]
    if not go.common().paper:  # its columns are too many for paper, which has every passage above
        with st.expander(say("proof.table", n=len(rows))):
            table(rows, COLUMNS, key="fact-proof", alt=words("proof.alt"), file="waybill-proof")


def _voice(voice: Voice, key: str, but: EvidenceState | None) -> None:
    first, *rest = voice.items
    with st.container(border=True):
        many = voice.documents
        st.caption(say("evidence.voice", origin=plain(voice.origin, 120), n=many))
        if any(_here(item, but) for item in voice.items):
            st.caption(f"**{say('evidence.this_passage')}**")
        piece(first, key)
        if not rest:
            return
        label = say("evidence.voice_more", n=len(rest))
        with st.expander(label, expanded=go.common().paper):
            reprints = [
                {**row(item), "reprint": words("evidence.reprint") if item.reprint_of else ""} for item in rest
            ]  # fmt: skip
            shown = ("document", "publisher", "published", "reprint", "modality", "standing", "quote")
            now = table(reprints, shown, key=f"{key}-rest", alt=words("proof.alt"), ticked=[])
            if now:
                go.turn(place(rest[now[0]]))


def _here(item: EvidenceItem, but: EvidenceState | None) -> bool:
    if but is None or not but.document.removeprefix("document:").startswith(item.document[:32]):
        return False
    return item.claim.startswith(but.claim) if but.claim and item.claim else str(item.row or "") == but.row != ""


def _differences(found: FactView) -> None:
    """Show slot by slot where the passages on a fact, and on those that might be it, say two things."""
    slots = differing(found.passages)
    if len(found.passages) < 2:
        return
    st.subheader(say("evidence.differ"), anchor=False)
    if not slots:
        st.caption(say("evidence.agree", n=len(found.passages)))
        return
    st.caption(say("evidence.differ_told"))
    rows = [_told(one, slots, found) for one in found.passages]
    several = ("fact",) if found.beside else ()
    headers = {slot: words(f"evidence.slots.{slot}") for slot in slots} | {"fact": words("evidence.which_fact")}
    shown = ("publisher", "published", *several, *slots, "document")
    alt = words("evidence.differ")
    now = table(
        rows, shown, key="differ", alt=alt, file="waybill-differences", headers=headers, ticked=[], widths=_WIDTHS
    )
    if now:
        go.turn(place(found.passages[now[0]].item))


def _told(one: Passage, slots: Sequence[str], found: FactView) -> dict[str, Any]:
    held = {slot: _value(slot, one.values[slot]) if slot in one.values else "" for slot in slots}
    apart = "evidence.other_fact" if one.fact in found.perhaps else "evidence.another_fact"
    which = words("evidence.this_fact") if one.fact == found.id else words(apart)
    item = one.item
    return {
        **held, "fact": which, "publisher": item.publisher, "published": item.published,
        "document": plain(item.title or item.document[:12], 120),
    }  # fmt: skip


def _value(slot: str, value: Any) -> str:
    if slot == "dates":
        return period(*value)
    if isinstance(value, Mapping):
        return amount(value)
    if slot == "modality":
        return modality_word(value)
    if slot in ("origin", "destination"):
        return country(value)
    return listed(value) if isinstance(value, (list, tuple)) else number(value)


def _beside(found: FactView) -> None:
    """Show the facts between the same ends that are kept apart: in doubt, or for their figures."""
    if not found.beside:
        return
    st.subheader(say("evidence.beside"), anchor=False)
    st.caption(say("evidence.beside_told"))
    which = {True: words("evidence.other_fact"), False: words("evidence.another_fact")}
    rows = [{**_fact(one), "why": which[one.id in found.perhaps]} for one in found.beside]
    alt = words("evidence.beside")
    now = table(
        rows, ("why", *_FACTS), key="beside", alt=alt, file="waybill-facts-beside", ticked=[], widths=_WIDTHS
    )  # fmt: skip
    if now:
        go.turn(EvidenceState(fact=found.beside[now[0]].id))


def _fact(one: Fact) -> dict[str, Any]:
    held = one.properties
    return {
        "what": line(one, ""), "dates": period(held.get("start"), held.get("end")), "standing": held["standing"],
        "modality": held["modality"], "claims": held["claims"],
    }  # fmt: skip
