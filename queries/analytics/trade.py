"""The supply ties that a measure looks at, and the names of their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.identity import country_node
from graph.reference import countries
from graph.store import Store
from queries import goods as goods_reading
from queries.legdetails import names_of
from queries.legs import MOST_READ, Candidate, candidates
from queries.parts import part
from queries.question import PathQuery

MOST_TIES = 200_000
COUNTRY = country_node("")


@dataclass(frozen=True, slots=True)
class Trade:
    """Some supply ties, real ones or invented ones.

    Attributes:
        ties: sorted by id.
        cut: whether there are more than a measure looks at.
    """

    ties: tuple[Candidate, ...]
    cut: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """What an answer says of it."""
        unreviewed = sum(tie.unreviewed for tie in self.ties)
        said = [f"{unreviewed:,} of {len(self.ties):,} ties are unreviewed"] if unreviewed else []
        if self.cut:
            said.append("there are more ties than a measure looks at: ask for fewer goods")
        return tuple(said)


def trade_of(store: Store, query: PathQuery, timeout_s: float) -> Trade:
    """Read the ties that a question admits.

    Args:
        store: an open store.
        query: its countries mark the ends, and keep out countries and groups elsewhere; `synthetic` asks for the
            invented ties instead of the real ones.
        timeout_s: time limit.

    Raises:
        InvalidParameter: nobody knows the goods.
        QueryTimeout: the engine takes longer than it may.
    """
    reading = goods_reading.read(store, query.goods) if query.goods else None
    found = candidates(store, query, reading, timeout_s, MOST_TIES)
    kept = sorted((leg for leg in found if leg.synthetic == query.synthetic), key=lambda leg: leg.id)
    by_goods = reading is not None and reading.hs is None  # else the graph is read whole, as far as it is
    cut = len(found) >= MOST_TIES or (not by_goods and _ties(store) > MOST_READ)
    return Trade(tuple(kept), cut)


def _ties(store: Store) -> int:
    return int(store.read("MATCH ()-[t:SUPPLIED]->() RETURN count(t) AS n")[0]["n"])


def named(store: Store, ids: Iterable[str]) -> Mapping[str, str]:
    """Return the names of parties and countries by their ids; what has none keeps its id."""
    wanted = set(ids)
    lands = {one: countries.name(one.removeprefix(COUNTRY)) for one in wanted if one.startswith(COUNTRY)}
    return {one: one for one in wanted} | names_of(store, wanted - set(lands)) | lands


def words(names: Mapping[str, str], lands: Mapping[str, str], ids: Iterable[str]) -> list[str]:
    """Return parties as an answer names them: the name, and in brackets the country where it is known."""
    return [names[one] + (f" ({lands[one]})" if lands.get(one) and not one.startswith(COUNTRY) else "") for one in ids]


def goods_named(store: Store, goods: Iterable[str]) -> Mapping[str, str]:
    """Return the names of some goods by their ids."""
    wanted = sorted(set(goods))
    rows = store.read(part("goods_named"), {"ids": wanted}) if wanted else []
    return dict.fromkeys(wanted, "goods not told") | {row["id"]: row["name"] for row in rows}
