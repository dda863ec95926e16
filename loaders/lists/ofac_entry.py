"""One entry of OFAC's lists, whatever file prints it, and the claims that it makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from graph.model import Claim, Name, Party, PartyKind, Quality
from graph.resolution import check_digits
from loaders.contacts import contacts_of, labelled_contact
from loaders.identifiers import settle
from loaders.lists.kinds import party_kind
from loaders.lists.ofac_index import TYPES, Index, entry_key, party_key
from loaders.lists.parts import unique_names
from loaders.lists.us_dates import births
from loaders.lists.us_ids import GLOBAL, IMO, LEFT, labelled
from loaders.lists.us_lists import UsList, country_of
from loaders.tables.dates import DateProblem, read_date

QUALITIES: dict[str, Quality] = {"aka": "alias", "fka": "former", "nka": "alias"}
ALIAS = re.compile(r"([afn])\.?k\.?a\.? '(.+)'", re.IGNORECASE | re.DOTALL)
BORN = re.compile(r"(?:DOB|Date of Birth) (.+)", re.DOTALL)
NATION = re.compile(r"(alt\. )?(nationality(?: of registration)?|citizen(?:ship)?) (.+)", re.IGNORECASE)
LINKED = re.compile(r"Linked To: (.+)", re.DOTALL)
DIRECTIVE = re.compile(r"Executive Order (\d+) Directive Determination -\s*Subject to (Directive \w+)")
LISTED = re.compile(r"Listing Date(?: \(([^()]*)\))?:? (.+)")
SERIAL = re.compile(
    r"Aircraft (Manufacturer's Serial Number \(MSN\)|Construction Number \(.*?\)|Serial Identification) (.+)"
)
TAIL = re.compile(r"(Previous )?Aircraft Tail Number (.+)")
OPERATOR = re.compile(r"Aircraft Operator (.+)")
MODEL = re.compile(r"Aircraft Model (.+)")
ALT = re.compile(r"alt\. ", re.IGNORECASE)
SEPARATOR = re.compile(r";\s+")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
LEI_LENGTH = 20
CUT = 1000  # characters of a remark, where OFAC cuts it and goes on in sdn_comments.csv


@dataclass(slots=True)
class OfacEntry:
    """What one entry prints.

    Attributes:
        uid: its number, the same in all of OFAC's files.
        name: the primary name; of a person LAST, First.
        kind: a key of TYPES.
        programmes: tags, in any order.
        start, end: partial ISO dates, where the file prints them in cells of their own.
        title: offices of a person, parted by semicolons.
        flag, owner: of a vessel.
        names: further names.
        addresses: each with the country that it prints, "" for none.
        segments: labelled words: the remarks taken apart, or the ids of the XML.
        flags: what the reader of the file noticed.
    """

    uid: str
    name: str
    kind: str = ""
    programmes: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    title: str = ""
    flag: str = ""
    owner: str = ""
    names: list[Name] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """What the segments of an entry say."""

    names: list[Name] = field(default_factory=list)
    ids: list[tuple[str, str, str | None]] = field(default_factory=list)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    citizen: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    directives: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    serials: list[str] = field(default_factory=list)
    model: str = ""
    flags: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def segments(remarks: str) -> list[str]:
    """Cut remarks at their semicolons; the full stop at their end is no part of them."""
    text = remarks.strip()
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return [_unbracketed(part.strip()) for part in SEPARATOR.split(text) if part.strip(" ;.")]


def _unbracketed(part: str) -> str:
    """Take off the brackets in which newer files put "Linked To"."""
    if part.startswith("(Linked To:"):
        part = part[1:]
    return part[:-1] if part.startswith("Linked To:") and part.count(")") > part.count("(") else part


def claims_of(entry: OfacEntry, on: UsList, extractor: str, index: Index, counts: Counter[str]) -> tuple[Claim, ...]:
    """Return what an entry says: its listing, to whom it is linked, and who owns or operates the craft.

    "Linked To" names the party on whose account an entry was listed and leaves open how: owned by, acts for, helps. So
    it is a link, no ownership and no office. An operator of an aircraft is linked too; only "Vessel Owner" is an owner.
    An office becomes a role where it is held at another entry of the list.

    Args:
        entry: as printed.
        on: the list.
        extractor: name of the loader.
        index: the names of all entries, to find those that others name.
        counts: gets the segments that are left on purpose and those that nothing reads.
    """
    key = party_key(entry.uid)
    kind = party_kind(TYPES[entry.kind], entry.name)
    read = _segments(entry.segments, counts)
    party, flags = _party(entry, kind, read, key)
    listing = Claim(
        kind="listing",
        subject=on.authority,
        object=party,
        topic=on.title,
        measure=on.measure,
        programme="; ".join(sorted(entry.programmes)) or None,
        annex="; ".join(dict.fromkeys(read.directives)) or None,
        entry=entry.uid,
        start=entry.start or (read.listed[0] if len(set(read.listed)) == 1 else None),
        end=entry.end,
        language="en",
        extractor=extractor,
        flags=tuple(dict.fromkeys([*entry.flags, *flags])),
        record=entry_key(on, entry.uid),
    )
    related = [("link", "Linked To", name) for name in read.linked]
    related += [("link", "Aircraft Operator", name) for name in read.operators]
    related += [("ownership", "Vessel Owner", name) for name in [entry.owner] if name]
    offices = _offices([*SEPARATOR.split(entry.title), *read.words], key, party, extractor, index)
    if unread := sum(index.office(words) is None for words in read.words):
        counts["remarks_unread"] += unread
    return (listing, *(_relation(party, one, key, extractor, index) for one in dict.fromkeys(related)), *offices)


def _offices(texts: Iterable[str], key: str, party: Party, extractor: str, index: Index) -> tuple[Claim, ...]:
    """The offices that a person holds at other entries: title and remarks say the same twice."""
    found: dict[tuple[str, str | None], Claim] = {}
    for words in texts if party.kind == "person" else ():
        held = index.office(words)
        if held is not None and held[1].key != key:
            office, body = held
            record = f"{key}|office|{office.casefold()}|{body.key}"
            claim = Claim(
                kind="role", subject=party, object=body, topic=office, language="en", extractor=extractor, record=record
            )
            found.setdefault((office.casefold(), body.key), claim)
    return tuple(found.values())


def _relation(party: Party, related: tuple[str, str, str], key: str, extractor: str, index: Index) -> Claim:
    """A relation between an entry and a party that it names."""
    kind, topic, name = related
    other = index.party(name)
    subject, target = (other, party) if kind == "ownership" else (party, other)
    return Claim(
        kind="ownership" if kind == "ownership" else "link",
        subject=subject,
        object=target,
        topic=topic,
        language="en",
        extractor=extractor,
        record=f"{key}|{topic}|{name}",
    )


def _party(entry: OfacEntry, kind: PartyKind, read: _Read, key: str) -> tuple[Party, list[str]]:
    flags = list(read.flags)
    country, basis = _country(entry, kind, read, flags)
    party = Party(
        surface=entry.name,
        kind=kind,
        country=country,
        country_basis=basis,
        names=unique_names(entry.name, [*entry.names, *read.names]),
        ids=_ids(entry.uid, kind, country, read, flags),
        addresses=tuple(dict.fromkeys(text for text, _ in entry.addresses if text)),
        birth_dates=tuple(dict.fromkeys(read.births)) if kind == "person" else (),
        key=key,
    )
    return party, flags


def _country(
    entry: OfacEntry, kind: PartyKind, read: _Read, flags: list[str]
) -> tuple[str | None, Literal["printed", "address"] | None]:
    """Find the country: flag or nationality, which are its own, else the first address that names one."""
    for label, values in (("flag", [entry.flag]), ("nationality", read.nations), ("citizen", read.citizen)):
        codes = list(dict.fromkeys(code for value in values if (code := country_of(value))))
        if len(codes) > 1:
            flags.append(f"{label}:{','.join(codes)}")
        if codes:
            return codes[0], "printed"
        if any(values) and entry.flag.casefold() != "none identified":
            flags.append(f"{label}:unread")
    found = list(dict.fromkeys(code for _, country in entry.addresses if (code := country_of(country))))
    if len(found) > 1:
        flags.append("addresses_in:" + ",".join(found))
    return (found[0], "address") if found else (None, None)


def _ids(uid: str, kind: PartyKind, country: str | None, read: _Read, flags: list[str]) -> tuple[tuple[str, str], ...]:
    """Settle the identifiers; OFAC's own number is one, the same in each file that restates the list."""
    found: dict[tuple[str, str], None] = {("OFAC", uid): None}
    for loose, number, issuer in read.ids:
        pair = _settled(loose, number, issuer, country, kind == "vessel")
        if pair is None:
            flags.append(f"id:{loose}:unread")
        else:
            found[pair] = None
    for number in read.serials:
        if read.model:  # makers number their aircraft each from one
            found["MSN", f"{read.model} {number}"] = None
        else:
            flags.append("id:MSN:unread")
    flags.extend(f"check_digits:{one}:{number}" for one, number in found if not check_digits(one, number))
    return (*found, *contacts_of(read.contacts))


