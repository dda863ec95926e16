"""The answer to a question for supply paths: table, picture with its table twin, proof, and what "none" means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import chosen, short
from dashboard.components.goods_words import goods_link
from dashboard.components.graph import graph
from dashboard.components.meaning import meaning
from dashboard.components.parties import party_link, profile
from dashboard.components.picture import Json, leg_title, legs_of, legs_table, picture
from dashboard.components.proof import MAX_ITEMS, proof
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.reworded import reworded
from dashboard.say import say, words
from dashboard.states.party import PartyState
from dashboard.states.paths import PathForm
from dashboard.wording import country, listed, modality, party, period, standing
from graph.reference import hs
from queries.chains import Near, Path, PathAnswer
from queries.goods import NODE

PRINTED = 1  # pieces of evidence of each leg on paper, but of the one that is open
DRAWN = 5  # paths in the picture before anybody chooses
COLUMNS = (
    "rank", "path", "goods", "reasons", "dates", "standing", "modality", "sources", "possible", "disputed",
)  # fmt: skip
_LEG_COLUMNS = (
    "supplier", "goods", "via", "recipient", "dates", "quantity", "standing", "modality", "sources", "value",
    "declared_as",
)  # fmt: skip
WIDTHS = {
    "rank": 50, "path": 420, "goods": 130, "reasons": 330, "dates": 110, "standing": 100, "modality": 90, "sources": 75,
}  # fmt: skip


def understood(answer: PathAnswer) -> None:
    """Say what the question was understood as, before anything else."""
    goods = answer.searched.goods
    if goods is not None:
        told = [listed(dict.fromkeys(label for some in goods.labels.values() for label in some[:1]))]
        told += [words("paths.codes", edition=hs.EDITION, codes=listed(goods.codes))] if goods.codes else []
        told += [words("paths.narrower", n=len(goods.narrower))] if goods.narrower else []
        st.markdown(say("paths.goods", goods=goods.label, told="; ".join(told)))
        if not go.common().paper:
            goods_link(f"{NODE}{goods.concept}" if goods.concept else goods.ids[0], goods.label)
    for code, others in answer.searched.not_included:
        st.caption(say("paths.not_included", country=country(code), others=listed(country(one) for one in others)))


def through(form: PathForm) -> None:
    """Say that all paths pass one party, and show the ways to it and to all paths."""
    st.info(say("paths.through", name=profile(form.through).shown.name))
    with st.container(horizontal=True, gap="small"):
        go.link("party", say("paths.to_party"), PartyState(id=form.through), icon=":material/arrow_back:")
        go.link("paths", say("paths.not_through"), replace(form, through="", shown=(), leg=""))


def answer_block(paths: Sequence[Path], form: PathForm, *, key: str, title: str) -> None:
    """Show ranked paths, the picture of the chosen ones, and the proof of the chosen leg.

    Args:
        paths: real ones or synthetic ones, never both.
        form: what the address says.
        key: tells the two blocks of the page apart.
        title: of the picture.
    """
    st.caption(say("paths.printed" if go.common().paper else "paths.ranked", n=len(paths)))
    ids = [path.id for path in paths]
    ticked = chosen(ids, form.shown) or list(range(min(DRAWN, len(paths))))
    now = table(
        [path_row(path) for path in paths], COLUMNS, key=f"{key}-paths", alt=words("paths.table_alt", title=title),
        file=f"waybill-paths-{key}", widths=WIDTHS, ticked=ticked, many=True, tall=True,
    )  # fmt: skip
    if now:
        go.turn(replace(form, shown=tuple(short(ids[place]) for place in now), leg=""))
    _drawn([paths[place].to_json() for place in ticked], form, key=key, title=title)


def path_row(path: Path) -> dict[str, Any]:
    """Return a path as a row of the table."""
    ends = [end for leg in path.legs for end in (leg.start,) if end] + [leg.end for leg in path.legs if leg.end]
    return {
        "rank": path.rank,
        "path": " \u2192 ".join(_stop(path, place) for place in range(len(path.legs) + 1)),
        "goods": listed(dict.fromkeys(leg.goods for leg in path.legs)),
        "reasons": listed(reworded(reason) for reason in path.reasons),
        "dates": period(min(ends).isoformat(), max(ends).isoformat()) if ends else period(None, None),
        "standing": path.standing,
        "modality": path.modality,
        "sources": path.sources,
        "possible": reworded(path.possible),
        "disputed": words("mark.disputed") if path.disputed else "",
    }


def _stop(path: Path, place: int) -> str:
    name = party(path.parties[place].to_json())
    if place == len(path.legs):
        return name
    via = path.legs[place].via
    return f"{name} \u2192 {words('picture.via', country=listed(country(code) for code in via))}" if via else name


def _drawn(paths: Sequence[dict[str, Any]], form: PathForm, *, key: str, title: str) -> None:
    shown = picture(paths, lanes=True)
    legs = legs_of(paths)
    names = list(legs)
    leg = next((names[place] for place in chosen(names, [form.leg])), None)
    if shown.left_out:
        st.caption(say("paths.not_drawn", n=shown.left_out))
    picked = graph(shown, title, key=f"{key}-picture", chosen=leg)
    if picked and picked != leg:
        go.turn(replace(form, leg=short(picked)))
    st.caption(say("paths.legend"))
    now = table(
        legs_table(paths), _LEG_COLUMNS, key=f"{key}-legs", alt=f"{words('paths.legs_alt')}: {title}",
        file=f"waybill-legs-{key}", ticked=[names.index(leg)] if leg else [],
    )  # fmt: skip
    if now:
        go.turn(replace(form, leg=short(names[now[0]])))
    if go.common().paper:
        for place, name in enumerate(names):
            _leg(legs[name], key=f"{key}-{place}", most=MAX_ITEMS if name == leg else PRINTED)
    elif leg:
        _leg(legs[leg], key=key, most=MAX_ITEMS)
    else:
        st.info(say("paths.click"))


def _leg(leg: Json, *, key: str, most: int) -> None:
    st.header(say("paths.leg"))
    st.markdown(f"**{escaped(leg_title(leg))}**")
    facts = [
        period(leg.get("start"), leg.get("end")),
        standing(leg.get("standing")),
        modality(leg.get("modality")),
        words("count.independent", n=leg.get("sources") or 0),
    ]
    facts += [words("paths.declared", goods=plain(leg["declared_as"]))] if leg.get("declared_as") else []
    facts += [words("modality.denied")] if leg.get("disputed") else []
    st.caption(escaped("; ".join(facts)))
    for end in ("from", "to"):
        party_link(leg[end])
    goods = leg.get("goods") or {}
    if goods.get("id") and not go.common().paper:
        goods_link(goods["id"], goods.get("name"))
    if not go.common().paper:
        meaning("SUPPLIED")
    with data.in_place():
        proof(data.proof(leg["id"]), key=f"{key}-proof", most=most)


def negative(answer: PathAnswer) -> None:
    """Say that there is no path, and the nearest things that were found."""
    st.info(say("paths.none"))
    for place, near in enumerate(answer.nearest):
        _near(near, place)
    for leg in answer.missing:
        mark = f"[{words('mark.synthetic')}] " if leg.synthetic else ""
        st.markdown(say("paths.missing", leg=mark + plain(reworded(leg.text), 1000)))


def _near(near: Near, place: int) -> None:
    text = reworded(near.text)
    st.markdown(say("paths.near", what=plain(text, 1000)))
    if near.paths:
        table([path_row(path) for path in near.paths], COLUMNS, key=f"near-{place}", alt=text, widths=WIDTHS)
    if near.facts:
        table([dict(fact) for fact in near.facts], list(near.facts[0]), key=f"near-facts-{place}", alt=text)


def bounds(answer: PathAnswer) -> None:
    """Say what was searched, so that an answer has bounds."""
    searched = answer.searched
    start = None if searched.start is None else searched.start.isoformat()
    end = None if searched.end is None else searched.end.isoformat()
    counts = {
        "ties": searched.ties, "claims": searched.claims, "documents": searched.documents, "sources": searched.sources,
        "legs": searched.hops,
    }  # fmt: skip
    told = {name: words(f"paths.searched.{name}", n=count) for name, count in counts.items()}
    window = period(start, end) if start or end else words("paths.searched.all_dates")
    seconds = round(searched.seconds, 3)
    st.caption(say("paths.searched.all", window=window, standing=reworded(searched.standing), seconds=seconds, **told))
    if searched.cut:
        st.warning(say("paths.cut"))
