"""Is a file a table of parts found in weapons, or one that lies beside such a table?"""

from __future__ import annotations

from loaders.components import edges, found_parts
from loaders.head import Detected, Head

# What the compiler counted out of the table of components, or collected beside it: no finding stands in them.
BESIDE = (
    (
        frozenset({"display_name", "manufacturer_country", "total_components_documented", "primary_source_url"}),
        "an index of weapons, counted from a table of components by its compiler: the findings stand there",
    ),
    (
        frozenset({"manufacturer_id", "name", "country", "components_supplied", "drones_supplied"}),
        "an index of makers, counted from a table of components by its compiler, repeated rows included: the findings "
        "stand there",
    ),
    (
        frozenset({"teardown_id", "title", "drone_id", "organization", "components_referenced"}),
        "a list of reports on weapons: load the reports themselves",
    ),
)


def recognise(head: Head) -> Detected | None:
    """Return what a file is when it is one of these tables."""
    header = head.header
    if found_parts.fits(header):
        return Detected("components", "parts found in weapons", head.encoding, found_parts.FoundParts)
    if edges.fits(header):
        return Detected("components", "ties between makers, dealers and weapons", head.encoding, edges.Edges)
    for columns, what in BESIDE:
        if frozenset(header) >= columns:
            return Detected("unknown", what, head.encoding)
    return None
