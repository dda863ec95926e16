"""What audits look for, beside the graph by hand, which is sound. All names in here are invented.

Nowhere Ltd (no country) --"odd widgets", a printed name that the lexicon does not know--> Cedar (RU)   fact-odd
The same is told once more, without any claim or row behind it                                         fact-bare
fact-bare may be the same as fact-odd; d.txt states nothing.
"""

from __future__ import annotations

from graph.identity import tie_id
from graph.model import MODALITIES, Node, Relationship, Value
from graph.store import Store
from tests.support.small_graph import PLAIN, TABLE, end

WIDGETS = ("Goods", "goods:text:odd-widgets")
NOWHERE = ("Company", "party-nowhere")
FLAWED_TIE = tie_id("SUPPLIED", NOWHERE[1], end("cedar")[1], WIDGETS[1])


def elements() -> tuple[list[Node], list[Relationship]]:
    """All nodes and relationships that come to the graph by hand."""
    told: dict[str, Value] = {"goods_id": WIDGETS[1], "goods_printed": "odd widgets", "recipient_country": "RU"}
    days: dict[str, dict[str, Value]] = {"odd": {"start": "2022-01-01"}, "bare": {"start": "2022-02-01"}}
    counts: dict[str, Value] = dict.fromkeys((str(name) for name in MODALITIES), 0)
    nodes = [
        Node(("Company", "Party"), NOWHERE[1], {"name": "Nowhere Ltd", "folded": "nowhere ltd"}),
        Node(("Name",), "name-nowhere", {"text": "Nowhere Ltd", "folded": "nowhere ltd", "quality": "primary"}),
        Node(("Goods",), WIDGETS[1], {"name": "odd widgets", "printed": True}),
        Node(("Document",), f"document:{'d' * 32}", {"name": "d.txt", "kind": "text", "language": "en"}),
        *(Node(("Transfer", "Fact"), f"fact-{name}", {**PLAIN, **told, **more}) for name, more in days.items()),
    ]
    ties: dict[str, Value] = {
        **PLAIN, **counts, "asserted": 2, "facts": 2, "claims": 1, "waybill_id": FLAWED_TIE, "goods_id": WIDGETS[1],
        "goods_broader": [WIDGETS[1]], "goods_name": "odd widgets", "hs6s": [], "from_countries": [],
        "to_countries": ["RU"], "origins": [], "via_countries": [], "best_facts": ["fact-bare", "fact-odd"],
    }  # fmt: skip
    relationships = [
        Relationship("NAMED", NOWHERE, ("Name", "name-nowhere"), {"source": "source-b"}),
        Relationship("SUPPLIED", NOWHERE, end("cedar"), ties),
        Relationship("STATED_IN", ("Transfer", "fact-odd"), TABLE, {"row": 900}),
        Relationship("POSSIBLY_SAME", ("Transfer", "fact-bare"), ("Transfer", "fact-odd")),
    ]
    for name in days:
        transfer = ("Transfer", f"fact-{name}")
        relationships += [
            Relationship("SUPPLIES", NOWHERE, transfer),
            Relationship("RECEIVED_BY", transfer, end("cedar")),
            Relationship("OF", transfer, WIDGETS),
            Relationship("TO", transfer, end("RU")),
        ]
    return nodes, relationships


def spoil(store: Store) -> Store:
    """Write them into a store that holds the graph by hand."""
    nodes, relationships = elements()
    store.write_nodes(nodes)
    store.write_relationships(relationships)
    return store
