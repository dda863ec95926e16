"""The long path from a part to shipments, recipients and their listed owners: picture, table, and proof of each hop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.address import chosen, short
from dashboard.components.goods_words import CODE, PRINTED, goods_link, goods_name, part_link, printed_code, weapon_link
from dashboard.components.graph import graph
from dashboard.components.meaning import meaning
from dashboard.components.parties import party_link
from dashboard.components.proof import proof
from dashboard.components.table import table
from dashboard.components.trace_picture import as_printed, described, share, trace_picture
from dashboard.plain_text import escaped, number, plain
from dashboard.say import say, words
from dashboard.states.goods import GoodsState
from dashboard.states.paths import PathForm
from dashboard.wording import country, country_choice, country_codes, invented, listed, party, period
from graph.archive import Archive
from graph.model import digest_id
from graph.reference import goods as lexicon
from graph.reference import hs
from graph.store import Store
from queries import evidence, tracing
from queries.hops import READ, Hop, alone, hops
from queries.passage import EvidenceItem
from queries.supply import End
from queries.tracing import Trace, Traced

HOPS = ("hop", "hop_kind", "hop_from", "hop_to", "rests_on", "dates", "standing", "sources", "ranks", "synthetic")
MOST_NAMES = 6  # of one end
MOST_PROOFS = 50  # facts of one hop whose passages are read
_WIDTHS = {
    "hop": 50, "hop_kind": 170, "hop_from": 220, "hop_to": 430, "rests_on": 300, "dates": 150, "standing": 100,
    "ranks": 70,
}  # fmt: skip


@data.kept("wait.paths")
def traced(store: Store, _: Archive, part: str, to: str) -> Traced:
    """Return the long paths from a part."""
    return tracing.trace(store, part, to=to, timeout_s=data.settings().query_timeout_s)


@data.kept()
def passages(store: Store, archive: Archive, facts: tuple[str, ...]) -> list[EvidenceItem]:
    """Return the passages and rows of some facts."""
    return evidence.of_facts(store, archive, facts)


def long_path(state: GoodsState) -> None:
    """Show what leads on from the open part, one block for each kind of goods it is taken for."""
    st.subheader(say("goods.trace"), help=say("goods.trace_help"), anchor=False)
    to = _targets(state)
    answer = traced(state.part, ",".join(to))
    told = [alone(trace) for trace in answer.traces]
    leading = [one for one in told if one.paths or not one.goods_id.startswith(PRINTED)] or told[:1]
    for place, trace in enumerate(leading):
        with data.in_place():
            _block(trace, state, to, f"trace-{place}")
    rest = [one for one in told if one not in leading]
    if rest:
        names = listed(plain(one.goods, 80) for one in rest)
        st.caption(say("goods.only_printed", n=len(rest), names=names))
    if answer.not_followed:
        st.caption(say("goods.not_followed", n=answer.not_followed))
    if not go.common().paper:
        st.caption(say("goods.trace_command"))
        st.code(f"waybill trace {answer.id} --to {','.join(to)}", language="bash", wrap_lines=True)
    meaning("FOUND_IN")
    meaning("SUPPLIED")


def _targets(state: GoodsState) -> tuple[str, ...]:
    """Show the countries that shipments reach, and return them."""
    now = state.to or GoodsState().to
    if go.common().paper:
        st.caption(say("goods.trace_to", countries=listed(country(code) for code in now)))
        return now
    tag = digest_id(state.params())[:8]
    to = st.multiselect(say("goods.to"), country_codes(), now, country_choice, key=f"to-{tag}", max_selections=20)
    if to and tuple(to) != now:
        go.turn(replace(state, to=tuple(to), hop="", search=""))
    return now


def _block(trace: Trace, state: GoodsState, to: tuple[str, ...], key: str) -> None:
    found = hops(trace)
    keys = [hop.key for hop in found]
    at = next(iter(chosen(keys, [state.hop])), None)
    goods = goods_name(trace.goods_id, trace.goods) if trace.goods_id else ""
    title = words("goods.trace_of", part=plain(trace.parts[0].product, 80), goods=goods or words("goods.no_kind"))
    picked = graph(
        trace_picture(trace, found), title, key=f"{key}-picture", chosen=None if at is None else keys[at],
        file="waybill-long-path",
    )  # fmt: skip
    if picked and (at is None or picked != keys[at]):
        go.turn(replace(state, hop=short(picked), fact="", search=""))
    st.caption(say("goods.trace_legend"))
    rows = [hop_row(place, hop, trace) for place, hop in enumerate(found, start=1)]
    columns = [name for name in HOPS if any(row[name] for row in rows)]
    now = table(
        rows, columns, key=f"{key}-hops", alt=title, file="waybill-long-path", widths=_WIDTHS,
        ticked=[] if at is None else [at],
    )  # fmt: skip
    if now:
        go.turn(replace(state, hop=short(keys[now[0]]), fact="", search=""))
    if trace.cut:
        st.warning(say("goods.trace_cut"))
    _on(trace, to)
    if at is not None:
        _proof(found[at], key)
    elif not go.common().paper:
        st.info(say("goods.click_hop"))


def hop_row(place: int, hop: Hop, trace: Trace) -> dict[str, Any]:
    """Return a hop as a row of a table; one that nobody tells says so."""
    missing = words(f"goods.missing.{hop.stage}")
    return {
        "hop": place, "hop_kind": words(f"goods.stage.{hop.stage}"),
        "hop_from": "" if hop.source is None else end_name(hop.source),
        "hop_to": names(hop) if hop.told else missing, "rests_on": rests_on(hop, trace) if hop.told else "",
        "dates": period(hop.start or None, hop.end or None) if hop.tie or (hop.stage == "exact" and hop.told) else "",
        "standing": hop.standing, "sources": hop.sources or None, "ranks": listed(map(number, hop.ranks), ""),
        "synthetic": invented(hop.synthetic),
    }  # fmt: skip


def end_name(end: End) -> str:
    """Return what an end of a hop is called."""
    if end.label == "Code":
        return printed_code(end.id.removeprefix(CODE))
    if end.label == "Goods":
        return goods_name(end.id, end.name)
    return party(end.to_json()) or words("goods.somebody")


def names(hop: Hop) -> str:
    """Return where a hop leads, some by name and the rest counted."""
    shown = [end_name(end) for end in hop.targets[:MOST_NAMES]]
    more = len(hop.targets) - len(shown)
    return listed(shown + ([words("party.and_more", n=more)] if more else []))


def rests_on(hop: Hop, trace: Trace) -> str:
    """Return in words what proves a hop."""
    if as_printed(hop):
        return words("goods.rests.printed")
    if hop.stage == "kind":
        return words("goods.rests.kind", lexicon=lexicon.SOURCE, edition=lexicon.EDITION)
    if hop.stage == "code":
        told = [words("goods.rests.code", edition=hs.EDITION)]
        tiers = sorted({one.partition(":")[2] for one in trace.priority})
        told += [words("goods.rests.tier", tier=listed(tiers), day=hs.TIER_EDITION)] if tiers else []
        return "; ".join(told)
    if hop.stage == "owner":
        return words("goods.rests.owner", share=share(hop) or words("share.unknown"))
    return words(f"goods.rests.{hop.stage}", n=len(hop.facts))


def _on(trace: Trace, to: tuple[str, ...]) -> None:
    """Lead on to all paths of such goods."""
    if go.common().paper or not trace.goods_id:
        return
    with st.container(horizontal=True, gap="small"):
        known = lexicon.concept(trace.goods_id.removeprefix("goods:"))
        goods = known.label() if known is not None else trace.goods_id
        go.link("paths", say("goods.all_paths"), PathForm(targets=to, goods=goods), icon=":material/route:")
        goods_link(trace.goods_id, trace.goods)


def _proof(hop: Hop, key: str) -> None:
    st.subheader(say("goods.hop_proof", stage=words(f"goods.stage.{hop.stage}")), anchor=False)
    if not hop.told:
        st.info(say(f"goods.missing.{hop.stage}"))
        return
    st.markdown(f"**{escaped(described(hop), 1000)}**")
    ends = [*([hop.source] if hop.source is not None else []), *hop.targets[:MOST_NAMES]]
    with st.container(horizontal=True, gap="small"):
        for end in ends:
            _end_link(end)
    if hop.stage in READ:
        key = "printed" if as_printed(hop) else hop.stage
        st.info(say(f"goods.read.{key}", lexicon=lexicon.SOURCE, edition=lexicon.EDITION, hs=hs.EDITION,
                    source=hs.SOURCE, list=hs.TIER_SOURCE, day=hs.TIER_EDITION))  # fmt: skip
        return
    if hop.stage == "supply":
        st.caption(say("goods.same_kind"))
    with data.in_place():
        proof(data.proof(hop.tie) if hop.tie else passages(hop.facts[:MOST_PROOFS]), key=f"{key}-proof")


def _end_link(end: End) -> None:
    if end.label in ("Goods", "Code"):
        goods_link(end.id, end.name)
    elif end.label == "Product":
        part_link(end.id, end.name)
    elif end.label == "Weapon":
        weapon_link(end.id, end.name)
    elif end.id:
        party_link(end.to_json())
