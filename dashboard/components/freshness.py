"""How fresh the graph is: each source with its edition and age, and the loads that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import data, go
from dashboard.components.table import table
from dashboard.say import say, words
from dashboard.wording import invented, listed
from graph.holdings import Holding, holdings
from queries.overview import Overview

COLUMNS = ("source", "edition", "age_days", "loaded", "documents", "rejected", "origin", "synthetic")
SECONDS = 60  # a load that fails leaves the graph, and so its mark, as it was
NAMED = 5


@st.cache_data(show_spinner=False, max_entries=5, ttl=SECONDS)
def _held(mark: str) -> list[Holding]:
    return holdings(data.archive())


def freshness(loaded: Overview) -> None:
    """Show the sources that the graph rests on, the oldest edition first, and which loads failed.

    Args:
        loaded: the counts, which know the origin of each publisher's data.
    """
    st.header(say("counts.sources"))
    held = _held(data.mark())
    failed = [one for one in held if one.state in ("failed", "unfinished")]
    if failed:
        names = [one.document for one in failed]
        more = words("fresh.more", n=len(names) - NAMED) if len(names) > NAMED else ""
        st.warning(say("fresh.failed", n=len(failed), names=listed([*names[:NAMED], more])))
    go.link("sources", say("fresh.more_of_them"), icon=":material/inventory_2:")
    origins = {source.get("name"): source.get("origin") for source in loaded.sources}
    rows = rows_of(held, origins)
    undated = sum(row["age_days"] is None for row in rows)
    st.caption(say("fresh.order"))
    if undated:
        st.caption(say("fresh.undated", n=undated))
    table(rows, COLUMNS, key="sources", alt=words("counts.sources_alt"), file="waybill-sources")


def rows_of(held: Sequence[Holding], origins: dict[Any, Any]) -> list[dict[str, Any]]:
    """Return a row for each source that counts, the oldest first; those without an edition come last.

    Args:
        held: what the archive holds.
        origins: publisher -> whose data it has.
    """
    sources: dict[str, list[Holding]] = defaultdict(list)
    for one in held:
        if one.state == "active":
            sources[one.source].append(one)
    rows = [
        {
            "source": source,
            "edition": max((one.edition or one.published or "" for one in some), default=""),
            "age_days": min((one.age_days for one in some if one.age_days is not None), default=None),
            "loaded": max((one.captured or "" for one in some), default="")[:10],
            "documents": len({one.sha256 for one in some}),
            "rejected": sum(one.rejected for one in some),
            "origin": origins.get(some[0].publisher),
            "synthetic": invented(any(one.synthetic for one in some)),
        }
        for source, some in sources.items()
    ]
    return sorted(rows, key=lambda row: (row["age_days"] is None, -(row["age_days"] or 0), row["source"]))
