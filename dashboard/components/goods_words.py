"""Goods, codes and tiers in words, in the language of the page, and the links to their page."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import go
from dashboard.plain_text import escaped, plain
from dashboard.say import language, words
from dashboard.states.goods import GoodsState
from dashboard.wording import listed
from graph.reference import goods as lexicon
from graph.reference import hs
from queries.goods import NODE

SHORT = 110  # characters of a description beside its code
PRINTED = f"{NODE}text:"  # goods that the lexicon knows no kind for
CODE = f"{NODE}{lexicon.HS_PREFIX}"


def printed_code(code: str) -> str:
    """Return a code as people write it: 8542.31."""
    return f"{code[:4]}.{code[4:]}" if len(code) > 4 else code


def code_name(code: str, longest: int = SHORT) -> str:
    """Return a code with its description."""
    described = hs.description(code)
    return f"{printed_code(code)} {plain(described, longest) if described else words('goods.no_code')}"


def goods_name(identifier: str, name: object) -> str:
    """Return what goods are called: a kind in the language of the page, a code with its description, else as printed.

    Args:
        identifier: of the node.
        name: that the graph has for them.
    """
    if identifier.startswith(CODE):
        return code_name(identifier.removeprefix(CODE))
    known = lexicon.concept(identifier.removeprefix(NODE))
    return plain(known.label(language())) if known is not None else plain(name)


def kind_name(concept: str) -> str:
    """Return what a kind of the lexicon is called in the language of the page."""
    return goods_name(f"{NODE}{concept}", concept)


def tiers(some: Iterable[str]) -> str:
    """Return tiers of the Common High Priority List as a cell of a table."""
    return listed(sorted(some), "")


def goods_link(identifier: str, name: object) -> None:
    """Show a link to the page of goods.

    Args:
        identifier: of the node.
        name: that the graph has for them.
    """
    told = escaped(goods_name(identifier, name), SHORT)
    go.link("goods", told, GoodsState(goods=identifier), icon=":material/inventory_2:")


def part_link(identifier: str, name: object) -> None:
    """Show a link to the page of a part."""
    go.link("goods", escaped(name, SHORT), GoodsState(part=identifier), icon=":material/memory:")


def weapon_link(identifier: str, name: object) -> None:
    """Show a link to the page of a weapon."""
    go.link("goods", escaped(name, SHORT), GoodsState(weapon=identifier), icon=":material/target:")
