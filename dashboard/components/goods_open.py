"""One code or kind of goods: what it is and who says so, its tier, what implies it, what is told of it, and ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import LONGEST
from dashboard.components.flow_answer import tier_name
from dashboard.components.goods_tree import COUNTS, count_cells, count_helps, told
from dashboard.components.goods_words import CODE, code_name, goods_name, kind_name, printed_code, tiers
from dashboard.components.query_form import PREFIX
from dashboard.components.table import table
from dashboard.plain_text import escaped, plain
from dashboard.say import LANGUAGES, say, words
from dashboard.states.catalogue import CatalogueState
from dashboard.states.flows import FlowsState
from dashboard.states.goods import GoodsState
from dashboard.states.paths import PathForm
from dashboard.wording import invented, listed, modality_word, period
from graph.archive import Archive
from graph.reference import goods as lexicon
from graph.reference import hs, hs_editions
from graph.store import Store
from queries import codes, goods_told
from queries.goods import NODE
from queries.goods_told import Goods

CONCEPTS = ("kind_of_goods", "relation", "hs_codes", "sort")
FACTS = ("kind", "modality", "facts", "accepted", "dates", "synthetic")
CODES = ("hs_code", "description", "tier", "basis", "facts", "synthetic")
PARTS = ("synthetic", "part", "makers", "weapons", "findings", "sources")
NAMES = ("language", "name_printed", "other_names")
_WIDTHS = {"description": 420, "kind_of_goods": 260, "makers": 320, "other_names": 620}


@data.kept()
def opened(store: Store, _: Archive, text: str) -> Goods:
    """Return the goods that a text names."""
    return goods_told.read(store, text)


@data.kept("wait.query")
def facts_told(store: Store, _: Archive, goods: Goods) -> list[dict[str, Any]]:
    """Return what is told of goods, by kind of fact."""
    return goods_told.facts(store, goods, timeout_s=data.settings().query_timeout_s)


@data.kept("wait.query")
def codes_told(store: Store, _: Archive, goods: Goods) -> list[dict[str, Any]]:
    """Return the codes that sources tell of goods."""
    return goods_told.codes_told(store, goods, timeout_s=data.settings().query_timeout_s)


@data.kept("wait.query")
def parts_found(store: Store, _: Archive, goods: Goods) -> list[dict[str, Any]]:
    """Return parts of such goods that were found in weapons."""
    return goods_told.parts_found(store, goods, timeout_s=data.settings().query_timeout_s)


def goods_block(goods: Goods) -> None:
    """Show a code or a kind of goods with all that is told of it."""
    name = code_name(goods.code, 300) if goods.code else goods_name(goods.id, goods.name)
    st.header(escaped(name, 400), anchor=False)
    {"code": _code, "kind": _kind, "printed": _printed}[goods.sort](goods)
    _ways(goods)
    for part in (_told, _codes, _parts):
        with data.in_place():
            part(goods)


def _code(goods: Goods) -> None:
    if hs.exists(goods.code):
        st.caption(say("goods.described", edition=hs.EDITION, source=hs.SOURCE))
    else:
        st.caption(say("goods.not_in_edition", edition=hs.EDITION))
    found = codes.tiers_below(goods.code)
    if found:
        shown = listed(tier_name(one) for one in found)
        key = "goods.on_list" if hs.tier(goods.code) else "goods.on_list_below"
        st.markdown(say(key, tier=shown, list=hs.TIER_SOURCE, day=hs.TIER_EDITION))
    else:
        st.markdown(say("goods.on_no_list", list=hs.TIER_SOURCE, day=hs.TIER_EDITION))
    _editions(goods.code)
    st.subheader(say("goods.implied_by"), anchor=False)
    rows = [
        {"kind_of_goods": kind_name(concept), "relation": words(f"goods.relation.{_relation(prefix, goods.code)}"),
         "hs_codes": printed_code(prefix), "sort": _sort(concept), "id": concept}
        for concept, prefix in codes.concepts_of(goods.code)
    ]  # fmt: skip
    _concepts(rows, words("goods.implied_by"), "implied-by")


def _relation(prefix: str, code: str) -> str:
    return "same" if prefix == code else "wider" if code.startswith(prefix) else "narrower"


def _editions(code: str) -> None:
    """Say what the code was in earlier editions, or what one of these is now."""
    told = []
    for edition in hs_editions.EDITIONS[:-1]:
        earlier = hs_editions.in_edition(code, edition) if hs.exists(code) else hs_editions.in_latest(code, edition)
        for one in earlier:
            if one.hs6 != code:
                whole = words("goods.whole" if one.whole else "goods.partly")
                told.append(f"HS {one.edition if hs.exists(code) else edition}: {printed_code(one.hs6)} ({whole})")
    if told:
        st.caption(say("goods.editions" if hs.exists(code) else "goods.became", codes=listed(dict.fromkeys(told))))


def _sort(concept: str) -> str:
    known = lexicon.concept(concept)
    return words(f"goods.sort.{known.kind}") if known is not None else ""


def _concepts(rows: Sequence[Mapping[str, Any]], title: str, key: str) -> None:
    """Show kinds of goods; a tick opens one."""
    if not rows:
        st.info(say("goods.no_concepts", lexicon=lexicon.SOURCE, edition=lexicon.EDITION))
        return
    now = table(
        rows, CONCEPTS, key=f"concepts-{key}", alt=title, file=f"waybill-goods-{key}", widths=_WIDTHS,
        ticked=[],
    )  # fmt: skip
    if now:
        go.turn(GoodsState(goods=f"{NODE}{rows[now[0]]['id']}"))
    st.caption(say("goods.lexicon", lexicon=lexicon.SOURCE, edition=lexicon.EDITION))


def _kind(goods: Goods) -> None:
    known = lexicon.concept(goods.concept)
    if known is None:
        return
    if not go.common().paper:
        go.link("goods", say("goods.all_codes"), GoodsState(), icon=":material/arrow_upward:")
    st.caption(say("goods.is_kind", sort=_sort(goods.concept), lexicon=lexicon.SOURCE, edition=lexicon.EDITION))
    own = codes.prefixes_of(goods.concept)
    if own:
        rows = [
            {"hs_code": printed_code(one), "description": hs.description(one) or "",
             "tier": tiers(codes.tiers_below(one)), "id": one}
            for one in own
        ]  # fmt: skip
        st.subheader(say("goods.declared_under"), anchor=False)
        now = table(
            rows, ("hs_code", "description", "tier"), key="declared", alt=words("goods.declared_under"),
            file="waybill-goods-codes", widths=_WIDTHS, ticked=[],
        )  # fmt: skip
        if now:
            go.turn(GoodsState(goods=f"{CODE}{rows[now[0]]['id']}"))
    else:
        st.info(say("goods.no_code_known"))
    _around(known)
    with st.expander(say("goods.names", n=len(known.labels))):
        named = [
            {"language": one, "name_printed": some[0], "other_names": listed(some[1:], "")}
            for one, some in sorted(known.labels.items(), key=lambda item: (item[0] not in LANGUAGES, item[0]))
        ]
        table(named, NAMES, key="labels", alt=words("goods.names", n=len(known.labels)), file="waybill-goods-names",
              widths=_WIDTHS)  # fmt: skip


def _around(known: lexicon.Concept) -> None:
    """Show wider and narrower kinds."""
    wider = [one for one in lexicon.broader(known.id) if one != known.id]
    narrower = sorted(lexicon.narrower(known.id) - {known.id}, key=kind_name)
    rows = [
        {"kind_of_goods": kind_name(one), "relation": words(f"goods.relation.{relation}"),
         "hs_codes": listed(map(printed_code, codes.prefixes_of(one)), ""), "sort": _sort(one), "id": one}
        for relation, some in (("wider", wider), ("narrower", narrower)) for one in some
    ]  # fmt: skip
    if rows:
        st.subheader(say("goods.around"), anchor=False)
        _concepts(rows, words("goods.around"), "around")


def _printed(_: Goods) -> None:
    st.caption(say("goods.as_printed"))


def _ways(goods: Goods) -> None:
    """Lead on to paths, flows, map and canned questions of these goods."""
    if go.common().paper:
        return
    name = "" if goods.code else goods.name if len(goods.name) <= LONGEST else goods.id
    with st.container(horizontal=True, gap="small"):
        form = PathForm(sources=("CN",), targets=("RU",), goods=name, hs=goods.code)
        go.link("paths", say("goods.to_paths"), form, icon=":material/route:")
        flows = FlowsState(targets=("RU",), goods=name, hs=goods.code)
        go.link("flows", say("goods.to_flows"), flows, icon=":material/waterfall_chart:")
        go.link("map", say("goods.to_map"), flows, icon=":material/public:")
    with st.container(horizontal=True, gap="small"):
        for query, given in _questions(goods).items():
            more = {PREFIX + name: value for name, value in given.items()}
            asked = CatalogueState(query=query, run=True)
            go.link("catalogue", say(f"goods.ask.{query}"), asked, more=more, icon=":material/help_center:")


def _questions(goods: Goods) -> dict[str, dict[str, str]]:
    """Return canned questions about goods, with their parameters."""
    found = {"suppliers_of_goods": {"goods": goods.name if goods.concept else goods.id}}
    tier = hs.tier(goods.code)
    if tier:
        found["found_parts_on_priority_list"] = {"tier": tier}
    if goods.code and codes.tiers_below(goods.code):
        found["goods_by_tier"] = {"to_country": "RU"}
    return found


def _told(goods: Goods) -> None:
    """Show what the graph tells, in numbers."""
    st.subheader(say("goods.told"), anchor=False)
    if goods.code:
        counts = told().get(goods.code, codes.NOTHING)
        if counts.nothing:
            st.info(say("goods.nothing_told"))
            return
        table([count_cells(counts)], COUNTS, key="told", alt=words("goods.told"), file="waybill-goods-told",
              helps=count_helps())  # fmt: skip
        st.caption(say("goods.counted"))
        return
    rows = [
        {"kind": words(f"fact.{row['label']}"), "modality": row["modality"], "facts": row["facts"],
         "accepted": row["accepted"], "dates": period(_day(row["first"]), _day(row["last"])),
         "synthetic": invented(row["synthetic"])}
        for row in facts_told(goods)
    ]  # fmt: skip
    if not rows:
        st.info(say("goods.nothing_told"))
        return
    table(rows, FACTS, key="told", alt=words("goods.told"), file="waybill-goods-told")
    st.caption(say("goods.told_note", denied=modality_word("denied")))


def _day(value: object) -> str | None:
    return str(value)[:10] if value else None


def _codes(goods: Goods) -> None:
    """Show the codes that sources tell of goods which are no code; a tick opens one."""
    rows = [] if goods.code else codes_told(goods)
    if not rows:
        return
    st.subheader(say("goods.codes_told"), anchor=False)
    shown = [
        {"hs_code": printed_code(row["code"]), "description": hs.description(row["code"]) or words("goods.no_code"),
         "tier": hs.tier(row["code"]) or "", "basis": words(f"goods.basis.{row['basis']}"), "facts": row["facts"],
         "synthetic": invented(row["synthetic"])}
        for row in rows
    ]  # fmt: skip
    now = table(
        shown, CODES, key="codes-told", alt=words("goods.codes_told"), file="waybill-goods-codes-told", widths=_WIDTHS,
        ticked=[],
    )  # fmt: skip
    if now:
        go.turn(GoodsState(goods=f"{CODE}{rows[now[0]]['code']}"))


def _parts(goods: Goods) -> None:
    """Show parts of such goods that were found in weapons; a tick opens one."""
    rows = parts_found(goods)
    st.subheader(say("goods.parts"), anchor=False)
    if not rows:
        st.info(say("goods.no_parts"))
        return
    shown = [
        {**row, "makers": listed(row["makers"], ""), "part": plain(row["part"], 120),
         "synthetic": invented(row["synthetic"])}
        for row in rows
    ]  # fmt: skip
    columns = PARTS if any(row["synthetic"] for row in shown) else PARTS[1:]
    now = table(
        shown, columns, key="parts-of", alt=words("goods.parts"), file="waybill-goods-parts", widths=_WIDTHS, ticked=[]
    )  # fmt: skip
    if now:
        go.turn(GoodsState(part=rows[now[0]]["part_id"]))
    st.caption(say("goods.parts_note") if goods.code else say("goods.parts_open"))
    if len(rows) == goods_told.MOST_PARTS:
        st.caption(say("goods.parts_cut", n=len(rows)))