def _settled(loose: str, number: str, issuer: str | None, country: str | None, vessel: bool) -> tuple[str, str] | None:
    if imo := IMO.fullmatch(number.replace("Number ", "")):
        return ("IMO" if vessel else "IMO-COMPANY"), imo[1]
    code = country_of(issuer) if issuer else None
    if loose == "VESSEL":
        return (f"VESSEL-REG-{code}", number) if code else None
    if loose == "SWIFT":
        plain = re.sub(r"\s", "", number)
        return ("SWIFT", plain) if BIC.fullmatch(plain) else None
    if loose in GLOBAL:
        plain = number.replace("-", "") if loose == "DUNS" else number
        return settle(loose, plain) if loose != "OKPO" or plain.isdigit() else None
    if code is None and loose != "PASSPORT" and not issuer:
        code = country  # a register without a country is the party's own
    if loose.endswith("-"):
        pair = settle("REG", number, code)
        return (f"{loose}{code}", pair[1]) if pair and code else None
    if loose == "REG" and len(number) == LEI_LENGTH and check_digits("LEI", number):
        return "LEI", number
    return settle(loose, number, code)


def _segments(parts: Iterable[str], counts: Counter[str]) -> _Read:
    """Read all segments; what is left on purpose is counted, and what no rule knows is kept as words."""
    read = _Read()
    for part in parts:
        if _segment(part, read) or _identifier(ALT.sub("", part, count=1), read):
            continue
        if (contact := labelled_contact(ALT.sub("", part, count=1))) and contacts_of([contact]):
            read.contacts.append(contact)
            continue
        if LEFT.match(ALT.sub("", part, count=1)):
            counts["remarks_left_on_purpose"] += 1
        else:
            read.words.append(part)
    return read


