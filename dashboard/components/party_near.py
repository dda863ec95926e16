"""Lists: on which a party stands, how far it is from listed ones, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import chosen, short
from dashboard.components.explorer import Step, address_of, explorer, steps_of
from dashboard.components.meaning import meaning
from dashboard.components.table import table
from dashboard.plain_text import plain
from dashboard.say import say, words
from dashboard.states.party import PartyState
from dashboard.wording import listed, party, period
from graph.archive import Archive
from graph.schema import SCHEMA
from graph.store import Store
from queries import near_listed as nearness
from queries import neighbours as around
from queries.headers import ID_TYPES
from queries.near_listed import Nearness, Way
from queries.party import Profile

MOST = 1000  # entries of lists
LISTINGS = ("authority", "list", "dates", "measure", "programme", "entry", "reason", "last_seen")
NEAR = ("hops", "listed_party", "way", "standing")
_WIDTHS = {
    "authority": 200, "list": 260, "dates": 170, "reason": 320, "hops": 70, "listed_party": 300, "way": 620,
    "standing": 100,
}  # fmt: skip


@data.kept("wait.query")
def near(store: Store, _: Archive, identifier: str) -> Nearness:
    """Return the listed ones near a party."""
    return nearness.near_listed(store, identifier, timeout_s=data.settings().query_timeout_s)


@data.kept()
def counted(store: Store, _: Archive, identifier: str) -> Mapping[str, int]:
    """Return how many neighbours a node has, by type of tie."""
    return around.counted(store, identifier)


@data.kept("wait.query")
def step(store: Store, _: Archive, one: Step) -> list[dict[str, Any]]:
    """Return the neighbours of a step."""
    return around.neighbours(store, one.node, one.types, one.most)


def listings(found: Profile, state: PartyState) -> None:
    """Show the entries of lists that name a party; a tick opens the proof of one."""
    st.subheader(say("party.lists"), anchor=False)
    rows = data.ask("listings_of_party", {"party": found.shown.id, "limit": MOST}, MOST).rows
    if not rows:
        st.info(say("party.no_lists"))
        return
    told = [
        {**{name: plain(row[name], 300) for name in LISTINGS if name in row}, "dates": period(row["start"], row["end"])}
        for row in rows
    ]
    ids = [str(row["listing"]) for row in rows]
    now = table(
        told, LISTINGS, key=f"listings-{found.shown.id}", alt=words("party.lists"), file="waybill-listings",
        widths=_WIDTHS, ticked=chosen(ids, [state.fact])[:1],
    )  # fmt: skip
    if now:
        go.turn(replace(state, fact=short(ids[now[0]])))
    meaning("LISTED_BY")


def listed_near(found: Profile, _: PartyState) -> None:
    """Show the listed ones within three ties, each with the way to it; a tick opens one."""
    st.subheader(say("party.near"), anchor=False)
    told = near(found.shown.id)
    if told.ways:
        nearest = min(len(way.steps) for way in told.ways)
        st.markdown(say("party.nearest", n=nearest, name=listed(_names(told, nearest))))
        rows = [
            {"hops": len(way.steps), "listed_party": party(way.end.to_json()), "way": in_words(found.shown.name, way),
             "standing": "unreviewed" if way.weak else "accepted"}
            for way in told.ways
        ]  # fmt: skip
        now = table(
            rows,
            NEAR,
            key=f"near-{found.shown.id}",
            alt=words("party.near"),
            file="waybill-near-listed",
            widths=_WIDTHS,
            ticked=[],
        )
        if now:
            go.turn(PartyState(id=told.ways[now[0]].end.id))
    else:
        st.info(say("party.none_near", n=told.looked_at, hops=nearness.MOST_HOPS))
    st.caption(say("party.near_note"))
    if told.cut:
        st.warning(say("party.near_cut"))


def _names(told: Nearness, hops: int) -> list[str]:
    names = [plain(way.end.name, 80) for way in told.ways if len(way.steps) == hops]
    return names[:3] + ([words("party.and_more", n=len(names) - 3)] if len(names) > 3 else [])


def in_words(name: str, way: Way) -> str:
    """Return a way as one line of plain text."""
    told = plain(name, 80)
    for one in way.steps:
        how = words(f"step.{one.type}.{'forth' if one.forward else 'back'}")
        told += f" \u2192 {how} \u2192 {plain(party(one.to.to_json()), 100)}"
    return told


def neighbours(found: Profile, state: PartyState) -> None:
    """Show what stands around a party, step by step, and lead to what is chosen there."""
    if go.common().paper and not state.steps:
        return
    st.subheader(say("party.around"), anchor=False)
    shown, held = found.shown, found.shown.properties
    labels = SCHEMA.nodes[shown.label].labels
    start = around.element(shown.id, labels, shown.name, held.get("country"), found.synthetic)
    now = explorer(
        start, steps_of(state.steps), key=f"around-{shown.id}", around=counted, neighbours=step,
        title=words("party.around_of", name=plain(shown.name, 80)),
        beside=lambda node, name: _open(found.shown.id, node, name),
    )  # fmt: skip
    if now is not None:
        go.turn(replace(state, steps=address_of(now)))


def _open(here: str, node: str, name: str) -> None:
    """Lead to the page of a party that was chosen in the picture."""
    kind = name.partition(":")[0]  # as the picture says it
    if node != here and kind in ID_TYPES["entity"]:
        go.link("party", say("party.open", name=plain(name.partition(": ")[2], 120)), PartyState(id=node))
