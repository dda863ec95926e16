"""A graph small enough to work out every answer by hand. All names in here are invented.

    Alder (CN) --drone parts, via TR--> Cedar (RU)                t1  2022-06..2022-12, two sources
    Alder (CN) --drone parts--> Birch (TR)                        t2  2022-01..2022-03
    Birch (TR) --drone engines--> Cedar (RU)                      t3  2022-05..2022-06, reported; narrower than t2
    Birch (TR) --drone parts--> Cedar (RU)                        t4  2021-01..2021-02; over before t2 begins
    Chinese companies (CN) --drone parts, via TR--> Russia        t5  no dates, unreviewed, reported
    Alder (CN) --drone engines--> Dogan (TR)                      t6  2022-01..2022-02
    Dogan (TR) --drone parts--> Cedar (RU)                        t7  2022-04..2022-05; broader than t6: no join
    Hemlock (HK) --drone parts--> Cedar (RU)                      t8  2022-07..2022-07
    Alder (CN) --microcontrollers--> Karri (KZ)                   t9  no dates
    Karri (KZ) --microcontrollers--> Cedar (RU)                   t10 2023-01..2023-02
    Synthetic One (CN) --drone parts--> Synthetic Two (TR)        t11 synthetic, 2022-01
    Synthetic Two (TR) --drone parts--> Synthetic Three (RU)      t12 synthetic, 2022-02
    Synthetic One (CN) --drone parts--> Birch (TR)                t13 synthetic; must never join t3
    Alder (CN) --machine tools, via KZ and TR in that order--> Cedar (RU)  t14 2023-05
    Chinese companies (CN) --drone parts--> Birch (TR)            t15 a group may begin a path
    Russia --drone parts--> Cedar (RU)                            t16 a country may not stand inside one
    Hemlock (HK) --assault rifles--> Pavel (RU)                   t17 2020-01, a person
    Pavel (RU) --assault rifles--> Test Authority (DE)            t18 2020-02, and a public body, stand inside one
    Test Authority (DE) --assault rifles--> Cedar (RU)            t19 2020-03

A part of Alder was found in two weapons, one of Hemlock in one of them. Karri holds between 50 and 75 per cent of
Cedar, Birch 40, and Dogan holds at most 90. Cedar is listed by an authority, Pavel directs Cedar, Russia is said to
seek ammunition, Cedar denies one shipment, and there were talks between China and Russia.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.identity import country_node, goods_node, tie_id
from graph.model import MODALITIES, Node, Relationship, Value
from graph.reference import goods as lexicon
from graph.reference import hs
from graph.store import Store

End = tuple[str, str]
PARTIES: dict[str, tuple[str, str, str, bool]] = {
    "alder": ("Company", "Alder Rotor", "CN", False),
    "birch": ("Company", "Birch Trading", "TR", False),
    "cedar": ("Company", "Кедр-Тест", "RU", False),
    "dogan": ("Company", "Doğan Lojistik", "TR", False),
    "hemlock": ("Company", "Hemlock Parts", "HK", False),
    "karri": ("Company", "Karri Import", "KZ", False),
    "chinese": ("Group", "Chinese companies", "CN", False),
    "pavel": ("Person", "Pavel Nikto", "RU", False),
    "authority": ("PublicBody", "Test Authority", "DE", False),
    "one": ("Company", "Synthetic One", "CN", True),
    "two": ("Company", "Synthetic Two", "TR", True),
    "three": ("Company", "Synthetic Three", "RU", True),
}
COUNTRIES = {"CN": "China", "RU": "Russia", "TR": "Turkey", "KZ": "Kazakhstan", "HK": "Hong Kong", "DE": "Germany"}
OPEN = ("", "")


@dataclass(frozen=True)
class Tie:
    name: str
    supplier: str
    recipient: str
    goods: str
    days: tuple[str, str]
    via: tuple[str, ...] = ()
    modality: str = "asserted"
    standing: str = "accepted"
    sources: int = 1
    quantity: float | None = None
    more: dict[str, Value] = field(default_factory=dict)


TIES = (
    Tie("t1", "alder", "cedar", "drone-parts", ("2022-06-01", "2022-12-31"), ("TR",), sources=2, quantity=12.0,
        more={"declared_as": "toys", "hs6": "880730"}),
    Tie("t2", "alder", "birch", "drone-parts", ("2022-01-01", "2022-03-31")),
    Tie("t3", "birch", "cedar", "drone-engines", ("2022-05-01", "2022-06-30"), modality="reported"),
    Tie("t4", "birch", "cedar", "drone-parts", ("2021-01-01", "2021-02-28")),
    Tie("t5", "chinese", "RU", "drone-parts", OPEN, ("TR",), "reported", "unreviewed"),
    Tie("t6", "alder", "dogan", "drone-engines", ("2022-01-01", "2022-02-28")),
    Tie("t7", "dogan", "cedar", "drone-parts", ("2022-04-01", "2022-05-31")),
    Tie("t8", "hemlock", "cedar", "drone-parts", ("2022-07-01", "2022-07-31")),
    Tie("t9", "alder", "karri", "microcontrollers", OPEN),
    Tie("t10", "karri", "cedar", "microcontrollers", ("2023-01-01", "2023-02-28"),
        more={"hs6": "854231", "tier": "1", "weight_kg": 7.5}),
    Tie("t11", "one", "two", "drone-parts", ("2022-01-01", "2022-01-31")),
    Tie("t12", "two", "three", "drone-parts", ("2022-02-01", "2022-02-28")),
    Tie("t13", "one", "birch", "drone-parts", ("2020-01-01", "2020-01-31")),
    Tie("t14", "alder", "cedar", "machine-tools", ("2023-05-01", "2023-05-31"), ("KZ", "TR")),
    Tie("t15", "chinese", "birch", "drone-parts", ("2022-02-01", "2022-02-28"), modality="alleged"),
    Tie("t16", "RU", "cedar", "drone-parts", ("2022-02-01", "2022-02-28")),
    Tie("t17", "hemlock", "pavel", "assault-rifles", ("2020-01-01", "2020-01-31")),
    Tie("t18", "pavel", "authority", "assault-rifles", ("2020-02-01", "2020-02-29")),
    Tie("t19", "authority", "cedar", "assault-rifles", ("2020-03-01", "2020-03-31")),
)  # fmt: skip


def end(name: str) -> End:
    """Primary label and id of a party or country."""
    return ("Country", country_node(name)) if name in COUNTRIES else (PARTIES[name][0], f"party-{name}")


def tie(name: str) -> str:
    """Id of a tie by its short name."""
    found = next(one for one in TIES if one.name == name)
    return tie_id("SUPPLIED", end(found.supplier)[1], end(found.recipient)[1], goods_node(concept=found.goods))


def fact(name: str) -> str:
    """Id of the only fact of a tie by the tie's short name."""
    return f"fact-{name}"


