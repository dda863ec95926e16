"""What the address of the page "Catalogue" says; parameters of the question stand beside it, see query_form.PREFIX."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, switch, text


@dataclass(frozen=True, slots=True)
class CatalogueState(State):
    """A canned query.

    Attributes:
        query: its name; empty lists all.
        run: whether it is asked.
    """

    query: str = text()
    run: bool = switch()
