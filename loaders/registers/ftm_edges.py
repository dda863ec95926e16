"""Edges of FollowTheMoney as claims: who owns, directs, pays, lists whom; provenance goes along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from graph.model import Amount, Claim, Party
from graph.reference.ftm import EDGES, Edge
from loaders.registers.ftm_party import Entity, Helpers, country_code, entity_key, reference
from loaders.registers.parts import percent, read_day

NUMBER = r"(\d{1,3}(?:[.,]\d+)?)\s*%?"
SHARE = re.compile(NUMBER)
RANGE = re.compile(rf"{NUMBER}\s*(?:-|–|to)\s*{NUMBER}")
BOUND = re.compile(rf"(>=|<=|>|<|≥|≤)\s*{NUMBER}")
SIGNS = {"≥": ">=", "≤": "<="}
MONEY = re.compile(r"-?\d+(?:\.\d+)?")
CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST = 4000  # characters of a joined text


def edge_claims(entity: Entity) -> list[Claim]:
    """Return the claims of an edge: one for each pair of ends and, where shares or roles differ, for each of them."""
    edge = EDGES[entity.schema]
    flags: list[str] = []
    start, end = period(entity, flags)
    claims = []
    for subject, target in _pairs(entity, edge):
        for topic, share, upper in _variants(entity, edge, flags):
            claims.append(
                Claim(
                    kind=edge.kind,
                    subject=subject,
                    object=target,
                    topic=topic,
                    share=share,
                    share_max=upper,
                    value=_money(entity, flags) if edge.kind == "link" else None,
                    start=start,
                    end=end,
                    reason=joined(entity.properties.get("role", ())) if edge.kind == "ownership" else None,
                    programme=joined(entity.datasets),
                    flags=tuple(dict.fromkeys(flags)),
                )
            )
    return claims


def occupancy_claims(entity: Entity, helpers: Helpers) -> list[Claim]:
    """Return the offices of a person; they are held in a country where the position names one."""
    flags: list[str] = []
    start, end = period(entity, flags)
    claims = []
    for holder in entity.properties.get("holder", ()):
        for post in entity.properties.get("post", ()) or ("",):
            name, places = helpers.positions.get(post, ("", ()))
            codes = {code for place in places if (code := country_code(place))}
            code = codes.pop() if len(codes) == 1 else None
            claims.append(
                Claim(
                    kind="role",
                    subject=reference(holder, "person"),
                    object=Party(surface=code, form="country", kind="country", country=code) if code else None,
                    topic=name or "office",
                    start=start,
                    end=end,
                    outcome=joined(entity.properties.get("status", ())),
                    programme=joined(entity.datasets),
                    flags=tuple(flags),
                )
            )
    return claims


def sanction_claims(entity: Entity) -> list[Claim]:
    """Return the listings of a sanction: the authority lists the entity; the data set is the list."""
    flags: list[str] = []
    properties = entity.properties
    begun = [*properties.get("startDate", ()), *properties.get("listingDate", ())]
    start, end = _earliest(begun, "startDate", flags), _latest(properties.get("endDate", ()), "endDate", flags)
    numbers = [value for name in ("authorityId", "unscId", "recordId") for value in properties.get(name, ())]
    programme = [*properties.get("program", ()), *properties.get("programId", ())]
    return [
        Claim(
            kind="listing",
            subject=_authority(entity),
            object=reference(listed),
            topic=joined(entity.datasets) or "not stated",
            programme=joined(programme),
            measure=joined(properties.get("provisions", ())),
            entry=joined(numbers),
            reason=joined(properties.get("reason", ())),
            start=start,
            end=end,
            flags=tuple(flags),
        )
        for listed in properties.get("entity", ())
    ]


def joined(values: Sequence[str]) -> str | None:
    """Return several values as one text, in their order."""
    return "; ".join(dict.fromkeys(values))[:LONGEST] or None


def period(entity: Entity, flags: list[str]) -> tuple[str | None, str | None]:
    """Return start and end; of several ones the widest range, flagged."""
    days = entity.properties.get("date", ())
    start = _earliest(entity.properties.get("startDate", ()) or days, "startDate", flags)
    return start, _latest(entity.properties.get("endDate", ()) or days, "endDate", flags)


def _days(values: Sequence[str], name: str, flags: list[str]) -> list[str]:
    days = sorted({day for value in values if (day := read_day(value, name, flags))})
    if len(days) > 1:
        flags.append(f"{name}:several")
    return days


def _earliest(values: Sequence[str], name: str, flags: list[str]) -> str | None:
    return next(iter(_days(values, name, flags)), None)


def _latest(values: Sequence[str], name: str, flags: list[str]) -> str | None:
    return next(reversed(_days(values, name, flags)), None)


def _pairs(entity: Entity, edge: Edge) -> Iterator[tuple[Party, Party]]:
    for subject in entity.properties.get(edge.source, ()):
        for target in entity.properties.get(edge.target, ()):
            yield reference(subject, edge.kinds[0]), reference(target, edge.kinds[1])


def _variants(
    entity: Entity, edge: Edge, flags: list[str]
) -> Iterator[tuple[str | None, Amount | None, Amount | None]]:
    """Yield topic and share for each role of an office, and for each share that is printed."""
    roles = list(dict.fromkeys(entity.properties.get(edge.role, ())))
    if edge.kind == "role":
        for role in roles or [edge.topic or "office"]:
            yield role, None, None
        return
    topic = edge.topic
    if edge.kind == "link" and roles:
        topic = f"{edge.topic}: {joined(roles)}"
    if any("indirect" in kind.casefold() for kind in entity.properties.get("ownershipType", ())):
        topic = "indirect"
    printed = dict.fromkeys(entity.properties.get("percentage", ()))
    if len(printed) > 1:
        flags.append("percentage:several")
    for text in printed or [""]:
        lower, upper = read_share(text)
        if text and lower is None:
            flags.append("percentage:unread")
        yield topic, lower, upper


def read_share(text: str) -> tuple[Amount | None, Amount | None]:
    """Read a printed share: a number, a range or a bound; what is none, or no part of a hundred, is None.

    Returns:
        the share or its lower bound, and the upper bound of a range.
    """
    plain = text.strip()
    numbers = [Decimal(number.replace(",", ".")) for number in re.findall(r"\d{1,3}(?:[.,]\d+)?", plain)]
    if not all(0 <= number <= 100 for number in numbers):
        return None, None
    if SHARE.fullmatch(plain):
        return percent(numbers[0]), None
    if bound := BOUND.fullmatch(plain):
        sign = SIGNS.get(bound.group(1), bound.group(1))
        return percent(numbers[0], sign), None  # type: ignore[arg-type]  # the pattern holds no other sign
    if RANGE.fullmatch(plain) and numbers[0] <= numbers[1]:
        return percent(numbers[0], ">="), percent(numbers[1], "<=")
    return None, None


def _money(entity: Entity, flags: list[str]) -> Amount | None:
    """The sum of a payment or debt, in its own currency where that is told."""
    own, currency = entity.first("amount"), entity.first("currency").upper()
    choices = ((own, currency if CURRENCY.fullmatch(currency) else None), (entity.first("amountEur"), "EUR"))
    for text, unit in (*choices, (entity.first("amountUsd"), "USD")):
        if text and MONEY.fullmatch(text.replace(",", "")):
            return Amount(text.replace(",", ""), currency=unit)
        if text:
            flags.append("amount:unread")
    return None


def _authority(entity: Entity) -> Party | None:
    """Who lists: as printed; its country where the sanction names one and it is a state."""
    name = entity.first("authority")
    if not name:
        return None
    codes = {code for value in entity.properties.get("country", ()) if (code := country_code(value))}
    code = codes.pop() if len(codes) == 1 else None
    return Party(
        surface=name,
        kind="public_body",
        country=code,
        country_basis="printed" if code else None,
        key=f"authority {code} {name}",
    )


def edge_key(entity: Entity) -> str:
    """Raw key of an edge: its own id."""
    return entity_key(entity.id)