def elements() -> tuple[list[Node], list[Relationship]]:
    """All nodes and relationships."""
    nodes: dict[tuple[str, str], Node] = {}
    relationships: list[Relationship] = []

    def node(label: str, identifier: str, *also: str, **properties: Value) -> End:
        nodes[label, identifier] = Node((label, *also), identifier, properties)
        return label, identifier

    for code, name in COUNTRIES.items():
        node("Country", country_node(code), code=code, name=name)
    for short, (label, name, country, synthetic) in PARTIES.items():
        marks: dict[str, Value] = {"synthetic": True} if synthetic else {}
        marks |= {"listed": True} if short == "cedar" else {}
        here = node(
            label,
            f"party-{short}",
            "Party",
            name=name,
            folded=name.casefold(),
            country=country,
            records=[f"record-{short}"],
            **marks,
        )
        if label != "Group":
            printed = node("Name", f"name-{short}", text=name, folded=name.casefold(), quality="primary",
                           script="Cyrl" if short == "cedar" else "Latn",
                           **({"synthetic": True} if synthetic else {}))  # fmt: skip
            relationships.append(Relationship("NAMED", here, printed, {"source": "source-a"}))
    for concept in sorted({wide for one in TIES for wide in lexicon.broader(one.goods)}):
        known = lexicon.concept(concept)
        assert known is not None, concept
        node("Goods", goods_node(concept=concept), name=known.label(), concept=concept, hs=sorted(known.hs),
             priority=[f"{code}:{hs.tier(code)}" for code in lexicon.priority_codes(concept)])  # fmt: skip
        relationships += [
            Relationship("BROADER", ("Goods", goods_node(concept=concept)), ("Goods", goods_node(concept=wide)))
            for wide in known.broader
        ]
    for letter in "ab":
        source = node("Source", f"source-{letter}", name=f"Paper {letter}", origin=f"Paper {letter}")
        text = node(
            "Document", f"document:{letter * 32}", name=f"{letter}.txt", kind="text", published="2023-01", language="en"
        )
        relationships.append(Relationship("PUBLISHED_BY", text, source))
    table = node("Document", f"document:{'c' * 32}", name="c.csv", kind="table", edition="2023-02-01")
    relationships.append(Relationship("PUBLISHED_BY", table, ("Source", "source-b")))
    for number, one in enumerate(TIES):
        _add_tie(node, relationships, one, number)
    _add_others(node, relationships)
    return list(nodes.values()), relationships


