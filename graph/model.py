"""The words that all parts share: what a source says (claims), where it says it (documents), and graph elements.

Everything here is frozen: a claim is never changed, only judged, superseded or withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, cast, get_args

Kind = Literal[
    "transfer",
    "offer",
    "production",
    "end_use",
    "ownership",
    "role",
    "link",
    "registration",
    "listing",
    "event",
    "flow",
]
Modality = Literal["asserted", "reported", "alleged", "planned", "sought", "feared", "denied"]
Standing = Literal["accepted", "unreviewed", "rejected"]
Form = Literal["named", "group", "country"]
PartyKind = Literal[
    "company", "person", "public_body", "group", "country", "vessel", "aircraft", "asset", "weapon", "place"
]
Quality = Literal["primary", "alias", "weak", "former"]
Coverage = Literal["complete", "excerpt", "amendment"]
Relation = Literal["=", "~", ">=", "<=", ">", "<"]

MODALITIES: tuple[Modality, ...] = get_args(Modality)  # strongest first: the order of FORMATS.md
STANDINGS: tuple[Standing, ...] = get_args(Standing)  # best first
ROLES = ("supplier", "recipient", "maker", "weapon", "subject", "object", "place")

Span = tuple[int, int]


def digest_id(*parts: object) -> str:
    """Hash parts into an id of 32 hexadecimal digits (the first half of a sha256 over their JSON).

    Args:
        parts: anything that JSON can hold; the order counts.
    """
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed.

    Attributes:
        text: the printed form.
        quality: primary, alias, weak (never joins parties) or former.
        language: ISO 639-1 code where the source says it, else None.
    """

    text: str
    quality: Quality = "primary"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, value or share.

    Attributes:
        number: decimal digits, such as "12" or "2100000.50"; never a float, so that nothing is rounded.
        relation: "=", "~", ">=", "<=", ">" or "<".
        unit: as printed; None means pieces.
        currency: ISO 4217 code for a value.
    """

    number: str
    relation: Relation = "="
    unit: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone or something with a name, as one source prints it in one place.

    Attributes:
        surface: the fullest printed form that the mention stands for.
        form: named, group (nobody names it: "Chinese companies") or country.
        kind: what it is; decides the label of its node.
        country: ISO 3166-1 alpha-2 code, or None when unknown.
        country_basis: "printed" (own cell or text) or "address" (derived).
        names: further names; the surface itself is always a name.
        ids: pairs of identifier kind and value, such as ("INN", "7704730655").
        addresses: as printed.
        birth_dates: partial ISO dates.
        span: [start, end) of the mention in the document's text.
        key: raw key of the record within its source; None means what is printed (surface, country, ids).
        stub: the source only refers to it, by a key or an identifier, and says nothing of it: the surface is no name.
    """

    surface: str
    form: Form = "named"
    kind: PartyKind = "company"
    country: str | None = None
    country_basis: Literal["printed", "address"] | None = None
    names: tuple[Name, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    span: Span | None = None
    key: str | None = None
    stub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of a document (`claim.schema.json`), or of one row of a table or list.

    Dates are partial ISO dates ("2022", "2022-06", "2022-06-17"); codes are ISO 3166-1 alpha-2 and HS. `record` is the
    raw key of the row or entry within its source (None for text). `listing` claims use subject (authority), object
    (listed), topic (the list), measure, programme, annex, entry and reason. `flow` claims use subject (the reporting
    country). `link` claims are relations between two parties that are neither shares nor an office: subject, object,
    topic (what the source calls it, such as "directly consolidated by"). `registration` claims say that a register
    holds an entry of a party, with its names and identifiers: object, topic (the register), entry (its number there),
    outcome (its status), annex and reason (what else the entry states, such as why no parent is named).
    `share_max` is the upper bound of a band whose lower bound is `share`.
    """

    kind: Kind
    modality: Modality = "asserted"
    quote: str = ""
    spans: tuple[Span, ...] = ()
    supplier: Party | None = None
    recipient: Party | None = None
    maker: Party | None = None
    weapon: Party | None = None
    subject: Party | None = None
    object: Party | None = None
    place: Party | None = None
    via: tuple[Party, ...] = ()
    roles: tuple[tuple[str, Party], ...] = ()  # further roles of a table: notify, carrier, on_behalf_of
    goods: str | None = None
    goods_concept: str | None = None
    model: str | None = None
    hs: str | None = None
    hs_basis: Literal["printed", "inferred"] | None = None
    declared_as: str | None = None
    quantity: Amount | None = None
    value: Amount | None = None
    share: Amount | None = None
    share_max: Amount | None = None
    weight_kg: str | None = None
    origin: str | None = None
    origin_basis: Literal["printed", "supplier"] | None = None
    dispatch: str | None = None
    destination: str | None = None
    start: str | None = None
    end: str | None = None
    topic: str | None = None
    outcome: str | None = None
    measure: str | None = None
    programme: str | None = None
    annex: str | None = None
    entry: str | None = None
    reason: str | None = None
    speaker: str | None = None
    language: str | None = None
    confidence: float | None = None
    extractor: str | None = None
    flags: tuple[str, ...] = ()
    record: str | None = None
    declaration: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the claim as a JSON object without empty slots."""
        return cast(dict[str, Any], _plain(self))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Claim:
        """Read what `to_json` wrote; unknown keys are an error of the caller (TypeError)."""
        slots = dict(data)
        for role in ROLES:
            if slots.get(role) is not None:
                slots[role] = party_from_json(slots[role])
        slots["via"] = tuple(party_from_json(item) for item in slots.get("via", ()))
        slots["roles"] = tuple((name, party_from_json(item)) for name, item in slots.get("roles", ()))
        for amount in ("quantity", "value", "share", "share_max"):
            if slots.get(amount) is not None:
                slots[amount] = Amount(**slots[amount])
        slots["spans"] = tuple((start, end) for start, end in slots.get("spans", ()))
        slots["flags"] = tuple(slots.get("flags", ()))
        return cls(**slots)


def party_from_json(data: Mapping[str, Any]) -> Party:
    """Read a party that `Claim.to_json` wrote."""
    slots = dict(data)
    slots["names"] = tuple(Name(**name) for name in slots.get("names", ()))
    slots["ids"] = tuple((kind, value) for kind, value in slots.get("ids", ()))
    for key in ("addresses", "birth_dates"):
        slots[key] = tuple(slots.get(key, ()))
    if slots.get("span") is not None:
        slots["span"] = (slots["span"][0], slots["span"][1])
    return Party(**slots)


_SLOTS: dict[type, tuple[str, ...]] = {
    kind: tuple(slot.name for slot in fields(kind)) for kind in (Claim, Party, Name, Amount)
}


def _plain(value: object) -> object:
    names = _SLOTS.get(type(value))
    if names is not None:
        found = {}
        for name in names:
            item = getattr(value, name)
            if item is not None and item != () and item is not False:
                found[name] = item if type(item) is str else _plain(item)
        return found
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes, and under which terms.

    Attributes:
        publisher: who prints it, such as "Politico".
        owner: who owns the publisher, where known; decides independence.
        title: of the list, table or series; None for single reports.
        edition: ISO date of the edition, else None.
        url: address of the original.
        licence: as stated.
        data_origin: the named origin of the data ("Chinese customs data"), if another than the publisher.
        coverage: complete, excerpt or amendment; only a complete later edition closes what it no longer holds.
        synthetic: whether the content is invented.
    """

    publisher: str
    owner: str | None = None
    title: str | None = None
    edition: str | None = None
    url: str | None = None
    licence: str | None = None
    data_origin: str | None = None
    coverage: Coverage = "excerpt"
    synthetic: bool = False

    @property
    def key(self) -> str:
        """What the records of a source are keyed by: publisher and title, whatever the edition."""
        return f"{self.publisher}\n{self.title or ''}"

    @property
    def origin(self) -> str:
        """What independence is judged by: the origin of the data, else the owner, else the publisher."""
        return self.data_origin or self.owner or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as it was read.

    Attributes:
        sha256: of the original bytes.
        name: file name as given.
        kind: text, table or list.
        source: who published it.
        title: printed title, if any.
        language: ISO 639-1 code of the text, else None.
        published: partial ISO date, else None.
        encoding: how the bytes were read.
        length: characters of its text; 0 for tables and lists.
    """

    sha256: str
    name: str
    kind: Literal["text", "table", "list"]
    source: Source
    title: str | None = None
    language: str | None = None
    published: str | None = None
    encoding: str = "utf-8"
    length: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """Why a row was not taken.

    Attributes:
        rule: stable code, such as "ragged_row".
        message: the reason in words.
        column: the column at fault, where there is one.
    """

    rule: str
    message: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a loader yields: one row of a table, one entry of a list, or one claim of a text.

    Attributes:
        row: first physical line, from 1; None for text.
        sheet: sheet name, where there is one.
        record: raw key of the row within its source; the archive hashes it. None: the cells are the key.
        cells: the row as printed; empty for text.
        claims: what it says; empty when rejected.
        reject: why it was not taken.
    """

    row: int | None = None
    sheet: str | None = None
    record: str | None = None
    cells: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    reject: Reject | None = None


Scalar = str | int | float | bool
Value = Scalar | list[str]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph. The first label is its primary one, by which it is keyed (schema.yml).

    Attributes:
        labels: primary label first, then the others in alphabetical order.
        id: the waybill_id.
        properties: without waybill_id; dates as ISO strings where schema.yml says date; no None.
    """

    labels: tuple[str, ...]
    id: str
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of the graph, keyed by type, ends and the key properties that schema.yml names for its type.

    Attributes:
        type: relationship type.
        start: primary label and id of the node it leaves.
        end: primary label and id of the node it reaches.
        properties: without None.
    """

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: dict[str, Value] = field(default_factory=dict)
