"""The surroundings of a node, grown step by step: what would come is told, filtered and capped before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import go
from dashboard.components.answer_picture import answer_picture
from dashboard.components.graph import graph
from dashboard.components.picture import Picture
from dashboard.components.table import table
from dashboard.plain_text import escaped, number
from dashboard.say import say, words
from graph.errors import InvalidParameter

COLUMNS = ("from", "relationship", "to", "standing")
MOST_STEPS = 20
MOST_EACH = 100
USUAL_EACH = 20
Rows = Iterable[Mapping[str, Any]]
_STEP = re.compile(r"([^!|]{1,200})!([A-Z_]{1,60}(?:,[A-Z_]{1,60}){0,49})!(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of growth.

    Attributes:
        node: whose neighbours are drawn.
        types: along which relationship types.
        most: the most neighbours.
    """

    node: str
    types: tuple[str, ...]
    most: int


def steps_of(text: str) -> tuple[Step, ...]:
    """Read steps from an address; what is no step is left out.

    Args:
        text: as `address_of` writes it.
    """
    found = []
    for part in text[:10_000].split("|")[:MOST_STEPS]:
        if (read := _STEP.fullmatch(part)) and 1 <= int(read.group(3)) <= MOST_EACH:
            found.append(Step(read.group(1), tuple(read.group(2).split(",")), int(read.group(3))))
    return tuple(found)


def address_of(steps: Sequence[Step]) -> str:
    """Return steps as one parameter of an address."""
    return "|".join(f"{step.node}!{','.join(step.types)}!{step.most}" for step in steps)


def _nothing(_: str, __: str) -> None:
    """No ways on."""


def explorer(
    start: Mapping[str, Any],
    steps: Sequence[Step],
    *,
    key: str,
    title: str,
    around: Callable[[str], Mapping[str, int]],
    neighbours: Callable[[Step], Rows],
    beside: Callable[[str, str], None] = _nothing,
) -> tuple[Step, ...] | None:
    """Draw what is around a node and return the steps after a person has taken one or gone back, else None.

    Args:
        start: the node in the form of `cypher --json`.
        steps: taken so far, from the address of the page.
        key: tells two pictures of one page apart.
        title: says what is drawn; plain text.
        around: how many neighbours a node has, by relationship type; asked before anything is drawn.
        neighbours: rows of a step, with nodes and relationships in the form of `cypher --json`.
        beside: shows the ways on from the chosen node, by its id and what it is called.
    """
    rows: list[Mapping[str, Any]] = [{"start": start}]
    for step in steps[:MOST_STEPS]:
        rows += neighbours(step)
    try:
        shown = answer_picture(rows)
    except InvalidParameter as error:
        st.info(escaped(error, 1000))
        return _back(steps, key)
    if shown.gathered:
        st.caption(say("around.gathered", n=shown.gathered))
    at = _chosen(shown, start, key)
    picked = graph(shown, title, key=f"{key}-picture", chosen=at, file="waybill-around", picks="node")
    if picked and picked != at:
        st.session_state[f"{key}-at"] = picked
        st.rerun()
    twin(shown, title, key=f"{key}-table")
    if go.common().paper:
        return None
    name = next((box.title for box in shown.boxes if box.node == at), at)
    beside(at, name)
    return _form(at, name, steps, key, around) or _back(steps, key)


def twin(shown: Picture, title: str, *, key: str) -> None:
    """Show the twin of a picture of an answer: one row for each arrow.

    Args:
        shown: the picture.
        title: says what is drawn; plain text.
        key: tells two tables of one page apart.
    """
    names = {box.id: box.title for box in shown.boxes}
    rows = [
        {"from": names[arrow.source], "relationship": arrow.title, "to": names[arrow.target],
         "standing": "unreviewed" if arrow.weak else ""}
        for arrow in shown.arrows
    ]  # fmt: skip
    if rows:
        table(rows, COLUMNS, key=key, alt=words("around.table", title=title), file="waybill-around")


def _chosen(shown: Picture, start: Mapping[str, Any], key: str) -> str:
    known = {box.node for box in shown.boxes}
    at = st.session_state.get(f"{key}-at")
    return at if at in known else str(start["properties"].get("waybill_id"))


def _form(
    at: str, name: str, steps: Sequence[Step], key: str, around: Callable[[str], Mapping[str, int]]
) -> tuple[Step, ...] | None:  # fmt: skip
    st.markdown(say("around.title", name=name))
    if len(steps) >= MOST_STEPS:
        st.info(say("around.full", n=MOST_STEPS))
        return None
    counts = dict(around(at))
    if not counts:
        st.info(say("around.none"))
        return None
    with st.form(f"{key}-{at}", border=True):
        types = st.multiselect(
            say("around.types"),
            list(counts),
            list(counts),
            lambda one: f"{one} ({number(counts[one])})",
            key=f"{key}-types-{at}",
        )
        most = st.number_input(say("around.most"), 1, MOST_EACH, USUAL_EACH, step=1, key=f"{key}-most-{at}")
        sent = st.form_submit_button(say("around.show"), type="primary")
    return (*steps, Step(at, tuple(types), int(most))) if sent and types else None


def _back(steps: Sequence[Step], key: str) -> tuple[Step, ...] | None:
    return tuple(steps[:-1]) if steps and st.button(say("around.back"), key=f"{key}-back") else None