def _add_tie(node: object, relationships: list[Relationship], one: Tie, number: int) -> None:
    assert callable(node)
    synthetic = one.supplier in PARTIES and PARTIES[one.supplier][3]
    supplier, recipient = end(one.supplier), end(one.recipient)
    mark: dict[str, Value] = {"synthetic": True} if synthetic else {}
    dates: dict[str, Value] = {"start": one.days[0], "end": one.days[1]} if one.days[0] else {}
    start_country = one.supplier if one.supplier in COUNTRIES else PARTIES[one.supplier][2]
    stop_country = one.recipient if one.recipient in COUNTRIES else PARTIES[one.recipient][2]
    amount: dict[str, Value] = {"quantity": one.quantity, "quantity_relation": "="} if one.quantity is not None else {}
    base: dict[str, Value] = {
        "standing": one.standing,
        "modality": one.modality,
        "sources": one.sources,
        **dates,
        **mark,
    }
    transfer = node(
        "Transfer", fact(one.name), "Fact", **base, **amount, **one.more, claims=one.sources,
        goods_id=goods_node(concept=one.goods),
        goods_printed=one.goods, supplier_country=start_country, recipient_country=stop_country, from_basis="supplier",
    )  # fmt: skip
    relationships += [
        Relationship("SUPPLIES", supplier, transfer),
        Relationship("RECEIVED_BY", transfer, recipient),
        Relationship("OF", transfer, ("Goods", goods_node(concept=one.goods))),
        Relationship("FROM", transfer, end(start_country), {"basis": "supplier"}),
        Relationship("TO", transfer, end(stop_country)),
    ]
    relationships += [Relationship("VIA", transfer, end(code), {"order": n}) for n, code in enumerate(one.via, start=1)]
    if number % 3 == 2:
        relationships.append(
            Relationship("STATED_IN", transfer, ("Document", f"document:{'c' * 32}"), {"row": number + 2})
        )
    else:
        for letter in "ab"[: one.sources]:
            claim = node(
                "Claim", f"claim-{one.name}-{letter}", kind="transfer", modality=one.modality, standing=one.standing,
                quote=f"{one.supplier} supplied {one.goods}", spans="[[0, 10]]", language="en", **mark,
            )  # fmt: skip
            relationships += [
                Relationship("IN", claim, ("Document", f"document:{letter * 32}")),
                Relationship("ABOUT", claim, transfer),
            ]
    counts: dict[str, Value] = {str(name): one.sources if name == one.modality else 0 for name in MODALITIES}
    hs6 = one.more.get("hs6")
    relationships.append(
        Relationship("SUPPLIED", supplier, recipient, {
            **base, **counts, **amount, "waybill_id": tie(one.name), "goods_id": goods_node(concept=one.goods),
            "goods_broader": sorted(goods_node(concept=wide) for wide in lexicon.broader(one.goods)),
            "goods_name": one.goods.replace("-", " "), "hs6s": [hs6] if isinstance(hs6, str) else [],
            "from_countries": [start_country], "from_basis": "supplier", "to_countries": [stop_country], "origins": [],
            "via_countries": sorted(one.via), "facts": 1, "claims": one.sources, "best_facts": [fact(one.name)],
        })
    )  # fmt: skip


