"""Every error that Waybill raises on purpose, one family per part.

A message names the thing, the rule that it breaks, what was got, and the way out. The command line prints it as one
line and exits with code 2; the dashboard shows it in place.
"""

from __future__ import annotations

from pathlib import Path


class WaybillError(Exception):
    """Root of all errors that Waybill raises on purpose."""


class ConfigError(WaybillError):
    """A setting, an option or the environment is not usable."""


class NotAllowed(WaybillError):
    """Whoever acts has not the role that this needs; nothing was done."""


class SchemaError(WaybillError):
    """Data or a store does not fit graph/schema.yml."""


class ArchiveError(WaybillError):
    """A package or the decision log is damaged, in use or cannot be written."""


class DecidedMeanwhile(ArchiveError):
    """Somebody decided on the same thing after whoever decides had looked at it; nothing was done."""


class SourceError(WaybillError):
    """A file that was to be loaded cannot be read as what it claims to be.

    Args:
        message: the rule that is broken, what was got, and the way out.
        path: the file.
        row: the first physical line of the offending row, from 1, where there is one.
    """

    def __init__(self, message: str, path: Path | str | None = None, row: int | None = None) -> None:
        place = "" if path is None else f"{path}: " if row is None else f"{path}, row {row}: "
        super().__init__(place + message)
        self.path = None if path is None else Path(path)
        self.row = row


class CaseError(WaybillError):
    """A case or a saved view is not there, or cannot be as it was asked for."""


class ModelError(WaybillError):
    """A language model was not reached, may not be asked any more, or gave an answer that cannot be used."""


class ResolutionError(WaybillError):
    """Names or judgements contradict each other."""


class QueryError(WaybillError):
    """A question cannot be asked or answered."""


class UnknownQuery(QueryError):
    """No canned query has this name."""


class InvalidParameter(QueryError):
    """A parameter has the wrong type, is out of bounds or unknown."""


class QueryTimeout(QueryError):
    """A query was stopped by its time limit."""


class QueryRefused(QueryError):
    """A person's own Cypher asks for what the read-only gate forbids."""


class ExportError(WaybillError):
    """An export cannot be written where or as it was asked for."""


class StoreError(WaybillError):
    """The graph store refused or failed."""


class StoreUnavailable(StoreError):
    """No server answers at the address, or the engine does not start."""


class AuthenticationFailed(StoreError):
    """The server refuses user or password."""


class ConstraintViolated(StoreError):
    """A write breaks a constraint of the store."""
