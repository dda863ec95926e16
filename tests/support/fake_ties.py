"""A store of nothing but supply ties, which answers as the statements of queries/parts do: for tests by brute force."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any


class FakeTies:
    """Gives ties, owners and goods.

    Args:
        ties: each with id, from, to, goods and days, perhaps standing, modality, sources, via, synthetic, hs6s, models,
            dispatched, destined, quantity (number, relation, unit), weight_kg.
        land: party -> the code of its country.
        unnamed: those of `from` and `to` that are no parties.
        wide: goods -> all that is broader.
        owners: owner, owned.
        made: maker -> goods and part numbers that it is told to make.
    """

    engine = "embedded"

    def __init__(
        self,
        ties: Sequence[Mapping[str, Any]],
        land: Callable[[str], str],
        unnamed: Collection[str],
        wide: Mapping[str, list[str]],
        owners: Sequence[tuple[str, str]] = (),
        made: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> None:
        self.made = made
        self.ties, self.land, self.unnamed, self.wide, self.owners = ties, land, unnamed, wide, owners

    def meta(self) -> dict[str, Any]:
        """Return that it has no build."""
        return {}

    def read(self, statement: str, parameters: dict[str, Any], **_: Any) -> list[dict[str, Any]]:
        """Answer one of the statements."""
        if "AS legs" in statement:
            return [{"legs": [self.line(tie) for tie in self.ties]}]
        if "AS owned" in statement:
            return [
                {"owner": owner, "owned": owned, "tie": f"{owner}>{owned}"}
                for owner, owned in self.owners
                if owned in parameters["ids"]
            ]
        if "AS maker" in statement:
            return [
                {"maker": maker, "made": list(own)} for maker, own in self.made.items() if maker in parameters["ids"]
            ]
        return [{"id": goods, "broader": self.wide[goods]} for goods in parameters["ids"]]

    def line(self, tie: Mapping[str, Any]) -> str:
        """Return a tie as queries/parts/legs_of_all.cypher makes it."""
        start, end = tie["from"], tie["to"]
        flags = [start not in self.unnamed, end not in self.unnamed, tie.get("synthetic", False)]
        lists = [
            tie.get("via", ()),
            tie.get("hs6s", ()),
            [self.land(start)],
            [self.land(end)],
            (),
            tie.get("models", ()),
            tie.get("dispatched", ()),
            tie.get("destined", ()),
        ]
        number, relation, unit = tie.get("quantity", ("", "", ""))
        return "|".join(
            [
                *(tie["id"], start, end, self.land(start), self.land(end), "".join("01"[flag] for flag in flags)),
                *(tie["goods"], *tie["days"], tie.get("standing", "accepted"), tie.get("modality", "asserted")),
                str(tie.get("sources", 1)),
                *("".join(f"{code} " for code in codes) for codes in lists),
                *(str(number), relation, str(tie.get("weight_kg", "")), unit),
            ]
        )
