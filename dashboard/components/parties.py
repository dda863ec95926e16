"""Parties on any page: the way to the page of one, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import data, go
from dashboard.plain_text import escaped
from dashboard.states.party import PartyState
from dashboard.wording import party
from graph.archive import Archive
from graph.store import Store
from queries import party as telling
from queries.headers import ID_TYPES
from queries.party import Profile


@data.kept("wait.query")
def profile(store: Store, _: Archive, identifier: str) -> Profile:
    """Return what is told of a party, vessel, aircraft or asset."""
    return telling.profile(store, identifier)


def party_link(end: Mapping[str, Any]) -> None:
    """Show a link to the page of a party; a country has none.

    Args:
        end: with id, label, name and country.
    """
    if end["label"] in ID_TYPES["entity"]:
        go.link("party", escaped(party(end), 200), PartyState(id=end["id"]), icon=":material/id_card:")
