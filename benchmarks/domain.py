"""A seeded graph in the shape of the real one, to measure questions on: parties, goods, transfers, ties and proof.

Everything is invented and marked so; names are numbers. The default size is 200,000 nodes and 1,000,000 relationships.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from random import Random
from typing import Any

from graph.identity import country_node, goods_node, tie_id
from graph.model import Node, Relationship, Value

COUNTRIES = "CN RU TR AE HK KZ KG UZ IN AM GE BY DE US TH MY SG VN IR BR RS AZ TJ KR JP TW MO IT FR ES".split()
SELLERS = (("CN", 50), ("HK", 14), ("TR", 9), ("AE", 8), ("KZ", 5), ("RU", 6), ("IN", 4), ("KG", 4))
BUYERS = (
    ("RU", 42),
    ("TR", 12),
    ("AE", 10),
    ("KZ", 8),
    ("HK", 8),
    ("CN", 6),
    ("KG", 5),
    ("UZ", 4),
    ("AM", 3),
    ("IN", 2),
)
TRANSIT = (("TR", 30), ("AE", 20), ("KZ", 20), ("HK", 20), ("KG", 10))
MODALITIES = (("asserted", 70), ("reported", 20), ("alleged", 8), ("planned", 1), ("denied", 1))
SHUT = ("planned", "sought", "feared", "denied")
CONCEPTS = 300
DOCUMENTS = 400
LIST = "Invented list"
DAY_ONE = date(2019, 1, 1)


@dataclass(slots=True)
class Tie:
    """What the facts between one supplier and one recipient about one kind of goods add up to."""

    facts: list[str] = field(default_factory=list)
    start: str = "9999"
    end: str = ""
    via: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    standing: str = "unreviewed"
    supplier: str = ""
    recipient: str = ""


def _id(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


class Domain:
    """The generator.

    Args:
        seed: equal seeds give equal graphs.
        transfers: number of transfers; the rest grows with it. 95,000 give about 200,000 nodes.
    """

    def __init__(self, seed: int = 7, transfers: int = 95_000) -> None:
        self.seed, self.random = seed, Random(seed)
        self.transfers = transfers
        self.companies = transfers * 3 // 10
        self.countries = self._pick_all(SELLERS, self.companies)
        self.by_country: dict[str, list[int]] = {}
        for number, code in enumerate(self.countries):
            self.by_country.setdefault(code, []).append(number)
        self.parent = [None if n < 12 else self.random.randrange(max(1, n // 5)) for n in range(CONCEPTS)]
        self.ties: dict[tuple[tuple[str, str], tuple[str, str], int], Tie] = {}

    def _pick_all(self, weights: tuple[tuple[str, int], ...], count: int) -> list[str]:
        return self.random.choices([name for name, _ in weights], [weight for _, weight in weights], k=count)

    def company(self, number: int) -> tuple[str, str]:
        """Primary label and id of a company."""
        return ("Company", _id("company", number))

    def goods_id(self, number: int) -> str:
        """Id of a goods node."""
        return goods_node(concept=f"bench-{number}")

    def broader(self, number: int) -> list[str]:
        """Ids of goods and all that is broader, sorted."""
        found: list[str] = []
        place: int | None = number
        while place is not None:
            found.append(self.goods_id(place))
            place = self.parent[place]
        return sorted(found)

    def elements(self) -> Iterator[Node | Relationship]:
        """Yield nodes and relationships; a relationship comes after both its ends."""
        yield from self._reference()
        yield from self._parties()
        for number in range(self.transfers):
            yield from self._transfer(number)
        yield from self._ties()
        yield from self._statements()

    def _reference(self) -> Iterator[Node | Relationship]:
        for code in COUNTRIES:
            yield Node(("Country",), country_node(code), {"code": code, "name": code})
        for number in range(CONCEPTS):
            properties: dict[str, Value] = {"name": f"goods {number}", "concept": f"bench-{number}"}
            if number % 6 == 0:
                properties["tier"] = f"{number % 4 + 1}"
            yield Node(("Goods",), self.goods_id(number), properties)
        for number, parent in enumerate(self.parent):
            if parent is not None:
                yield Relationship("BROADER", ("Goods", self.goods_id(number)), ("Goods", self.goods_id(parent)))
        for number in range(40):
            yield Node(
                ("Source",),
                f"source:{number}",
                {"name": f"Source {number}", "origin": f"origin {number % 25}", "synthetic": True},
            )
        for number in range(DOCUMENTS):
            document = ("Document", f"document:{_id('document', number)}")
            published = f"{2020 + number % 5}-{number % 12 + 1:02d}"
            kind = "table" if number % 4 else "text"
            yield Node(
                ("Document",),
                document[1],
                {"name": f"file {number}", "kind": kind, "published": published, "synthetic": True},
            )
            yield Relationship("PUBLISHED_BY", document, ("Source", f"source:{number % 40}"))

    def _parties(self) -> Iterator[Node | Relationship]:
        yield Node(
            ("PublicBody", "Party"), "authority", {"name": "Authority", "folded": "authority", "synthetic": True}
        )
        for number, country in enumerate(self.countries):
            end = self.company(number)
            folded = f"firm {number}"
            properties: dict[str, Value] = {
                "name": f"Firm {number}",
                "folded": folded,
                "country": country,
                "synthetic": True,
            }
            if number % 10 == 9:
                del properties["country"]
            listed = number % 50 == 0
            if listed:
                properties["listed"] = True
            yield Node(("Company", "Party"), end[1], properties)
            name = ("Name", _id("name", number))
            yield Node(
                ("Name",),
                name[1],
                {"text": f"Firm {number}", "folded": folded, "script": "Latn", "quality": "primary", "synthetic": True},
            )
            yield Relationship("NAMED", end, name, {"source": f"source:{number % 40}"})
            if listed:
                yield from self._listing(number, end)

    def _listing(self, number: int, end: tuple[str, str]) -> Iterator[Node | Relationship]:
        listing = ("Listing", _id("listing", number))
        yield Node(
            ("Listing", "Fact"),
            listing[1],
            {
                "standing": "accepted",
                "modality": "asserted",
                "claims": 1,
                "sources": 1,
                "start": "2023-02-25",
                "topic": LIST,
                "synthetic": True,
            },
        )
        yield Relationship("ISSUED", ("PublicBody", "authority"), listing)
        yield Relationship("NAMES", listing, end)
        yield Relationship(
            "LISTED_BY", end, ("PublicBody", "authority"), self._plain_tie(_id("listed", number), listing[1])
        )

    @staticmethod
    def _plain_tie(identifier: str, fact: str) -> dict[str, Value]:
        counts: dict[str, Value] = dict.fromkeys(("reported", "alleged", "planned", "sought", "feared", "denied"), 0)
        return counts | {
            "waybill_id": identifier,
            "facts": 1,
            "claims": 1,
            "sources": 1,
            "standing": "accepted",
            "modality": "asserted",
            "asserted": 1,
            "best_facts": [fact],
            "synthetic": True,
        }

    def _end(self, country: str, hub: bool) -> int:
        numbers = self.by_country.get(country) or self.by_country["CN"]
        if hub:  # some firms trade much more than others
            return numbers[int(len(numbers) * self.random.random() ** 3)]
        return self.random.choice(numbers)

    def _transfer(self, number: int) -> Iterator[Node | Relationship]:
        draw = self.random
        transfer = ("Transfer", _id("transfer", number))
        seller_country, buyer_country = self._pick_all(SELLERS, 1)[0], self._pick_all(BUYERS, 1)[0]
        supplier = self.company(self._end(seller_country, hub=True))
        unnamed = number % 9 == 0
        recipient = (
            ("Country", country_node(buyer_country)) if unnamed else self.company(self._end(buyer_country, hub=True))
        )
        if supplier == recipient:
            recipient = ("Country", country_node(buyer_country))
        goods = int(CONCEPTS * draw.random() ** 1.5)
        start = DAY_ONE + timedelta(days=draw.randrange(2000))
        days = (start.isoformat(), (start + timedelta(days=draw.choice((0, 0, 30)))).isoformat())
        modality = self._pick_all(MODALITIES, 1)[0]
        standing = "accepted" if draw.random() < 0.8 else "unreviewed"
        transit = [
            code
            for code in self._pick_all(TRANSIT, 1)
            if draw.random() < 0.5 and code not in (seller_country, buyer_country)
        ]
        yield Node(
            ("Transfer", "Fact"),
            transfer[1],
            self._fact(seller_country, buyer_country, goods, days, modality, standing),
        )
        yield Relationship("SUPPLIES", supplier, transfer)
        yield Relationship("RECEIVED_BY", transfer, recipient)
        yield Relationship("OF", transfer, ("Goods", self.goods_id(goods)))
        yield Relationship("FROM", transfer, ("Country", country_node(seller_country)), {"basis": "supplier"})
        yield Relationship("TO", transfer, ("Country", country_node(buyer_country)))
        yield Relationship("MADE_IN", transfer, ("Country", country_node("CN")))
        for code in transit:
            yield Relationship("VIA", transfer, ("Country", country_node(code)), {"order": 1})
        for copy in range(2):
            document = ("Document", f"document:{_id('document', draw.randrange(DOCUMENTS))}")
            yield Relationship("STATED_IN", transfer, document, {"row": number * 2 + copy + 2})
        if modality not in SHUT:
            self._count(
                supplier,
                recipient,
                goods,
                transfer[1],
                days,
                set(transit),
                modality,
                standing,
                (seller_country, buyer_country),
            )

    def _fact(
        self, seller: str, buyer: str, goods: int, days: tuple[str, str], modality: str, standing: str
    ) -> dict[str, Value]:
        return {
            "standing": standing,
            "modality": modality,
            "claims": 2,
            "sources": 1 + goods % 2,
            "start": days[0],
            "end": days[1],
            "start_printed": days[0],
            "end_printed": days[1],
            "synthetic": True,
            "supplier_country": seller,
            "recipient_country": buyer,
            "from_basis": "supplier",
            "origin": "CN",
            "origin_basis": "printed",
            "destination": buyer,
            "hs6": f"85{goods:04d}",
            "goods_id": self.goods_id(goods),
            "goods_printed": f"goods {goods}",
            "quantity": float(goods + 1),
            "quantity_relation": "=",
            "value": 100.0 * goods,
            "value_relation": "=",
            "currency": "USD",
            "weight_kg": 2.5 * goods,
        }

    def _count(
        self,
        supplier: tuple[str, str],
        recipient: tuple[str, str],
        goods: int,
        fact: str,
        days: tuple[str, str],
        transit: set[str],
        modality: str,
        standing: str,
        countries: tuple[str, str],
    ) -> None:
        tie = self.ties.setdefault((supplier, recipient, goods), Tie())
        tie.facts.append(fact)
        tie.start, tie.end = min(tie.start, days[0]), max(tie.end, days[1])
        tie.via |= transit
        tie.counts[modality] = tie.counts.get(modality, 0) + 2
        tie.standing = min(tie.standing, standing)
        tie.supplier, tie.recipient = countries

    def _ties(self) -> Iterator[Relationship]:
        order = ("asserted", "reported", "alleged", "planned", "sought", "feared", "denied")
        for (supplier, recipient, goods), tie in self.ties.items():
            counts: dict[str, Any] = {name: tie.counts.get(name, 0) for name in order}
            yield Relationship(
                "SUPPLIED",
                supplier,
                recipient,
                counts
                | {
                    "waybill_id": tie_id("SUPPLIED", supplier[1], recipient[1], self.goods_id(goods)),
                    "goods_id": self.goods_id(goods),
                    "goods_broader": self.broader(goods),
                    "goods_name": f"goods {goods}",
                    "hs6s": [f"85{goods:04d}"],
                    "from_countries": [tie.supplier],
                    "from_basis": "supplier",
                    "to_countries": [tie.recipient],
                    "origins": ["CN"],
                    "via_countries": sorted(tie.via),
                    "quantity": float(goods + 1) * len(tie.facts),
                    "quantity_relation": "=",
                    "value": 100.0 * goods * len(tie.facts),
                    "value_relation": "=",
                    "currency": "USD",
                    "weight_kg": 2.5 * goods * len(tie.facts),
                    "destined": [tie.recipient],
                    "start": tie.start,
                    "end": tie.end,
                    "facts": len(tie.facts),
                    "claims": 2 * len(tie.facts),
                    "sources": 1 + goods % 2,
                    "standing": tie.standing,
                    "modality": next(name for name in order if counts[name]),
                    "best_facts": sorted(tie.facts)[:5],
                    "synthetic": True,
                },
            )

    def _statements(self) -> Iterator[Node | Relationship]:
        for number in range(self.transfers // 2):
            claim = ("Claim", _id("claim", number))
            modality, standing = self._pick_all(MODALITIES, 1)[0], "unreviewed" if number % 3 else "accepted"
            yield Node(
                ("Claim",),
                claim[1],
                {
                    "kind": "transfer",
                    "modality": modality,
                    "standing": standing,
                    "quote": f"Firm supplied goods ({number}).",
                    "language": "en",
                    "spans": f"[[{number}, {number + 30}]]",
                    "synthetic": True,
                },
            )
            document = number % (DOCUMENTS // 4) * 4
            yield Relationship("IN", claim, ("Document", f"document:{_id('document', document)}"))
            yield Relationship("ABOUT", claim, ("Transfer", _id("transfer", number)))
