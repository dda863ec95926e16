"""The answer to a question for supply paths: table, picture with its table twin, proof, and what "none" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.address import PathForm, chosen, short
from dashboard.components.csv_file import download
from dashboard.components.graph import graph
from dashboard.components.picture import Json, leg_title, legs_of, legs_table, picture
from dashboard.components.proof import proof
from dashboard.wording import counted, country, escaped, listed, modality, number, party, period, plain, standing
from graph.model import digest_id
from graph.reference import hs
from graph.schema import SCHEMA
from queries.chains import Near, Path, PathAnswer

LEGEND = "A dashed leg marked (unreviewed) is one that nobody has accepted yet; a dashed box is a group without a name."
DRAWN = 5  # paths in the picture before anybody chooses
COLUMNS = (
    "rank", "path", "goods", "why it ranks here", "dates", "standing", "modality", "sources", "possible", "disputed",
)  # fmt: skip
_LEG_COLUMNS = (
    "supplier", "goods", "via", "recipient", "dates", "quantity", "standing", "modality", "sources", "value",
    "declared as",
)  # fmt: skip
# Rows of three lines: paths and reasons are longer than a column is wide.
ROW_HEIGHT = 72
WIDTHS = {
    "rank": st.column_config.NumberColumn(width=50),
    "path": st.column_config.TextColumn(width=420),
    "goods": st.column_config.TextColumn(width=130),
    "why it ranks here": st.column_config.TextColumn(width=330),
    "dates": st.column_config.TextColumn(width=110),
    "standing": st.column_config.TextColumn(width=100),
    "modality": st.column_config.TextColumn(width=90),
    "sources": st.column_config.NumberColumn(width=75),
}


def understood(answer: PathAnswer) -> None:
    """Say what the question was understood as, before anything else."""
    goods = answer.searched.goods
    if goods is not None:
        labels = listed(dict.fromkeys(label for some in goods.labels.values() for label in some[:1]))
        codes = f"; codes of {hs.EDITION} {listed(goods.codes)}" if goods.codes else ""
        narrower = f"; with {counted(len(goods.narrower), 'narrower concept')}" if goods.narrower else ""
        st.markdown(f"Goods: **{escaped(goods.label)}** \u2013 {escaped(labels + codes + narrower)}")
    for code, others in answer.searched.not_included:
        st.caption(escaped(f"{country(code)} does not include {listed(country(other) for other in others)} here."))


def answer_block(paths: Sequence[Path], form: PathForm, *, key: str, title: str) -> None:
    """Show ranked paths, the picture of the chosen ones, and the proof of the chosen leg.

    Args:
        paths: real ones or synthetic ones, never both.
        form: what the address says.
        key: tells the two blocks of the page apart.
        title: of the picture.
    """
    st.caption(f"{counted(len(paths), 'path')}, strongest first. Tick those to be drawn.")
    ids = [path.id for path in paths]
    ticked = chosen(ids, form.shown) or list(range(min(DRAWN, len(paths))))
    rows = [path_row(path) for path in paths]
    event = st.dataframe(
        rows, column_order=COLUMNS, hide_index=True, on_select="rerun", selection_mode="multi-row",
        selection_default={"selection": {"rows": ticked}}, key=_key(key, "table", *ids, *ticked),
        alt=f"{title}, ranked", column_config=WIDTHS, row_height=ROW_HEIGHT,
    )  # fmt: skip
    download(rows, COLUMNS, f"waybill-paths-{key}.csv", key=f"{key}-csv")
    now = sorted(place for place in event["selection"]["rows"] if place < len(paths))
    if now and now != ticked:
        _turn_to(replace(form, shown=tuple(short(ids[place]) for place in now), leg=""))
    _drawn([paths[place].to_json() for place in ticked], form, key=key, title=title)


def path_row(path: Path) -> dict[str, Any]:
    """Return a path as a row of the table."""
    ends = [end for leg in path.legs for end in (leg.start,) if end] + [leg.end for leg in path.legs if leg.end]
    return {
        "rank": path.rank,
        "path": " \u2192 ".join(_stop(path, place) for place in range(len(path.legs) + 1)),
        "goods": listed(dict.fromkeys(leg.goods for leg in path.legs)),
        "why it ranks here": listed(path.reasons),
        "dates": period(min(ends).isoformat(), max(ends).isoformat()) if ends else period(None, None),
        "standing": path.standing,
        "modality": path.modality,
        "sources": path.sources,
        "possible": path.possible,
        "disputed": "disputed" if path.disputed else "",
    }


def _stop(path: Path, place: int) -> str:
    name = party(path.parties[place].to_json())
    if place == len(path.legs):
        return name
    via = path.legs[place].via
    return f"{name} \u2192 via {listed(country(code) for code in via)}" if via else name


def _drawn(paths: Sequence[dict[str, Any]], form: PathForm, *, key: str, title: str) -> None:
    shown = picture(paths)
    legs = legs_of(paths)
    names = list(legs)
    open_legs = [names[place] for place in chosen(names, [form.leg])] if form.leg else []
    leg = open_legs[0] if open_legs else None
    if shown.left_out:
        st.caption(f"{counted(shown.left_out, 'path')} not drawn: the picture would be unreadable. The table has all.")
    picked = graph(shown, title, key=f"{key}-picture", chosen=leg)
    if picked and picked != leg:
        _turn_to(replace(form, leg=short(picked)))
    st.caption(LEGEND)
    rows = legs_table(paths)
    at = [names.index(leg)] if leg else []
    event = st.dataframe(
        rows, column_order=_LEG_COLUMNS, hide_index=True, on_select="rerun", selection_mode="single-row",
        selection_default={"selection": {"rows": at}}, key=_key(key, "legs", *names, leg),
        alt="The legs of the picture; tick one to read its proof",
    )  # fmt: skip
    download(rows, _LEG_COLUMNS, f"waybill-legs-{key}.csv", key=f"{key}-legs-csv")
    now = [place for place in event["selection"]["rows"] if place < len(names)]
    if now and now != at:
        _turn_to(replace(form, leg=short(names[now[0]])))
    if leg:
        _leg(legs[leg], key=key)
    else:
        st.info("Click a leg in the picture, or tick it in the table, to read its proof.")


def _key(*parts: object) -> str:
    """Return a key that changes with the address, so that a widget shows what the address says after Back."""
    return digest_id(*parts)[:16]


def _leg(leg: Json, *, key: str) -> None:
    st.subheader("Proof of the leg")
    st.markdown(f"**{escaped(leg_title(leg))}**")
    facts = [
        period(leg.get("start"), leg.get("end")),
        standing(leg.get("standing")),
        modality(leg.get("modality")),
        counted(leg.get("sources") or 0, "independent source"),
    ]
    facts += [f"declared as {plain(leg['declared_as'])}"] if leg.get("declared_as") else []
    facts += ["somebody denies it"] if leg.get("disputed") else []
    st.caption(escaped("; ".join(facts)))
    meaning = SCHEMA.relationships["SUPPLIED"]
    with st.expander("What a supply says, and what it does not prove"):
        st.markdown(f"{meaning.help}\n\nIt does not prove: {meaning.unproven}\n\nDerived: {meaning.derived}")
    with data.in_place():
        proof(data.proof(leg["id"]), key=f"{key}-proof")


def negative(answer: PathAnswer) -> None:
    """Say that there is no path, and the nearest things that were found."""
    st.info("No supply path from real sources answers this. What was searched stands below.")
    for place, near in enumerate(answer.nearest):
        _near(near, place)
    for leg in answer.missing:
        mark = "[synthetic] " if leg.synthetic else ""
        st.markdown(f"**A leg that nobody tells, and that alone would close a path:** {escaped(mark + leg.text, 1000)}")


def _near(near: Near, place: int) -> None:
    st.markdown(f"**Nearest:** {escaped(near.text, 1000)}")
    if near.paths:
        rows = [path_row(path) for path in near.paths]
        st.dataframe(rows, column_order=COLUMNS, hide_index=True, key=f"near-{place}", alt=near.text)
    if near.facts:
        st.dataframe([dict(fact) for fact in near.facts], hide_index=True, key=f"near-facts-{place}", alt=near.text)


def bounds(answer: PathAnswer) -> None:
    """Say what was searched, so that an answer has bounds."""
    searched = answer.searched
    start = None if searched.start is None else searched.start.isoformat()
    end = None if searched.end is None else searched.end.isoformat()
    window = "all dates" if not (start or end) else period(start, end)
    statements = counted(searched.claims, "claim and row", "claims and rows")
    words = (
        f"Searched: {counted(searched.ties, 'supply tie')} from {statements} in "
        f"{counted(searched.documents, 'document')} of {counted(searched.sources, 'source')}; up to "
        f"{counted(searched.hops, 'leg')}; {window}; {searched.standing}; in {number(round(searched.seconds, 3))} s."
    )
    st.caption(escaped(words))
    if searched.cut:
        st.warning("The search stopped at its limit, so there may be more. Narrow it by goods, dates or countries.")


def _turn_to(form: PathForm) -> None:
    st.query_params.from_dict(form.params())
    st.rerun()
