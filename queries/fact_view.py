"""What is said of one fact, by whom, for and against, and where the passages differ; what might be the same fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from graph import one_voice
from graph.archive import Archive
from graph.errors import ArchiveError
from graph.model import Amount, Claim
from graph.reviews import reviewed
from graph.schema import SCHEMA
from graph.store import Store
from graph.store_values import primary
from queries import evidence, ids, whose
from queries.parts import part
from queries.passage import EvidenceItem
from queries.told import Fact, facts_of

Side = Literal["for", "against", "not_done", "rejected"]
NOT_DONE = ("planned", "sought", "feared")
MOST_ENDS = 60  # parties, goods and places round a fact
MOST_BESIDE = 20  # facts that are kept apart from one
BETWEEN = {  # kind of fact -> the relationships of its two ends
    "Transfer": (("SUPPLIES", "RECEIVED_BY"),), "Ownership": (("HOLDS", "IN_PARTY"),), "Role": (("HAS_ROLE", "AT"),),
}  # fmt: skip
MOST_READ = 20  # documents whose claims are read slot by slot
SLOTS = ("modality", "speaker", "dates", "quantity", "value", "share", "weight_kg", "goods", "declared_as", "origin",
         "destination", "via")  # fmt: skip
WORDS = ("goods", "declared_as", "origin", "destination")  # slots that are one text


@dataclass(frozen=True, slots=True)
class End:
    """What stands round a fact.

    Attributes:
        type: relationship that leads to it.
        label: primary label of its node.
        id: of its node.
        name: best name.
        country: of a party, ISO code.
        code: of a country, ISO code.
    """

    type: str
    label: str
    id: str
    name: str | None
    country: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage or row with what it says of the fact, slot by slot.

    Attributes:
        item: the passage.
        fact: id of the fact that it is about.
        values: by slot of SLOTS; what it does not say, or nobody can tell apart, is left out.
    """

    item: EvidenceItem
    fact: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """All passages that count as one independent source.

    Attributes:
        origin: whose word they are.
        items: the one that is no reprint first, then in order of strength.
    """

    origin: str
    items: tuple[EvidenceItem, ...]

    @property
    def documents(self) -> int:
        """In how many documents it speaks."""
        return len({item.document for item in self.items})


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with all that is said of it.

    Attributes:
        id: its waybill_id.
        label: its kind.
        fact: what it says; None where every claim of it was rejected.
        ends: who and what stands round it.
        items: its passages and rows, best first.
        beside: facts between the same ends, with dates that can fit, which are kept apart.
        perhaps: ids of those that might be the same.
        passages: of it and of those beside it, with their values.
    """

    id: str
    label: str
    fact: Fact | None
    ends: tuple[End, ...]
    items: tuple[EvidenceItem, ...]
    beside: tuple[Fact, ...]
    perhaps: frozenset[str]
    passages: tuple[Passage, ...]

    @property
    def cut(self) -> bool:
        """Whether there may be more passages."""
        return len(self.items) >= evidence.MOST


def fact_view(store: Store, archive: Archive, identifier: str) -> FactView:
    """Return what is said of a fact.

    Args:
        store: an open store.
        archive: holds the claims slot by slot, and the rows.
        identifier: its id, or the beginning of it.

    Raises:
        InvalidParameter: no fact has this id, or several do.
    """
    label, whole = ids.node(store, identifier, SCHEMA.labelled("Fact"), "fact")
    around = store.read(part("ends_of_fact"), {"id": whole, "limit": MOST_ENDS})
    ends = tuple(
        End(row["type"], primary(row["labels"]), row["id"], row["name"], row["country"], row["code"]) for row in around
    )
    perhaps, beside = _beside(store, label, whole)
    own = facts_of(store, {whole: label})
    items = _heard(store, evidence.of_facts(store, archive, [whole]))
    more = evidence.of_facts(store, archive, [one.id for one in beside])
    return FactView(
        whole, label, own[0] if own else None, ends, tuple(items), tuple(beside), perhaps,
        tuple(_passages(archive, [*items, *more], {one.id: one for one in (*own, *beside)})),
    )  # fmt: skip


def _beside(store: Store, label: str, whole: str) -> tuple[frozenset[str], list[Fact]]:
    """Return the ids of the facts that might be the same, and these and further ones beside a fact, in their order."""
    near = store.read(part("perhaps_same"), {"id": whole, "limit": MOST_BESIDE})
    found = {row["id"]: primary(row["labels"]) for row in near}
    perhaps = frozenset(found)
    for first, second in BETWEEN.get(label, ()):
        statement = part("facts_beside").replace("{label}", label).replace("{first}", first)
        rows = store.read(statement.replace("{second}", second), {"id": whole, "limit": MOST_BESIDE})
        found |= {row["id"]: label for row in rows[: max(0, MOST_BESIDE - len(found))]}
    return perhaps, sorted(facts_of(store, found), key=lambda one: (one.id not in perhaps, *one.order))


def _heard(store: Store, items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Give reprints the origin of the text that they repeat."""
    own = whose.origins(store, {f"{ids.DOCUMENT}{item.reprint_of or item.document}" for item in items})
    return [replace(item, origin=own.get(item.document[:32], item.origin)) for item in items]