def _segment(part: str, read: _Read) -> bool:
    """Read a segment that is no identifier; whether it was one."""
    plain = ALT.sub("", part, count=1)
    if found := ALIAS.fullmatch(plain):
        kind = found[1].casefold()
        read.names.append(Name(found[2], "former" if kind == "f" else "weak"))
    elif found := BORN.fullmatch(plain):
        dates, flags = births(found[1])
        read.births.extend(dates)
        read.flags.extend(flags)
    elif found := NATION.fullmatch(part):
        target = read.citizen if found[2].casefold().startswith("citizen") else read.nations
        target.append(found[3])
    elif found := LINKED.fullmatch(part):
        read.linked.append(found[1])
    elif found := DIRECTIVE.search(part):
        read.directives.append(f"EO {found[1]} {found[2]}")
    elif found := LISTED.fullmatch(part):
        if found[1] and "Directive" in found[1]:
            read.directives.append(found[1])
        _listed(found[2], read)
    else:
        return _aircraft(plain, read)
    return True


def _listed(text: str, read: _Read) -> None:
    try:
        read.listed.append(read_date(text))
    except DateProblem:
        read.flags.append("listing_date:unread")


def _aircraft(part: str, read: _Read) -> bool:
    if found := SERIAL.fullmatch(part):
        if found[1].startswith("Manufacturer"):
            read.serials.append(found[2])
        else:
            read.flags.append(f"construction_number:{found[2]}")
    elif found := TAIL.fullmatch(part):
        read.names.append(Name(found[2], "former" if found[1] else "alias"))
    elif found := OPERATOR.fullmatch(part):
        read.operators.append(found[1])
    elif found := MODEL.fullmatch(part):
        read.model = found[1]
    else:
        return False
    return True


def _identifier(part: str, read: _Read) -> bool:
    found = labelled(part)
    if found is None:
        return False
    kind, _, number, country = found
    read.ids.append((kind, number, country))
    return True
