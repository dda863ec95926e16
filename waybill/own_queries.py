"""A user's own queries: one to begin with, what is wrong with a file, and the list of all queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import typer

from graph.errors import ConfigError, InvalidParameter, QueryError
from graph.settings import Settings
from graph.store import NEO4J, Store
from queries import catalogue, gate
from queries.catalogue import Catalogue, Query
from queries.headers import STEM, Fault, look
from waybill.context import Context
from waybill.output import emit_json, note, say, table

CHECK_FAILED = 1
TEMPLATE = """\
// question: Which firms of a country are there? (Your question, in one line.)
// id: {id}
// maturity: trial
// hop cap: none
// row key: party_id
// looked at: Company
// parameter country: country, default "CN"; where they are
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column party_id: string; id of the firm
// column party: string; its name
// column synthetic: boolean; whether it is invented
// :param {{country: 'CN', limit: 100}}
MATCH (c:Company {{country: $country}})
RETURN c.waybill_id AS party_id, c.name AS party, coalesce(c.synthetic, false) AS synthetic
ORDER BY synthetic, party, party_id
LIMIT $limit"""


def template(name: str) -> str:
    """Return the text of a query to begin one's own with.

    Raises:
        InvalidParameter: the name is not one for a file.
    """
    stem = name.removesuffix(".cypher").replace("-", "_")
    if not STEM.fullmatch(stem):
        raise InvalidParameter(f"--new: must be small letters and digits joined by _, got {name!r}")
    if why := catalogue.taken(_named(stem), catalogue.canned().values()):
        raise InvalidParameter(f"--new: {why}")
    return TEMPLATE.format(id=stem.replace("_", "-"))


def _named(stem: str) -> Query:
    return Query(stem, stem.replace("_", "-"), "", "", (), (), 0, "", "", (), (), "", own=True)


def catalogue_of(settings: Settings, folder: Path | None) -> Catalogue:
    """Return all queries, those of the user's own folder among them.

    Args:
        settings: name the folder.
        folder: another one.

    Raises:
        ConfigError: the other one is no folder.
    """
    if folder is not None and not folder.is_dir():
        raise ConfigError(f"--queries: must be a folder, got {str(folder)!r}")
    return catalogue.joined(folder or settings.queries_dir)


def print_list(found: Catalogue, json_: bool) -> None:
    """Print all queries by group, the user's own apart, and which of these were left out."""
    every = sorted(found.queries.values(), key=lambda one: (one.own, one.group, one.name))
    if json_:
        rows = [{"name": one.name, "group": one.group, "question": one.question, "own": one.own} for one in every]
        return emit_json({"queries": rows, "refused": found.refused})
    for own in (False, True):
        rows_of = [(one.name, one.question, [p.name for p in one.parameters]) for one in every if one.own == own]
        if own and rows_of:
            say("\nYour own", "bold")
        if rows_of:
            table(("query", "asks", "parameters"), rows_of)
    for why in found.refused.values():
        note(f"left out: {why}", "yellow")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a file, and where its plan looks at all of something; None where no Neo4j tells."""

    faults: list[Fault]
    scans: tuple[tuple[str, str], ...] | None


def check(context: Context, path: Path) -> Checked:
    """Check a file by all rules: its header, the gate, and, where there is a graph, what the engine says to it."""
    query, faults = look(path)
    if query is None:
        return Checked(faults, None)
    if why := catalogue.taken(query, catalogue.canned().values()):
        faults.append(Fault(1, why))
    if faults or not context.has_graph:
        return Checked(faults, None)
    with context.store() as store:
        return explained(store, query)


def explained(store: Store, query: Query) -> Checked:
    """Check a query whose header is sound by what the engine says to its :param line, its text and its plan."""
    lines = query.text.splitlines()
    first = next((number for number, line in enumerate(lines, 1) if not line.startswith("//")), 1)
    pasted = next((number for number, line in enumerate(lines, 1) if re.match(r"//\s?:param ", line)), 1)
    try:
        line = pasted
        [given] = gate.run(store, f"RETURN {query.param_line.removeprefix(':param ')} AS given").rows
        line = first
        gate.check(query.cypher)
        plan = store.explain(query.cypher, given["given"])
    except QueryError as error:
        return Checked([Fault(line, str(error))], None)
    if store.engine != NEO4J:
        return Checked([], None)
    scanned = ", ".join(name for name, _ in plan.scans)
    if plan.scans and not query.scan:
        return Checked(
            [Fault(first, f"its plan has {scanned}: begin elsewhere, or say why in a line `scan: `")], plan.scans
        )
    if query.scan and not plan.scans:
        return Checked([Fault(1, "its plan looks at all of nothing: the line `scan: ` has to go")], ())
    return Checked([], plan.scans)


def print_check(context: Context, path: Path, json_: bool) -> None:
    """Print what is wrong with a file, a line each, and end with code 1 where anything is."""
    found = check(context, path)
    if json_:
        faults = [{"line": fault.line, "rule": fault.rule} for fault in found.faults]
        scans = None if found.scans is None else [{"operator": name, "of": text} for name, text in found.scans]
        emit_json({"file": str(path), "faults": faults, "scans": scans})
    else:
        for fault in found.faults:
            say(f"{path}, line {fault.line}: {fault.rule}", "red")
        for name, text in found.scans or ():
            say(f"{name} of {text}")
        if not found.faults:
            untold = "; only a Neo4j server tells where its plan looks at all of something"
            say(f"{path}: nothing is wrong with it{untold if found.scans is None else ''}")
    if found.faults:
        raise typer.Exit(CHECK_FAILED)
