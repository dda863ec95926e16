"""What a person typed of another day, or without some sources, read as the part of the archive that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.archive import Archive
from graph.errors import InvalidParameter
from graph.holdings import told_by
from graph.views import BY, View
from queries.question import bound


def view_of(
    archive: Archive,
    *,
    known: str | date | None = None,
    valid: str | date | None = None,
    by: str | None = None,
    sources: Iterable[str] = (),
) -> View:
    """Read which part of an archive an answer is to rest on.

    Args:
        archive: the whole.
        known, valid: days; a month or a year means its last day.
        by: loaded or published.
        sources: packages, files, sources or whole publishers that are taken not to be there, as `waybill sources`
            names them.

    Raises:
        InvalidParameter: a day or `by` is none.
        ArchiveError: a source is none, or several.
    """
    meant = next((one for one in BY if one == (by or BY[0])), None)
    if meant is None:
        raise InvalidParameter(f"by: must be one of {', '.join(BY)}, got {by!r}")
    days = [bound(name, one, last=True) for name, one in (("as-known-on", known), ("as-valid-on", valid))]
    sources = list(sources)
    gone = {held.package for named in sources for held in told_by(archive, named)}
    return View(days[0], meant, days[1], tuple(sorted(gone)), tuple(sources))
