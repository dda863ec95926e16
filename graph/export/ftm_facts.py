"""Facts as edges and other entities of FollowTheMoney.

What is denied, planned, sought or feared has no place there: an edge asserts. It is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.export.extract import Extract
from graph.export.ftm_parties import SCHEMATA
from graph.export.ftm_world import End, Entity, World, entity_id
from graph.export.rdf_terms import address
from graph.model import Node
from graph.reference.ftm import EDGES
from graph.schema import SCHEMA

FORBIDDEN = SCHEMA.ties["SUPPLIED"].forbids
LEGAL = frozenset({"Company", "Person", "PublicBody", "LegalEntity"})
ORGANIZATIONS = frozenset({"Company", "PublicBody"})
PERSONS = frozenset({"Person"})
# Edge -> schemata that may stand at its ends.
RANGES = {
    "Ownership": (LEGAL, frozenset({"Company", "Vessel", "Airplane", "Asset"})),
    "Directorship": (LEGAL, ORGANIZATIONS),
    "Membership": (LEGAL, ORGANIZATIONS),
    "Employment": (PERSONS, ORGANIZATIONS),
    "Representation": (LEGAL, LEGAL),
    "Family": (PERSONS, PERSONS),
    "Associate": (PERSONS, PERSONS),
    "Succession": (LEGAL, LEGAL),
    "Payment": (LEGAL, LEGAL),
    "Debt": (LEGAL, LEGAL),
}
NO_SCHEMA = ("Offer", "Production", "Finding", "Flow", "Registration")
ENDS_OF = {"Ownership": ("HOLDS", "IN_PARTY"), "Role": ("HAS_ROLE", "AT"), "Link": ("LINKS", "LINKED_TO")}
NOT_ASSERTED = "facts left out that are denied, planned, sought or feared, rejected or superseded"
WITHOUT_END = "facts left out that name one end only"


def facts(extract: Extract, world: World, states: set[str], notes: Counter[str]) -> Iterator[Entity]:
    """Yield the facts that FollowTheMoney has a schema for.

    Args:
        extract: the elements.
        world: who says what.
        states: gets the ids of countries that stand at an end.
        notes: gets what has no place, in words.
    """
    for label in NO_SCHEMA:
        if count := sum(extract.count(labels) for labels in extract.labels if labels[0] == label):
            notes[f"{label} left out, for which FollowTheMoney has no schema"] += count
    for node in extract.nodes("Ownership", "Role", "Link", "Listing", "Transfer", "Event"):
        if not asserted(node):
            notes[NOT_ASSERTED] += 1
            continue
        found = _translate(node, world, states)
        if not found:
            notes[WITHOUT_END] += 1
        yield from found


def asserted(fact: Node) -> bool:
    """Whether sources say that it is so."""
    told = fact.properties
    return told["modality"] not in FORBIDDEN and told["standing"] != "rejected" and not told.get("superseded")


def _translate(node: Node, world: World, states: set[str]) -> list[Entity]:
    match node.labels[0]:
        case "Listing":
            return _sanction(node, world)
        case "Transfer":
            return _activity(node, world)
        case "Event":
            return _event(node, world)
        case label:
            ends = [world.one(node.id, kind) for kind in ENDS_OF[label]]
            if ends[0] is None or ends[1] is None:
                return []
            return _edge(node, ends[0], ends[1], world, states)


def _edge(node: Node, start: End, end: End, world: World, states: set[str]) -> list[Entity]:
    label, topic = node.labels[0], str(node.properties.get("topic") or "")
    if label == "Role" and end.label == "Country":
        return _occupancy(node, start, end, world) if start.label == "Person" else []
    for one in (start, end):
        if one.label == "Country":
            states.add(one.id)
    schema, role = {"Ownership": ("Ownership", ""), "Role": ("Directorship", topic)}.get(label) or _link(topic)
    sides = tuple(SCHEMATA.get(one.label, "PublicBody") for one in (start, end))
    if schema not in RANGES or not all(side in held for side, held in zip(sides, RANGES[schema], strict=True)):
        schema, role = "UnknownLink", topic or ("shares" if label == "Ownership" else label.lower())
    kind = EDGES[schema]
    entity = _fact(node, schema, world)
    entity.add(kind.source, entity_id(start.id))
    entity.add(kind.target, entity_id(end.id))
    entity.add(kind.role, role)
    _dates(entity, node)
    if schema == "Ownership":
        entity.add("percentage", share(node))
        entity.add("ownershipType", topic)
        entity.add("role", node.properties.get("reason"))
    elif schema in ("Payment", "Debt") and "value" in node.properties:
        entity.add("amount", f"{float(str(node.properties['value'])):.10g}")
        entity.add("currency", node.properties.get("currency"))
    elif "share" in node.properties:
        entity.add("summary", f"share: {share(node)} per cent")
    return [entity]


def _link(topic: str) -> tuple[str, str]:
    """The schema of a link, and what is left of its topic."""
    for schema, edge in EDGES.items():
        if edge.kind == "link" and edge.topic and (topic == edge.topic or topic.startswith(f"{edge.topic}: ")):
            return schema, topic.removeprefix(edge.topic).removeprefix(": ")
    return "UnknownLink", topic


def share(node: Node) -> str:
    """Return a share as its source has it: a number, a bound or a band."""
    told = node.properties
    if "share" not in told and "share_max" not in told:
        return ""
    upper, relation = told.get("share_max"), str(told.get("share_relation", ""))
    if "share" in told and "share_max_relation" in told:
        return f"{float(str(told['share'])):.10g}-{float(str(upper)):.10g}"
    sign = relation if relation in (">=", "<=", ">", "<") else ""
    return f"{sign}{float(str(told.get('share', upper))):.10g}"


def _occupancy(node: Node, holder: End, place: End, world: World) -> list[Entity]:
    post = Entity(f"position-{node.id}", "Position", "", world.data_sets_of(node.id))
    post.caption = str(node.properties.get("topic") or "office")
    post.add("name", post.caption)
    post.add("country", place.id.rpartition(":")[2].lower())
    entity = _fact(node, "Occupancy", world)
    entity.add("holder", entity_id(holder.id))
    entity.add("post", post.id)
    entity.add("status", node.properties.get("outcome"))
    _dates(entity, node)
    return [post, entity]


def _sanction(node: Node, world: World) -> list[Entity]:
    listed = [one for one in world.ends.get(node.id, ()) if one.type == "NAMES" and one.label != "Country"]
    if not listed:
        return []
    entity, told = _fact(node, "Sanction", world), node.properties
    for one in listed:
        entity.add("entity", entity_id(one.id))
    if authority := world.one(node.id, "ISSUED"):
        entity.add("authority", world.name_of(authority))
        entity.add("country", _country(authority, world))
    entity.add("program", told.get("topic"))
    entity.add("program", told.get("programme"))
    entity.add("provisions", told.get("measure"))
    entity.add("reason", told.get("reason"))
    entity.add("recordId", told.get("entry"))
    _dates(entity, node)
    return [entity]


def _country(end: End, world: World) -> str:
    if end.label == "Country":
        return end.id.rpartition(":")[2].lower()
    return str(world.parties[end.id].properties.get("country", "")).lower()


def _activity(node: Node, world: World) -> list[Entity]:
    entity, told = _fact(node, "EconomicActivity", world), node.properties
    for kind, name in (("SUPPLIES", "sender"), ("RECEIVED_BY", "receiver")):
        if (end := world.one(node.id, kind)) and SCHEMATA.get(end.label) in LEGAL:
            entity.add(name, entity_id(end.id))
    dispatch = told.get("dispatch") or told.get("supplier_country")
    origin = told.get("origin") if told.get("origin_basis") == "printed" else None
    destination = told.get("recipient_country") or told.get("destination")
    for name, code in (("departureCountry", dispatch), ("originCountry", origin), ("destinationCountry", destination)):
        entity.add(name, str(code or "").lower())
    entity.add("goodsDescription", told.get("goods_printed"))
    entity.add("vedCode", told.get("hs"))
    entity.add("ccdNumber", told.get("declaration"))
    if "value" in told:
        entity.add("invoiceAmount", f"{float(str(told['value'])):.10g} {told.get('currency', '')}")
    _dates(entity, node)
    return [entity]


def _event(node: Node, world: World) -> list[Entity]:
    entity = _fact(node, "Event", world)
    entity.caption = str(node.properties.get("topic") or "event")
    entity.add("name", entity.caption)
    for one in world.ends.get(node.id, ()):
        if one.label == "Country":
            entity.add("country", _country(one, world))
        elif SCHEMATA.get(one.label) in LEGAL:
            entity.add("involved", entity_id(one.id))
    _dates(entity, node)
    return [entity]


def _fact(node: Node, schema: str, world: World) -> Entity:
    told = node.properties
    seen = (told.get("first_seen"), told.get("gone_in") or told.get("last_seen"))
    entity = Entity(
        entity_id(node.id),
        schema,
        str(told.get("topic") or schema),
        world.data_sets_of(node.id),
        [],
        (str(seen[0]) if seen[0] else None, str(seen[1]) if seen[1] else None),
    )
    for document in sorted(world.documents.get(node.id, ())):
        entity.add("proof", entity_id(document))
    if (url := told.get("url")) and address(str(url)):
        entity.add("sourceUrl", url)
    for quote in world.quotes.get(node.id, ()):
        entity.add("description", quote)
    words = [str(told["modality"])] if told["modality"] != "asserted" else []
    words += ["unreviewed"] if told["standing"] == "unreviewed" else []
    words += ["disputed"] if told.get("disputed") else []
    words += [f"no longer held by the edition of {told['gone_in']}"] if told.get("gone_in") else []
    entity.add("summary", ", ".join(words))
    return entity


def _dates(entity: Entity, node: Node) -> None:
    """Dates as exact as the source has them; bounds that it does not print are not made days."""
    entity.add("startDate", node.properties.get("start_printed"))
    entity.add("endDate", node.properties.get("end_printed"))


def topics(extract: Extract, world: World, day: str | None) -> dict[str, set[str]]:
    """Return topics of those who stand on lists, by what the list does.

    Args:
        extract: the elements.
        world: who says what.
        day: as known on that day; listings that ended before it give no topic.
    """
    found: dict[str, set[str]] = {}
    for node in extract.nodes("Listing"):
        told = node.properties
        if not asserted(node) or told.get("gone_in") or (day and "end" in told and str(told["end"]) < day):
            continue
        words = f"{told.get('measure', '')} {told.get('topic', '')}".casefold()
        if "export control" in words:
            topic = "export.control"
        elif "countermeasure" in words:
            topic = "sanction.counter"
        else:
            topic = "sanction" if "measure" in told or "sanction" in words or "security council" in words else "poi"
        for one in world.ends.get(node.id, ()):
            if one.type == "NAMES":
                found.setdefault(one.id, set()).add(topic)
    return found
