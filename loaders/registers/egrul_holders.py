"""Founders, offices and kin of a Russian legal entity, out of its record in EGRUL."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction

from lxml import etree

from graph.model import Amount, Claim, Party
from graph.resolution import check_digits
from loaders.identifiers import read_identifiers
from loaders.places import nationality
from loaders.registers.parts import percent, read_day
from loaders.xml import children, local, text_of

PLACEHOLDER = "1970-01-01"  # what programs write where a day is missing; no register entry of the kind is so old
DIGITS = 12  # of a share that a fraction gives and that has no end
NOMINAL = "RUB"
STATE = "1"  # code of the Russian Federation among public founders; 2 is a region, 3 a municipality


def attribute(node: etree._Element | None, name: str) -> str:
    """Return an attribute with its blanks made one; some are padded."""
    return "" if node is None else " ".join(str(node.get(name, "")).split())


def first(node: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first element inside, at any depth, of the first name that there is."""
    if node is not None:
        for name in names:
            for inner in node.iter():
                if inner is not node and local(inner) == name:
                    return inner
    return None


def day(text: str, name: str, flags: list[str]) -> str | None:
    """Return a day; the placeholder is none, and flagged."""
    if text == PLACEHOLDER:
        flags.append(f"{name}:placeholder")
        return None
    return read_day(text, name, flags)


def holder_claims(node: etree._Element, firm: Party) -> Iterator[Claim]:
    """Yield what a record says of founders, offices, the keeper of the shares, predecessors and successors.

    Args:
        node: the record of a legal entity.
        firm: its party.
    """
    for group in children(node, "СвУчредит"):
        for founder in group:
            if local(founder).startswith("Учр"):
                yield _founder(founder, firm)
    for office in children(node, "СведДолжнФЛ"):
        yield _office(office, firm)
    for manager in children(node, "СвУпрОрг"):
        yield from _manager(manager, firm)
    for keeper in children(node, "СвДержРеестрАО"):
        yield from _kin(first(keeper, "ДержРеестрАО"), firm, "keeps the register of shareholders of", True)
    for before in children(node, "СвПредш"):
        yield from _kin(before, firm, "succeeded by", True)
    for after in children(node, "СвПреем"):
        yield from _kin(after, firm, "succeeded by", False)


def _since(node: etree._Element, flags: list[str]) -> str | None:
    """The day on which it first stood in the register."""
    entry = first(node, "ГРНДатаПерв", "ГРНДата")
    return day(attribute(entry, "ДатаЗаписи"), "ДатаЗаписи", flags)


def _founder(node: etree._Element, firm: Party) -> Claim:
    flags: list[str] = []
    holder = _holder(node, firm, flags)
    part = first(node, "ДоляУстКап")
    share = _share(part, flags)
    nominal = attribute(part, "НоминСтоим")
    if first(node, "СвНедДанУчр") is not None:
        flags.append("unreliable")
    if first(node, "СвОбрем") is not None:
        flags.append("pledged")
    start = _since(node, flags)
    return Claim(
        kind="ownership",
        subject=holder,
        object=firm,
        share=share,
        value=_money(nominal, flags),
        start=start,
        flags=tuple(dict.fromkeys(flags)),
        record=f"{firm.key} founder {holder.key}",
    )


def _money(text: str, flags: list[str]) -> Amount | None:
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        flags.append("НоминСтоим:unread")
        return None
    return Amount(format(number, "f"), currency=NOMINAL)


def _share(part: etree._Element | None, flags: list[str]) -> Amount | None:
    """Read a share in per cent, as a decimal or as a common fraction; one without an end is rounded and marked so."""
    size = first(part, "РазмерДоли")
    if size is None:
        return None
    try:
        if whole := _either(size, "Процент"):
            return _percent(Fraction(Decimal(whole.replace(",", "."))))
        if tenth := _either(size, "ДробДесят"):
            return _percent(Fraction(Decimal(tenth.replace(",", "."))) * 100)
        fraction = first(size, "ДробПрост")
        if fraction is not None:
            top, bottom = _either(fraction, "Числит"), _either(fraction, "Знаменат")
            return _percent(Fraction(int(top), int(bottom)) * 100)
    except (InvalidOperation, ValueError, OverflowError, ZeroDivisionError):
        pass
    flags.append("РазмерДоли:unread")
    return None


def _either(node: etree._Element, name: str) -> str:
    """The text of an element or of an attribute: editions of the format differ."""
    inner = first(node, name)
    return text_of(inner) if inner is not None else attribute(node, name)


def _percent(value: Fraction) -> Amount:
    if not 0 <= value <= 100:
        raise ValueError
    with localcontext() as context:
        context.prec = DIGITS + 3
        number = Decimal(value.numerator) / Decimal(value.denominator)
    exact = Fraction(number) == value
    number = number.normalize() if exact else round(number, DIGITS)
    return percent(number, "=" if exact else "~")


