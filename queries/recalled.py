"""A supply path made again out of the ids of its ties, as the graph knows them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from graph.errors import InvalidParameter
from graph.store import Store
from queries.joints import SAME, Joint
from queries.legdetails import legs_of, measure, paths_of
from queries.legs import STRENGTH, Candidate, broader_of, makers
from queries.parts import part
from queries.ranking import judged
from queries.rules import Rules
from queries.supply import Leg, Path

UNNAMED = {"Group", "Country"}  # ends, never stepping stones
RULES = Rules(party="off", goods="lenient", time="lenient")  # all that a search could have asked for is judged anew


def recalled(store: Store, ties: Sequence[str], rules: Rules | None = None) -> Path | None:
    """Return the path of some ties; None where none of them is a supply.

    Args:
        store: an open store.
        ties: ids in order, those of ownership between two legs included, as `queries.supply.Path.ties` gives them.
        rules: by which the path was found; None judges by all that a search could have asked for.

    Raises:
        InvalidParameter: some are no longer in the graph.
    """
    legs = legs_of(store, ties)
    if not legs:
        return None
    owns = {row["tie"]: row for row in store.read(part("owners_by_ties"), {"ids": list(ties)})}
    gone = [tie for tie in ties if tie not in legs and tie not in owns]
    if gone:
        raise InvalidParameter(
            f"path: its tie {gone[0]} is not in the graph any more (its claims were rejected, withdrawn or superseded, "
            "or its parties are joined otherwise now); ask `waybill paths` again"
        )
    order = [tie for tie in ties if tie in legs]
    between = _between(ties, legs)
    joints = tuple(_joint(legs[one], legs[after], between[one], owns) for one, after in pairwise(order))
    rows = store.read(part("ties"), {"ids": order})
    held = {row["tie"]["waybill_id"]: _candidate(row) for row in rows}
    candidates = tuple(held[tie] for tie in order)
    made = makers(store, sorted({leg.start for leg in candidates if leg.starts_inner}))
    for leg in candidates:
        leg.makes = made.get(leg.start, leg.makes)
    broader = broader_of(store, (leg.goods for leg in candidates))
    by = rules or RULES
    return paths_of(store, [judged(candidates, broader, joints, by)], by)[0]


def _between(ties: Sequence[str], legs: Mapping[str, Leg]) -> dict[str, list[str]]:
    """Return for each leg the ties of ownership behind it."""
    found: dict[str, list[str]] = {}
    last = ""
    for tie in ties:
        if tie in legs:
            last = tie
            found[tie] = []
        elif last:
            found[last].append(tie)
    return found


def _joint(one: Leg, after: Leg, ties: Sequence[str], owns: Mapping[str, Mapping[str, Any]]) -> Joint:
    """Return what two legs meet at."""
    if len(ties) == 1:
        owner = owns[ties[0]]["owner"] == after.supplier.id
        return Joint("owner" if owner else "owned", tuple(ties))
    if ties:
        return Joint("sister", tuple(ties), owns[ties[0]]["owner"])
    if one.recipient.id == after.supplier.id and one.recipient.label not in UNNAMED:
        return SAME
    return Joint("place", (), one.recipient.country or after.supplier.country or "")


def _candidate(row: Mapping[str, Any]) -> Candidate:
    """Return a tie as the search knows it."""
    tie = row["tie"]
    inner = [not UNNAMED & set(row[f"{side}_labels"]) for side in ("from", "to")]
    return Candidate(
        id=tie["waybill_id"],
        start=row["from_id"],
        end=row["to_id"],
        start_country=row["from_country"] or "",
        end_country=row["to_country"] or "",
        starts_inner=inner[0],
        ends_inner=inner[1],
        begins=True,
        finishes=True,
        made=True,
        synthetic=bool(tie.get("synthetic")),
        goods=tie["goods_id"],
        first=str(tie.get("start") or "")[:10],
        last=str(tie.get("end") or "")[:10],
        unreviewed=tie["standing"] != "accepted",
        modality=STRENGTH[tie["modality"]],
        sources=tie["sources"],
        via=tuple(tie["via_countries"]),
        from_countries=tuple(tie["from_countries"]),
        to_countries=tuple(tie["to_countries"]),
        dispatched=tuple(tie.get("dispatched") or ()),
        destined=tuple(tie.get("destined") or ()),
        quantity=measure(tie, "quantity", "unit"),
        weight_kg=tie.get("weight_kg"),
        hs6s=tuple(tie["hs6s"]),
        models=tuple(tie.get("models") or ()),
    )
