"""What the address of the page "Sources" says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.address import State, choice, switch, text

VIEWS = ("loaded", "load", "export")


@dataclass(frozen=True, slots=True)
class SourcesState(State):
    """A list of what is loaded, or one source, package, upload or command.

    Attributes:
        view: what is loaded, loading a file, or an export.
        source: as `waybill sources` names it; empty lists all.
        package: id of a package, or the beginning of one.
        upload: id of files that wait to be loaded.
        file: name of the one of them whose columns are shown.
        job: id of a command that runs or has run; it is shown alone.
        format: of an export.
        synthetic: whether an export is of what is invented.
    """

    view: str = choice(VIEWS, default=VIEWS[0])
    source: str = text(longest=500)
    package: str = text()
    upload: str = text()
    file: str = text()
    job: str = text()
    format: str = text()
    synthetic: bool = switch()