def facts_by_id(store: Store, wanted: Sequence[str]) -> list[Fact]:
    """Return facts of any kind in the order of their dates; rejected ones are left out."""
    rows = store.read(part("labels_of_facts"), {"ids": list(wanted)}) if wanted else []
    return facts_of(store, {row["id"]: primary(row["labels"]) for row in rows})


def side(item: EvidenceItem) -> Side:
    """Return on which side of a fact a passage stands."""
    if item.standing == "rejected":
        return "rejected"
    if item.modality == "denied":
        return "against"
    return "not_done" if item.modality in NOT_DONE else "for"


def voices(items: Iterable[EvidenceItem]) -> list[Voice]:
    """Gather passages by the independent source that they count as, in the order of the best of each."""
    said = [(item.origin or item.publisher or item.document, item) for item in items]
    known = one_voice.voices((source, "" if item.row is not None else item.quote or "") for source, item in said)
    found: dict[str, list[EvidenceItem]] = {}
    for source, item in said:
        found.setdefault(known[source], []).append(item)
    return [
        Voice(origin, tuple(sorted(own, key=lambda item: item.reprint_of is not None))) for origin, own in found.items()
    ]


def differing(passages: Sequence[Passage]) -> list[str]:
    """Return the slots of which two passages say two things, in the order of SLOTS."""
    return [slot for slot in SLOTS if len({repr(one.values[slot]) for one in passages if slot in one.values}) > 1]


def _passages(archive: Archive, items: Sequence[EvidenceItem], facts: Mapping[str, Fact]) -> list[Passage]:
    documents = list(dict.fromkeys(item.document for item in items if item.claim and item.row is None))[:MOST_READ]
    claims: dict[str, Claim] = {}
    for document in documents:
        try:
            claims |= {one.node: one.stands for one in reviewed(archive, document)}
        except ArchiveError:
            continue  # the page shows the passage itself, and `waybill check` names what is damaged
    found = []
    for item in items:
        fact = facts.get(item.fact or "")
        claim = claims.get(item.claim or "")
        values = values_of(claim) if claim is not None else _of_fact(fact) if fact is not None else {}
        told = {"modality": item.modality, **({"speaker": item.speaker} if item.speaker else {})}
        found.append(Passage(item, item.fact or "", told | values))
    return found


def values_of(claim: Claim) -> dict[str, Any]:
    """Return what a claim says in the slots that can differ between two passages on one fact."""
    found: dict[str, Any] = {}
    if claim.start or claim.end:
        found["dates"] = [claim.start, claim.end]
    for slot in ("quantity", "value", "share"):
        amount: Amount | None = getattr(claim, slot)
        if amount is not None:
            found[slot] = _amount(amount.number, amount.relation, amount.currency or amount.unit)
    if claim.weight_kg:
        found["weight_kg"] = _number(claim.weight_kg)
    found |= {slot: told for slot in WORDS if (told := getattr(claim, slot))}
    if claim.via:
        found["via"] = [party.surface for party in claim.via]
    return found


def _of_fact(fact: Fact) -> dict[str, Any]:
    """Return what a fact says that rests on one row or claim alone; of more nobody can tell which says what."""
    held = fact.properties
    if held.get("claims") != 1:
        return {}
    found: dict[str, Any] = {}
    dates = [held.get("start_printed") or held.get("start"), held.get("end_printed") or held.get("end")]
    if any(dates):
        found["dates"] = dates
    for slot, unit in (("quantity", "unit"), ("value", "currency")):
        if held.get(slot) is not None:
            found[slot] = _amount(held[slot], held.get(f"{slot}_relation") or "=", held.get(unit))
    if held.get("weight_kg") is not None:
        found["weight_kg"] = _number(held["weight_kg"])
    if held.get("goods_printed"):
        found["goods"] = held["goods_printed"]
    return found | {slot: held[slot] for slot in WORDS if held.get(slot)}


def _amount(number: object, relation: str, unit: str | None) -> dict[str, str | None]:
    return {"number": _number(number), "relation": relation, "unit": unit}


def _number(value: object) -> str:
    try:
        return format(Decimal(str(value)).normalize(), "f")
    except InvalidOperation:
        return str(value)