def _holder(node: etree._Element, firm: Party, flags: list[str]) -> Party:
    """Who founds: a Russian firm, a foreign one, a person, a public body, a fund; or one whose details are closed."""
    match local(node):
        case "УчрФЛ":
            found = person_of(node, firm, flags)
        case "УчрРФСубМО":
            found = _public(node)
        case "УчрПИФ":
            name = attribute(first(node, "СвНаимПИФ"), "НаимПИФ")
            found = Party(surface=name, country="RU", country_basis="printed", key=f"fund {name}") if name else None
        case _:
            found = company_of(first(node, "НаимИННЮЛ"), first(node, "СвРегИн"), flags)
    return found or closed(f"founder of {firm.key}")


def closed(key: str) -> Party:
    """A party whose details the register does not show."""
    return Party(surface="details closed by law", form="group", kind="group", key=key)


def person_of(node: etree._Element, firm: Party, flags: list[str]) -> Party | None:
    """Return a natural person; without an INN one per firm, since names are shared."""
    named = next((inner for inner in node.iter() if attribute(inner, "Фамилия")), None)
    if named is None:
        return None
    name = " ".join(part for part in (attribute(named, word) for word in ("Фамилия", "Имя", "Отчество")) if part)
    number = attribute(named, "ИННФЛ")
    if number and not check_digits("INN", number):
        flags.append(f"check_digits:INN:{number}")
    return Party(
        surface=name,
        kind="person",
        ids=(("INN", number),) if number else (),
        key=f"INN {number}" if number else f"person {name} of {firm.key}",
    )


def company_of(named: etree._Element | None, abroad: etree._Element | None, flags: list[str]) -> Party | None:
    """Return a firm by its name and numbers; a foreign one has the country and number of its own register."""
    name = attribute(named, "НаимЮЛПолн")
    if not name:
        return None
    ids = numbers_of(named, flags)
    country, address = ("RU", "") if abroad is None else (None, attribute(abroad, "АдрСтр"))
    if abroad is not None:
        country = nationality(attribute(abroad, "НаимСтран"))
        number = attribute(abroad, "РегНомер")
        ids = (*ids, *(read_identifiers(number, "REG", country) if number and country else ()))
    return Party(
        surface=name,
        country=country,
        country_basis="printed" if country else None,
        ids=ids,
        addresses=(address,) if address else (),
        key=firm_key(ids, name),
    )


def numbers_of(node: etree._Element | None, flags: list[str]) -> tuple[tuple[str, str], ...]:
    """Return OGRN and INN of an element, with wrong check digits flagged."""
    pairs = [(kind, number) for kind, name in (("OGRN", "ОГРН"), ("INN", "ИНН")) if (number := attribute(node, name))]
    flags.extend(f"check_digits:{kind}:{number}" for kind, number in pairs if not check_digits(kind, number))
    return tuple(pairs)


def firm_key(ids: tuple[tuple[str, str], ...], name: str) -> str:
    """Raw key of a firm: its first number, else its name."""
    return f"{ids[0][0]} {ids[0][1]}" if ids else f"firm {name}"


def _public(node: etree._Element) -> Party | None:
    """The state, a region or a municipality."""
    named = first(node, "ВидНаимУчр")
    if attribute(named, "КодУчрРФСубМО") == STATE:
        return Party(surface="Российская Федерация", form="country", kind="country", country="RU", key="country RU")
    name = attribute(named, "НаимМО") or attribute(named, "НаимРегион")
    if not name:
        return None
    place = attribute(named, "КодРегион")
    key = f"public {place} {name}"
    return Party(surface=name, kind="public_body", country="RU", country_basis="printed", key=key)


def _office(node: etree._Element, firm: Party) -> Claim:
    flags: list[str] = []
    person = person_of(node, firm, flags) or closed(f"office at {firm.key}")
    named = first(node, "СвДолжн")
    if first(node, "СвДискв") is not None:
        flags.append("disqualified")
    if first(node, "СвНедДанДолжнФЛ") is not None:
        flags.append("unreliable")
    topic = attribute(named, "НаимДолжн") or attribute(named, "НаимВидДолжн") or "office"
    start = _since(node, flags)
    return Claim(
        kind="role",
        subject=person,
        object=firm,
        topic=topic,
        start=start,
        flags=tuple(dict.fromkeys(flags)),
        record=f"{firm.key} office {person.key} {topic}",
    )


def _manager(node: etree._Element, firm: Party) -> Iterator[Claim]:
    """A firm that manages another one in place of a director."""
    flags: list[str] = []
    found = company_of(first(node, "НаимИННЮЛ"), first(node, "СвРегИн"), flags)
    if found is not None:
        start = _since(node, flags)
        topic = "управляющая организация"
        record = f"{firm.key} manager {found.key}"
        yield Claim(
            kind="role", subject=found, object=firm, topic=topic, start=start, flags=tuple(flags), record=record
        )


def _kin(node: etree._Element | None, firm: Party, topic: str, other_first: bool) -> Iterator[Claim]:
    """A relation to another firm, which stands in the element itself or inside."""
    named = node if attribute(node, "НаимЮЛПолн") else first(node, "НаимИННЮЛ")
    flags: list[str] = []
    found = company_of(named, None, flags)
    if found is not None and node is not None:
        ends = (found, firm) if other_first else (firm, found)
        record = f"{ends[0].key} {topic} {ends[1].key}"
        yield Claim(kind="link", subject=ends[0], object=ends[1], topic=topic, flags=tuple(flags), record=record)
