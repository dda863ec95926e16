"""What the address of the page "Cypher" says."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.address import State, choice, lines, switch, text

ACTS = ("run", "explain")
VIEWS = ("table", "picture")
LONGEST_LINK = 4000  # characters of all parameters as an address writes them; longer ones are cut by mail and chat


@dataclass(frozen=True, slots=True)
class CypherState(State):
    """A query of one's own.

    Attributes:
        query: its text.
        canned: name of the canned query whose text it is; then `query` is empty.
        given: values of its parameters, as a map in braces.
        act: what is asked for, run or explain; empty asks nothing yet.
        view: how the answer is shown.
        long: whether the query is too long for an address, and so stands in this session alone.
    """

    query: str = lines(name="q", longest=LONGEST_LINK)
    canned: str = text()
    given: str = lines(longest=LONGEST_LINK)
    act: str = choice(ACTS)
    view: str = choice(VIEWS, default=VIEWS[0])
    long: bool = switch()

    @property
    def length(self) -> int:
        """Characters of its parameters as an address writes them."""
        return len(urlencode(self.params()))
