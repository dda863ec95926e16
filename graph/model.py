"""The words that all parts share: what a source says (claims), where it says it (documents), and graph elements.

Everything here is frozen: a claim is never changed, only judged, superseded or withdrawn. What the archive holds in
millions is a msgspec.Struct, which reads and writes its JSON ten times quicker than a dataclass; `replace` gives a
changed copy of either.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, cast, get_args

import msgspec

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
Direction = Literal["import", "export", "re-import", "re-export"]
Basis = Literal["consignment", "origin"]
Relation = Literal["=", "~", ">=", "<=", ">", "<"]

MODALITIES: tuple[Modality, ...] = get_args(Modality)  # strongest first: the order of FORMATS.md
STANDINGS: tuple[Standing, ...] = get_args(Standing)  # best first
ROLES = ("supplier", "recipient", "maker", "weapon", "subject", "object", "place")

_PLAIN_JSON = msgspec.json.Encoder(order="sorted")
Span = tuple[int, int]
T = TypeVar("T")


def replace(value: T, /, **slots: Any) -> T:
    """Return a changed copy of anything frozen here: a struct or a dataclass."""
    if isinstance(value, msgspec.Struct):
        return cast(T, msgspec.structs.replace(value, **slots))
    return dataclasses.replace(value, **slots)  # type: ignore[type-var]  # every other value here is one


def digest_id(*parts: object) -> str:
    """Hash parts into an id of 32 hexadecimal digits (the first half of a sha256 over their JSON).

    Args:
        parts: anything that JSON can hold; the order counts.
    """
    try:
        data = _PLAIN_JSON.encode(parts)
    except UnicodeEncodeError:  # half a character, as broken files hold them
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        data = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


class Name(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A name as printed.

    Attributes:
        text: the printed form.
        quality: primary, alias, weak (never joins parties) or former.
        language: ISO 639-1 code where the source says it, else None.
    """

    text: str
    quality: Quality = "primary"
    language: str | None = None


class Amount(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
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


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
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


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One statement of a document (`claim.schema.json`), or of one row of a table or list.

    Dates are partial ISO dates ("2022", "2022-06", "2022-06-17"); codes are ISO 3166-1 alpha-2 and HS. `record` is
    the raw key of the row or entry within its source, or of this one of its statements (None for text). `listing`
    claims use subject (authority), object (listed), topic (the list), measure, programme, annex, entry and reason.
    `link` claims are relations between two parties that are neither shares nor an office: subject, object, topic
    (what the source calls it, such as "is directly consolidated by"). `registration` claims say that a register holds
    an entry of a party, with its names and identifiers: object, topic (the register), entry (its number there),
    outcome (its status), annex and reason (what else the entry states, such as why no parent is named). `share_max`
    is the upper bound of a band whose lower bound is `share`. `flow` claims use subject (who reports), object (the
    partner), direction, basis (whether the partner is the country of consignment or of origin), level (how far the
    goods are told apart: total, hs2, hs4, hs6 ...), regime (customs procedure and the like, where the figure is of
    one only) and scale (the factor that the value was printed with). `url` is the page on which the source says it.
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
    hs_revision: str | None = None
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
    direction: Direction | None = None
    basis: Basis | None = None
    level: str | None = None
    regime: str | None = None
    scale: str | None = None
    url: str | None = None
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


def roles_of(claim: Claim) -> Iterator[tuple[str, Party]]:
    """Yield the parties of a claim with their roles; the stations on the way stand in `via` alone."""
    for role in ROLES:
        party = getattr(claim, role)
        if party is not None:
            yield role, party
    yield from claim.roles


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        found = {}
        for name in value.__struct_fields__:
            item = getattr(value, name)
            if item is not None and item != () and item is not False:
                found[name] = item if type(item) is str else _plain(item)
        return found
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


INVENTED = "\nsynthetic"  # ends the key of an invented source


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
        """What the records of a source are keyed by: publisher and title, whatever the edition; invented ones apart."""
        return f"{self.publisher}\n{self.title or ''}{INVENTED if self.synthetic else ''}"

    @property
    def origin(self) -> str:
        """What independence is judged by: the origin of the data, else the owner, else the publisher."""
        return self.data_origin or self.owner or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as it was read.

    Attributes:
        sha256: of the original bytes; where several files are read as one, over the sha256 of each.
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


class Reject(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Why a row was not taken.

    Attributes:
        rule: stable code, such as "ragged_row".
        message: the reason in words.
        column: the column at fault, where there is one.
    """

    rule: str
    message: str
    column: str | None = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What a loader yields: one row of a table, one entry of a list, or one claim of a text.

    Attributes:
        row: first physical line, from 1; None for text.
        sheet: sheet name, where there is one.
        record: raw key of the row within its source; the archive hashes it. None: the cells are the key.
        cells: the row as printed; empty for text.
        claims: what it says; empty when rejected.
        reject: why it was not taken.
        tells_of: key of the party of which it tells, where what it says stands in the claim of another row.
    """

    row: int | None = None
    sheet: str | None = None
    record: str | None = None
    cells: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    reject: Reject | None = None
    tells_of: str | None = None


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
