"""Random small graphs and random questions in the forms that are easily answered wrongly, each with a twin.

A twin asks the same in other words that leave an engine no choice. Where question and twin differ, an engine
is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

NODES, RELATIONSHIPS, GROUPS = 7, 13, 3
SCRATCH = "TwinScratch"  # nothing of Waybill has this label


@dataclass(frozen=True, slots=True)
class Twins:
    """Two queries of one meaning, with their parameters."""

    form: str
    question: str
    twin: str
    parameters: dict[str, object]


def graph_of(random: Random) -> list[str]:
    """Return statements that write a random graph: a few nodes in groups, relationships of two types."""
    nodes = ", ".join(f"(n{k}:{SCRATCH} {{k: {k}, g: {random.randrange(GROUPS)}}})" for k in range(NODES))
    ties = ", ".join(
        f"(n{random.randrange(NODES)})-[:TWIN_{random.choice(('TO', 'BY'))} {{w: {random.randrange(4)}}}]->"
        f"(n{random.randrange(NODES)})"
        for _ in range(RELATIONSHIPS)
    )
    return [f"CREATE {nodes}, {ties}"]


def twins_of(random: Random) -> Twins:
    """Return a random question with its twin."""
    return random.choice(FORMS)(random)


def _bound_paths(random: Random) -> Twins:
    """A path between two nodes that are known already, and the same without knowing them first."""
    least, most, arrow = random.randrange(1, 3), random.randrange(2, 4), random.choice(("->", "-"))
    steps = f"-[:TWIN_TO*{least}..{most}]{arrow}"
    question = (
        f"MATCH (a:{SCRATCH} {{k: $a}}) MATCH (b:{SCRATCH} {{k: $b}}) MATCH p = (a){steps}(b) "
        "RETURN count(p) AS n, sum(length(p)) AS steps"
    )
    twin = (
        f"MATCH p = (a:{SCRATCH}){steps}(b:{SCRATCH}) WHERE a.k = $a AND b.k = $b "
        "RETURN count(p) AS n, sum(length(p)) AS steps"
    )
    return Twins("bound path", question, twin, {"a": random.randrange(NODES), "b": random.randrange(NODES)})


def _collected(random: Random) -> Twins:
    """Nodes that are collected before paths leave them, and paths without collecting."""
    most = random.randrange(1, 4)
    given: dict[str, object] = {"g": random.randrange(GROUPS), "h": random.randrange(GROUPS)}
    path = f"p = (a)-[:TWIN_TO|TWIN_BY*1..{most}]->(b:{SCRATCH} {{g: $h}})"
    end = "RETURN a.k AS a, count(p) AS n, sum(length(p)) AS steps ORDER BY a"
    question = f"MATCH (a:{SCRATCH} {{g: $g}}) WITH collect(a) AS some UNWIND some AS a MATCH {path} {end}"
    return Twins("collect", question, f"MATCH (a:{SCRATCH} {{g: $g}}) MATCH {path} {end}", given)


def _shortest(random: Random) -> Twins:
    """A shortest path along either of two types, and the first of all paths in the order of their length."""
    a, b = random.sample(range(NODES), 2)
    given: dict[str, object] = {"a": a, "b": b}
    ends = f"MATCH (a:{SCRATCH} {{k: $a}}), (b:{SCRATCH} {{k: $b}}) "
    way = "(a)-[:TWIN_TO|TWIN_BY*1..4]->(b)"
    question = f"{ends}MATCH p = shortestPath({way}) RETURN length(p) AS steps"
    return Twins("shortest", question, f"{ends}MATCH p = {way} RETURN length(p) AS steps ORDER BY steps LIMIT 1", given)


def _listed(random: Random) -> Twins:
    """Paths filtered by a list that was collected, and by a subquery."""
    most = random.randrange(1, 4)
    given: dict[str, object] = {"g": random.randrange(GROUPS), "w": random.randrange(4)}
    question = (
        f"MATCH (m:{SCRATCH} {{g: $g}}) WITH collect(m.k) AS some MATCH p = (a:{SCRATCH})-[r:TWIN_TO*1..{most}]->(b) "
        "WHERE a.k IN some AND all(one IN r WHERE one.w >= $w) RETURN a.k AS a, b.k AS b, count(p) AS n ORDER BY a, b"
    )
    twin = (
        f"MATCH p = (a:{SCRATCH})-[:TWIN_TO*1..{most}]->(b) "
        f"WHERE EXISTS {{ MATCH (m:{SCRATCH}) WHERE m.k = a.k AND m.g = $g }} "
        "AND none(one IN relationships(p) WHERE one.w < $w) RETURN a.k AS a, b.k AS b, count(p) AS n ORDER BY a, b"
    )
    return Twins("list", question, twin, given)


FORMS: tuple[Callable[[Random], Twins], ...] = (_bound_paths, _collected, _shortest, _listed)
