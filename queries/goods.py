"""What --goods TEXT means: a concept of the lexicon, an HS code, or a printed name that the graph holds."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InvalidParameter
from graph.fold import fold
from graph.identity import goods_node
from graph.reference import goods as lexicon
from graph.reference import hs, hs_editions
from graph.store import Store
from queries.parts import part
from queries.path_answer import GoodsAsked

NODE = "goods:"


@dataclass(frozen=True, slots=True)
class Reading:
    """A GoodsAsked with what the search needs.

    Attributes:
        asked: as the answer prints it.
        hs: prefix to filter by, when an HS code was asked for; the ids then do not matter.
        by_code: ids that match by the HS code of the concept only.
    """

    asked: GoodsAsked
    hs: str | None
    by_code: frozenset[str]


def prefix_of(reading: Reading | None, hs: str | None) -> str | None:
    """Return the digits that codes begin with by two conditions at once; None where no code can.

    Args:
        reading: what the goods of a question were read as.
        hs: digits that were asked for beside them.
    """
    short, long = sorted(((reading.hs if reading else None) or "", hs or ""), key=len)
    return long if long.startswith(short) else None


def node_ids(text: str, name: str = "goods") -> list[str]:
    """Return the waybill_ids of all goods nodes that a text can stand for, for a parameter of a canned query.

    Args:
        text: a label, a concept id, an HS code, or an id of a goods node.
        name: name of the parameter, for the error.

    Raises:
        InvalidParameter: no concept has this label; the message gives the five nearest.
    """
    concept = lexicon.concept(text[len(NODE) :]) if text.startswith(NODE) else lexicon.lookup(text)
    if concept is None and text.startswith(NODE):
        return [text]
    if concept is None:
        raise unknown(text, name)
    is_code = concept.id.startswith(lexicon.HS_PREFIX)
    below = [] if is_code else [goods_node(concept=item) for item in sorted(lexicon.narrower(concept.id))]
    prefixes = concept.hs if is_code else lexicon.hs_prefixes(concept.id)
    codes = {code for prefix in prefixes for code in (prefix, *hs.with_prefix(prefix, 6)) if len(code) == 6}
    return below + [goods_node(hs6=code) for code in sorted(codes)]


def unknown(text: str, name: str = "goods") -> InvalidParameter:
    """Return the error for goods that nobody knows, with the five nearest."""
    near = ", ".join(lexicon.nearest(text, 5)) or "none"
    return InvalidParameter(f"{name}: {text!r} is in no language of the goods lexicon; nearest: {near}")


def read(store: Store, text: str) -> Reading:
    """Read a text as goods, and find the goods nodes that it stands for.

    Args:
        store: an open store.
        text: as typed.

    Raises:
        InvalidParameter: neither the lexicon nor the graph knows it; the message gives the five nearest.
    """
    concept = lexicon.concept(text[len(NODE) :]) if text.startswith(NODE) else lexicon.lookup(text)
    if concept is None:
        return _printed(store, text)
    if concept.id.startswith(lexicon.HS_PREFIX):
        code = concept.id[len(lexicon.HS_PREFIX) :]
        asked = GoodsAsked(text, concept.id, concept.label(), concept.labels, (), (code,), ())
        return Reading(asked, code, frozenset())
    below = sorted(lexicon.narrower(concept.id))
    codes = lexicon.hs_prefixes(concept.id)
    wanted = [goods_node(concept=item) for item in below]
    found = [row["id"] for row in store.read(part("goods_below"), {"ids": wanted, "codes": list(codes)})]
    asked = GoodsAsked(
        asked=text,
        concept=concept.id,
        label=concept.label(),
        labels=concept.labels,
        narrower=tuple(item for item in below if item != concept.id),
        codes=codes,
        ids=tuple(found),
        earlier=_earlier(concept.id),
    )
    return Reading(asked, None, frozenset(found) - set(wanted))


def _earlier(concept: str) -> tuple[str, ...]:
    """Return the codes of HS 2017 (and 2012, which agrees) that differ from those of HS 2022."""
    latest = {code.hs6 for code in hs_editions.codes_of(concept, hs_editions.LATEST)}
    earlier = [code for code in hs_editions.codes_of(concept, "2017") if code.hs6 not in latest]
    return tuple(code.hs6 if code.whole else f"part of {code.hs6}" for code in earlier)


def _printed(store: Store, text: str) -> Reading:
    """Goods that the graph holds and the lexicon does not: a printed name has a node of its own."""
    identifier = text if text.startswith(NODE) else goods_node(printed=fold(text))
    found = store.read(part("goods_under"), {"id": identifier})
    if not found:
        raise unknown(text)
    ids = tuple(row["id"] for row in found)
    return Reading(GoodsAsked(text, None, str(found[0]["name"]), {}, (), (), ids), None, frozenset())