def _add_others(node: object, relationships: list[Relationship]) -> None:
    """The listing, the office, the talks, the wish and the denial."""
    assert callable(node)
    listing = node("Listing", "fact-listing", "Fact", standing="accepted", modality="asserted", claims=1, sources=1,
                   start="2022-03-15", topic="Test list", programme="T-1")  # fmt: skip
    role = node(
        "Role", "fact-role", "Fact", standing="accepted", modality="asserted", claims=1, sources=1, topic="director"
    )
    talks = node("Event", "fact-talks", "Fact", standing="unreviewed", modality="asserted", claims=1, sources=1,
                 start="2023-03-20", end="2023-03-22", topic="talks on cooperation")  # fmt: skip
    wish = node("Transfer", "fact-wish", "Fact", standing="unreviewed", modality="sought", claims=1, sources=1,
                goods_id=goods_node(concept="drone-parts"), goods_printed="drone parts", supplier_country="CN",
                recipient_country="RU", from_basis="supplier")  # fmt: skip
    plain: dict[str, Value] = dict.fromkeys((str(name) for name in MODALITIES), 0)
    plain |= {"asserted": 1, "facts": 1, "claims": 1, "sources": 1, "standing": "accepted", "modality": "asserted"}
    relationships += [
        Relationship("ISSUED", end("authority"), listing),
        Relationship("NAMES", listing, end("cedar")),
        Relationship(
            "LISTED_BY",
            end("cedar"),
            end("authority"),
            {**plain, "waybill_id": "tie-listed", "best_facts": ["fact-listing"]},
        ),
        Relationship("HAS_ROLE", end("pavel"), role),
        Relationship("AT", role, end("cedar")),
        Relationship(
            "DIRECTS", end("pavel"), end("cedar"), {**plain, "waybill_id": "tie-directs", "best_facts": ["fact-role"]}
        ),
        Relationship("TAKES_PART", end("CN"), talks),
        Relationship("CONCERNS", talks, end("RU")),
        Relationship("SUPPLIES", end("CN"), wish),
        Relationship("RECEIVED_BY", wish, end("RU")),
        Relationship("OF", wish, ("Goods", goods_node(concept="drone-parts"))),
        Relationship("FROM", wish, end("CN"), {"basis": "supplier"}),
        Relationship("TO", wish, end("RU")),
    ]
    _add_holdings(node, relationships)
    _add_findings(node, relationships)
    _add_flows(node, relationships)
    said = (
        ("listing", "listing", "asserted", "accepted", listing),
        ("role", "role", "asserted", "accepted", role),
        ("talks", "event", "asserted", "unreviewed", talks),
        ("wish", "transfer", "sought", "unreviewed", wish),
        ("denial", "transfer", "denied", "unreviewed", ("Transfer", fact("t1"))),
    )
    for name, kind, modality, standing, about in said:
        claim = node(
            "Claim",
            f"claim-{name}",
            kind=kind,
            modality=modality,
            standing=standing,
            quote=f"words on {name}",
            language="en",
        )
        relationships += [
            Relationship("IN", claim, ("Document", f"document:{'a' * 32}")),
            Relationship("ABOUT", claim, about),
        ]


TABLE = ("Document", f"document:{'c' * 32}")
PLAIN: dict[str, Value] = {"standing": "accepted", "modality": "asserted", "claims": 1, "sources": 1}


def _add_holdings(node: object, relationships: list[Relationship]) -> None:
    """Shares of Cedar; they make no ties here, so that no path walks them."""
    assert callable(node)
    bands: dict[str, tuple[float, str, dict[str, Value]]] = {
        "karri": (50.0, ">=", {"share_min": 50.0, "share_max": 75.0, "share_max_relation": "<="}),
        "birch": (40.0, "=", {"share_min": 40.0, "share_max": 40.0, "end": "2021-05-01"}),
        "dogan": (90.0, "<=", {"share_max": 90.0}),
    }
    for row, (name, (share, relation, more)) in enumerate(bands.items(), start=100):
        held = node("Ownership", f"fact-held-{name}", "Fact", **PLAIN, share=share, share_relation=relation, **more)
        relationships += [
            Relationship("HOLDS", end(name), held),
            Relationship("IN_PARTY", held, end("cedar")),
            Relationship("STATED_IN", held, TABLE, {"row": row}),
        ]
    above = node("Ownership", "fact-held-above", "Fact", **PLAIN, share=60.0, share_relation="=", share_min=60.0)
    entry = node("Registration", "fact-entry", "Fact", **PLAIN, topic="Test register", entry="7", outcome="active")
    link = node("Link", "fact-link", "Fact", **PLAIN, topic="is directly consolidated by")
    relationships += [
        Relationship("HOLDS", end("pavel"), above),
        Relationship("IN_PARTY", above, end("karri")),
        Relationship("REGISTERS", entry, end("cedar")),
        Relationship("LINKS", end("cedar"), link),
        Relationship("LINKED_TO", link, end("birch")),
        *(Relationship("STATED_IN", one, TABLE, {"row": row}) for row, one in enumerate((above, entry, link), 110)),
    ]


