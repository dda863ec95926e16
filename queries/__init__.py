"""Questions to the graph: canned Cypher, supply chains, evidence, search, and the gate for a person's own Cypher.

For programs and notebooks (docs/python.md): `from queries import PathQuery, ask, connect, evidence_of, supply_paths`.
These names are looked up when they are asked for, so that a command which needs one module does not import all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.analytics import project
    from queries.api import ask, connect, every_query, evidence_of
    from queries.chains import PathAnswer, PathQuery, supply_paths
    from queries.result import Result
    from queries.supply import EvidenceItem

__all__ = [
    "EvidenceItem",
    "PathAnswer",
    "PathQuery",
    "Result",
    "ask",
    "connect",
    "every_query",
    "evidence_of",
    "project",
    "supply_paths",
]
_MODULES = {
    "analytics": ("project",),
    "api": ("ask", "connect", "every_query", "evidence_of"),
    "chains": ("PathAnswer", "PathQuery", "supply_paths"),
    "result": ("Result",),
    "supply": ("EvidenceItem",),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a name of `__all__` from the module that has it."""
    if name not in _WHERE:
        raise AttributeError(f"module 'queries' has no attribute {name!r}")
    return getattr(import_module(f"queries.{_WHERE[name]}"), name)
