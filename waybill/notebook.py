"""For notebooks (docs/notebook.ipynb): a connected py2neo `Graph`, tables of pandas and graphs of networkx.

The only module that imports py2neo, which is at the end of its life: nothing of ours needs it to load or to query.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.settings import Settings
from graph.store import Store
from queries import analytics, api, gate

if TYPE_CHECKING:
    import networkx
    import pandas
    import py2neo

_open: dict[Settings, Store] = {}


def store(home: str | Path | None = None, graph: str | None = None) -> Store:
    """Return an open store that stays open until the notebook ends, so that the embedded engine stays up meanwhile.

    Args:
        home: as for `queries.connect`.
        graph: as for `queries.connect`.
    """
    settings = Settings.from_environment(home=home, graph=graph)
    if settings not in _open:
        _open[settings] = Store.open(settings, create=False)
    return _open[settings]


def close() -> None:
    """Let all stores go; the embedded engine ends by itself when nobody else uses it."""
    while _open:
        _open.popitem()[1].close()


atexit.register(close)


def graph(home: str | Path | None = None, address: str | None = None) -> py2neo.Graph:
    """Return a connected py2neo `Graph`: `run`, `to_data_frame`, `to_table`, `nodes.match`, NodeMatcher.

    On the embedded engine it connects as a user who can only read. On Neo4j it has the rights of WAYBILL_USER: name one
    who can only read, where your edition has roles. After a rebuild of the graph ask for it anew.

    Args:
        home: as for `queries.connect`.
        address: of a Neo4j server, as `graph` for `queries.connect`.
    """
    from py2neo import Graph

    access = store(home, address).reader()
    return Graph(access.address, auth=access.auth, name=access.database)


def to_pandas(
    query: str, /, *, home: str | Path | None = None, address: str | None = None, **values: Any
) -> pandas.DataFrame:
    """Return an answer as a table of pandas.

    Args:
        query: the name of a canned query, or Cypher of one's own, which goes through the read-only gate.
        home: as for `queries.connect`.
        address: of a Neo4j server, as `graph` for `queries.connect`.
        values: its parameters.

    Raises:
        UnknownQuery: it is one word, and no canned query has this name.
        QueryRefused: one's own Cypher asks for what the gate forbids.
    """
    opened = store(home, address)
    if len(query.split()) == 1:
        return api.ask(opened, query, **values).to_pandas()
    return gate.run(opened, query, values, timeout_s=opened.settings.query_timeout_s).to_pandas()


def to_networkx(
    *, synthetic: bool = False, reviewed: bool = False, home: str | Path | None = None, address: str | None = None
) -> networkx.MultiDiGraph:
    """Return the supply ties as a graph of networkx; the key of an edge is the id of its tie, which has its proof.

    Args:
        synthetic: the invented ties instead of the real ones; the two are never in one graph.
        reviewed: only what is accepted.
        home: as for `queries.connect`.
        address: of a Neo4j server, as `graph` for `queries.connect`.
    """
    return analytics.project(store(home, address), synthetic=synthetic, reviewed=reviewed)