def _add_findings(node: object, relationships: list[Relationship]) -> None:
    """Parts in weapons; the two findings of AR-12 are one product."""
    assert callable(node)
    product = node("Product", "product-ar", model="AR-12", folded="AR12")
    goods = ("Goods", goods_node(concept="microcontrollers"))
    for number, (maker, weapon) in enumerate((("alder", "one"), ("alder", "two"), ("hemlock", "two")), start=1):
        named = {"names": [f"Unreal {weapon}", f"UAV Unreal {weapon}"], "keys": [f"UNREAL{weapon.upper()}"]}
        here = node("Weapon", f"weapon-{weapon}", name=f"Unreal {weapon}", **named)
        model: dict[str, Value] = {"model": "AR-12"} if maker == "alder" else {}
        found = node(
            "Finding", f"fact-found-{number}", "Fact", **PLAIN, **model, goods_printed="controller",
            goods_id=goods[1],
        )  # fmt: skip
        seen = product if model else goods
        relationships += [
            Relationship("SEEN_IN", seen, found),
            Relationship("OF", found, goods),
            Relationship("INSIDE", found, here),
            Relationship("MADE_BY", found, end(maker)),
            Relationship("STATED_IN", found, TABLE, {"row": 200 + number}),
        ]


FLOWS: dict[str, tuple[str, str, str, dict[str, Value]]] = {
    # name: reporter, partner, direction, what else it says
    "cn-usd": ("CN", "TR", "export", {"value": 100.0, "currency": "USD"}),
    "tr-usd": ("TR", "CN", "import", {"value": 130.0, "currency": "USD", "basis": "origin"}),
    "tr-part": ("TR", "CN", "import", {"value": 30.0, "currency": "USD", "regime": "procedure C05"}),
    "tr-eur": ("TR", "CN", "import", {"value": 120.0, "currency": "EUR", "basis": "consignment"}),
    "cn-chapter": ("CN", "TR", "export", {"value": 40.0, "currency": "USD", "level": "hs2", "hs": "85"}),
    "cn-month": ("CN", "TR", "export", {"value": 9.0, "currency": "USD", "start_printed": "2022-01",
                                        "end_printed": "2022-01", "end": "2022-01-31"}),
}  # fmt: skip


def _add_flows(node: object, relationships: list[Relationship]) -> None:
    """What China says it sent to Turkey in 2022, and what Turkey says it got of China."""
    assert callable(node)
    common: dict[str, Value] = {
        **PLAIN, "level": "total", "start": "2022-01-01", "end": "2022-12-31", "start_printed": "2022",
        "end_printed": "2022",
    }  # fmt: skip
    for row, (name, (reporter, partner, direction, more)) in enumerate(FLOWS.items(), start=300):
        sides: dict[str, Value] = {"reporter": reporter, "partner": partner, "direction": direction}
        flow = node("Flow", f"fact-flow-{name}", "Fact", **{**common, **sides, **more})
        source, target = (reporter, partner) if direction == "export" else (partner, reporter)
        relationships += [
            Relationship("REPORTS", end(reporter), flow),
            Relationship("FROM", flow, end(source)),
            Relationship("TO", flow, end(target)),
            Relationship("STATED_IN", flow, TABLE, {"row": row}),
        ]


def fill(store: Store) -> Store:
    """Write the graph into a store."""
    nodes, relationships = elements()
    store.write_nodes(nodes)
    store.write_relationships(relationships)
    return store
