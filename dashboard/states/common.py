"""What the address of every page says: the language, and of which day and without which sources is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.address import State, choice, day, switch, texts
from dashboard.say import LANGUAGES
from graph.views import BY


@dataclass(frozen=True, slots=True)
class Common(State):
    """What a person keeps when going from page to page.

    Attributes:
        lang: language of the interface; empty is that of the browser.
        known: partial ISO date: as known on that day; empty is today.
        by: what known means, loaded (the default) or published.
        valid: partial ISO date: as it can hold on that day; empty is any.
        without: sources that are taken not to be there, as `waybill sources` names them.
        paper: whether the page is made for printing: whole tables, nothing to click.
    """

    lang: str = choice(LANGUAGES)
    known: str = day()
    by: str = choice(BY, default=BY[0])
    valid: str = day()
    without: tuple[str, ...] = texts(between="|")
    paper: bool = switch(name="print")

    @property
    def today(self) -> bool:
        """Whether the graph itself is asked."""
        return not (self.known or self.valid or self.without)

    def at_today(self) -> Common:
        """Return the same, asked of the graph itself."""
        return replace(self, known="", by=BY[0], valid="", without=())
