"""Weapons, what was found in one, and where a part was found: makers, codes, who prints it, and the proof of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import chosen, short
from dashboard.components.goods_words import (
    PRINTED,
    goods_link,
    goods_name,
    part_link,
    printed_code,
    tiers,
    weapon_link,
)
from dashboard.components.meaning import meaning
from dashboard.components.parties import party_link
from dashboard.components.proof import proof
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.states.goods import GoodsState
from dashboard.wording import country, country_choice, country_codes, invented, listed, party, period
from graph.archive import Archive
from graph.model import digest_id
from graph.store import Store
from queries import weapons_told
from queries.weapons_told import Findings, Found

WEAPONS = ("synthetic", "weapon", "findings", "parts", "makers_in", "sources")
FOUND = (
    "synthetic", "part", "as_printed", "weapon", "maker", "kind_of_goods", "hs_codes", "tiers", "publisher", "document",
    "sources", "standing", "dates", "place", "url",
)  # fmt: skip
NOT_STATED = "goods:not-stated"
MOST_MAKERS = 6  # that are named above the table
_WIDTHS = {
    "weapon": 300, "makers_in": 320, "part": 150, "as_printed": 240, "maker": 220, "kind_of_goods": 150,
    "hs_codes": 150, "tiers": 90, "publisher": 170, "document": 170, "sources": 70, "standing": 90, "dates": 110,
}  # fmt: skip


@data.kept("wait.query")
def weapons(store: Store, _: Archive, countries: Sequence[str]) -> list[dict[str, Any]]:
    """Return weapons with how much was found in them."""
    return weapons_told.weapons(store, countries, timeout_s=data.settings().query_timeout_s)


@data.kept("wait.query")
def findings(store: Store, _: Archive, identifier: str, label: str) -> Findings:
    """Return what was found in a weapon, or where a part was found."""
    return weapons_told.findings(store, identifier, label, timeout_s=data.settings().query_timeout_s)


def weapons_list(state: GoodsState) -> None:
    """Show weapons with how much was found in them; a tick opens one."""
    _makers(state)
    rows = weapons(state.makers)
    if not rows:
        st.info(say("goods.no_weapons"))
        return
    cut = len(rows) > weapons_told.MOST_WEAPONS
    rows = rows[: weapons_told.MOST_WEAPONS]
    st.caption(say("goods.weapons", n=len(rows)))
    shown = [
        {"weapon": plain(row["name"], 200), "findings": row["findings"], "parts": row["parts"],
         "makers_in": listed(sorted(country(code) for code in row["makers_in"]), ""), "sources": row["sources"],
         "synthetic": invented(row["synthetic"])}
        for row in rows
    ]  # fmt: skip
    columns = WEAPONS if any(row["synthetic"] for row in shown) else WEAPONS[1:]
    now = table(
        shown, columns, key=f"weapons-{digest_id(state.params())[:8]}", alt=words("goods.weapons_alt"),
        file="waybill-weapons", widths=_WIDTHS, ticked=[],
    )  # fmt: skip
    if now:
        go.turn(replace(state, weapon=rows[now[0]]["id"], search=""))
    if cut:
        st.caption(say("goods.weapons_cut", n=len(rows)))
    meaning("FOUND_IN")


def _makers(state: GoodsState) -> None:
    if go.common().paper:
        return
    tag = digest_id(state.params())[:8]
    chosen_now = st.multiselect(
        say("goods.makers"), country_codes(), state.makers, country_choice, key=f"makers-{tag}",
        placeholder=words("form.any_country"), max_selections=5,
    )  # fmt: skip
    if tuple(chosen_now) != state.makers:
        go.turn(replace(state, makers=tuple(chosen_now)))


def to_weapons(state: GoodsState) -> None:
    """Show the link back to all weapons."""
    if not go.common().paper:
        go.link("goods", say("goods.all_weapons"), state, icon=":material/list:")


def weapon_block(state: GoodsState) -> None:
    """Show a weapon and the parts found in it."""
    found = findings(state.weapon, "Weapon")
    to_weapons(GoodsState(view="weapons", makers=state.makers))
    st.header(escaped(found.name, 300), anchor=False)
    others = [one for one in found.names if one != found.name]
    if others:
        st.caption(say("goods.printed_as", names=listed(others[:20])))
    _invented(found)
    st.subheader(say("goods.found_in_it"), anchor=False)
    found_table(found, state, "weapon")


def found_table(found: Findings, state: GoodsState, but: str) -> None:
    """Show findings as a table, and the proof of the one that is open.

    Args:
        found: what was found in a weapon, or where a part was found.
        state: what the address says.
        but: the column that says the same in each row.
    """
    some = [one for one in found.found if not state.makers or {end.country for end in one.makers} & {*state.makers}]
    if state.makers:
        st.caption(say("goods.only_makers", countries=listed(country(code) for code in state.makers)))
    if not some:
        st.info(say("goods.nothing_found"))
        return
    st.caption(say("goods.findings", n=len(some)))
    rows = [found_row(one) for one in some]
    columns = [name for name in FOUND if name != but and any(row[name] for row in rows)]
    ids = [one.id for one in some]
    ticked = chosen(ids, [state.fact])[:1]
    now = table(
        rows, columns, key=f"found-{found.id}", alt=words("goods.found_alt", name=plain(found.name, 100)),
        file="waybill-parts-found", widths=_WIDTHS, ticked=ticked,
    )  # fmt: skip
    if now:
        go.turn(replace(state, fact=short(ids[now[0]]), hop="", search=""))
    if found.cut:
        st.warning(say("goods.found_cut", n=weapons_told.MOST_FINDINGS))
    st.caption(say("goods.codes_note"))
    if ticked:
        _finding(some[ticked[0]], state)
    elif state.fact:
        st.warning(say("goods.no_finding", finding=plain(state.fact, 70)))
    elif not go.common().paper:
        st.info(say("goods.click"))


def found_row(one: Found) -> dict[str, Any]:
    """Return a finding as a row of a table."""
    documents = dict.fromkeys(title for _, title, _ in one.documents)
    by_code = printed_code(one.code) if one.code else listed(map(printed_code, one.codes), "")
    how = f" ({words('goods.by_code' if one.code else 'goods.by_kind')})" if by_code else ""
    return {
        "part": plain(one.part, 120), "as_printed": plain(one.printed, 200), "weapon": plain(one.weapon, 200),
        "maker": listed((party(end.to_json()) for end in one.makers), ""),
        "kind_of_goods": "" if one.goods_id.startswith((PRINTED, NOT_STATED)) else goods_name(one.goods_id, one.goods),
        "hs_codes": by_code + how, "tiers": tiers({pair.partition(":")[2] for pair in one.priority}),
        "publisher": listed(sorted({publisher for _, _, publisher in one.documents}), ""),
        "document": listed(documents, ""), "sources": one.sources, "standing": one.standing,
        "dates": period(one.start[:10], one.end[:10]) if one.start or one.end else "", "place": plain(one.place, 80),
        "url": plain(one.url, 300), "synthetic": invented(one.synthetic),
    }  # fmt: skip


def _finding(one: Found, state: GoodsState) -> None:
    st.subheader(say("goods.proof"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        if one.part_id and one.part_id != state.part:
            part_link(one.part_id, one.part)
        if one.weapon_id and one.weapon_id != state.weapon:
            weapon_link(one.weapon_id, one.weapon)
        if one.goods_id:
            goods_link(one.goods_id, one.goods)
        for end in one.makers:
            party_link(end.to_json())
    with data.in_place():
        proof(data.proof(one.id), key="finding")


def part_head(found: Findings) -> None:
    """Show what a part is called, who made it, and what its printed words are taken for."""
    st.header(escaped(found.name, 300), anchor=False)
    makers = {end.id: end for one in found.found for end in one.makers}
    printed = dict.fromkeys(one.printed for one in found.found if one.printed and one.printed != found.name)
    names = [party(end.to_json()) for end in list(makers.values())[:MOST_MAKERS]]
    told = [words("goods.made_by", makers=listed(names)) if names else words("goods.no_maker")]
    told += [words("goods.in_weapons", n=len({one.weapon_id for one in found.found if one.weapon_id}))]
    st.markdown(escaped("; ".join(told), 1000))
    if printed:
        st.caption(say("goods.printed_as", names=listed(list(printed)[:8])))
    _invented(found)
    with st.container(horizontal=True, gap="small"):
        for end in list(makers.values())[:MOST_MAKERS]:
            party_link(end.to_json())


def _invented(found: Findings) -> None:
    if found.synthetic:
        st.warning(say("goods.synthetic"))
