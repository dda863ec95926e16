"""What every canned query is asked on the graph by hand (tests/support/small_graph.py, flawed_graph.py)."""

from __future__ import annotations

from typing import Any

from tests.support.small_graph import fact, tie

CEDAR, ALDER = "party-cedar", "party-alder"
PARAMETERS: dict[str, dict[str, Any]] = {
    "suppliers_of_goods": {"goods": "drone parts"},
    "parties_near_listed": {"party": CEDAR},
    "party_profile": {"party": CEDAR},
    "listings_of_party": {"party": CEDAR},
    "owners_of_party": {"party": CEDAR},
    "chains_of_ownership": {"party": CEDAR},
    "registers_on_party": {"party": CEDAR},
    "listed_on": {"on": "2022-03-15", "authority": "Test Authority"},
    "through_country": {"country": "Turkey"},
    "evidence_of_fact": {"fact": fact("t1")},
    "claims_of_document": {"document": f"document:{'a' * 32}"},
    "rows_of_document": {"document": f"document:{'c' * 32}"},
    "legs_of_path": {"ties": [tie("t2"), tie("t3")]},
    "supply_paths": {"goods": "drone parts"},
    "mirror": {"exporter": "CN", "importer": "TR", "both": False},
    "reported_trade": {"reporter": "CN"},
    "parties_on_list": {"list": "TEST list"},
    "parties_on_several_lists": {"lists": 1},
    "weapons_with_maker": {"maker": ALDER},
    "weapons_with_part": {"part": "аr 12"},
    "parts_in_weapon": {"weapon": "weapon-two"},
}
