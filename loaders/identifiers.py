"""Identifiers of parties: which kind a printed number is, and whether its check digits are right.

Only what says who somebody is becomes an identifier: equal ones join parties. INN, OGRN, OGRNIP, OKPO, USCC, LEI, IMO,
IMO-COMPANY, SWIFT, KZ-BIN are good anywhere. A number of another register (REG, TAX, ID, PASSPORT, HK-CR, HK-BR) is one
only with its country ("REG-TR"): two registers give the same number to two firms. KPP names a tax office: it is none.
Lists number those whom they list: UN (reference number of the Security Council, quoted by others), OFSI (group ID).
"""

from __future__ import annotations

import re

from graph.resolution import check_digits

# Words beside a number -> its kind. The first that fits counts.
LABELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\bK\.?P\.?P\b|\bКПП\b", "KPP"),
        (r"\bOKPO\b|\bОКПО\b", "OKPO"),
        (r"\bOGRNIP\b|\bОГРНИП\b", "OGRNIP"),
        (r"\bOGRN\b|\bОГРН\b|primary state registration", "OGRN"),
        (r"\bINN\b|\bИНН\b|\bITIN\b", "INN"),
        (r"\bUSCC\b|unified social credit|统一社会信用代码", "USCC"),
        (r"\bLEI\b", "LEI"),
        (r"\bBIN\b", "KZ-BIN"),
        (r"\bCR\.?\s?No\b|\bCRN\b|\bC\.?R\.? number\b", "HK-CR"),
        (r"\bBRN?\b|business registration", "HK-BR"),
        (r"passport|паспорт", "PASSPORT"),
        (r"national id|personal (id|number)|\bID\b", "ID"),
        (r"tax|\bTIN\b|\bVAT\b|payer", "TAX"),
    )
)
NUMBER = re.compile(r"[0-9A-ZА-ЯЁ](?:[0-9A-ZА-ЯЁ.\-–/]|(?<=\d) (?=\d))*\d[0-9A-ZА-ЯЁ\-–]*|\d+")
DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b|\b(?:in|until) \d{4}\b")
SHAPES = (
    (r"\d{13}", "OGRN", "RU"),
    (r"\d{15}", "OGRNIP", "RU"),
    (r"\d{10}|\d{12}", "INN", "RU"),
    (r"[0-9A-Z]{18}", "USCC", "CN"),
)
LOCAL = frozenset({"REG", "TAX", "ID", "PASSPORT"})
SHORTEST = 4  # signs of a number that says who somebody is
DIGITS_ONLY = frozenset({"INN", "OGRN", "OGRNIP", "OKPO", "KZ-BIN"})


def read_identifiers(text: str, kind: str, country: str | None = None) -> tuple[tuple[str, str], ...]:
    """Take the identifiers out of one printed value; what identifies nobody is left out.

    Args:
        text: such as "7704730655 (Tax ID/INN)" or "7730239877, KPP 773001001, OKPO 20239393".
        kind: kind of the column, for a number without a word beside it (REG, TAX and ID are settled by shape).
        country: of the party; tells numbers of local registers apart.

    Returns:
        pairs of kind and number without blanks, in the order of the text.
    """
    plain = DATE.sub(" ", text)
    found: list[tuple[str, str]] = []
    last = 0
    matches = list(NUMBER.finditer(plain))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(plain)
        label = _label(plain[last : match.start()], plain[match.end() : end])
        last = match.end()
        number = re.sub(r"[\s.–]", "", match.group()).strip("-/")
        if len(number) < SHORTEST or not any(char.isdigit() for char in number):
            continue
        pair = _settle(label or kind, number, country)
        if pair is not None and pair not in found:
            found.append(pair)
    return tuple(found)


def settle(kind: str, number: str, country: str | None = None) -> tuple[str, str] | None:
    """Return kind and number of an identifier that stands in a place of its own.

    Args:
        kind: as for `read_identifiers`.
        number: as printed, whole.
        country: of the register or party.

    Returns:
        the pair, with the country in a kind of a local register; None for what identifies nobody.
    """
    plain = re.sub(r"\s", "", number).strip("-/.,;:")
    if len(plain) < SHORTEST or not any(char.isdigit() for char in plain):
        return None
    return _settle(kind, plain, country)


def _label(before: str, after: str) -> str | None:
    """Kind named in the brackets after a number, else right before it."""
    brackets = re.match(r"\s*\(([^()]*)\)", after)
    for words in (brackets.group(1) if brackets else "", re.split(r"[;,)]", before)[-1]):
        for pattern, kind in LABELS:
            if pattern.search(words):
                return kind
    return None


def _settle(kind: str, number: str, country: str | None) -> tuple[str, str] | None:
    """Settle a number of a loose kind by its shape and check digits; None for what identifies nobody."""
    if kind == "KPP":
        return None
    if kind in ("REG", "TAX", "ID"):
        for shape, strict, home in SHAPES:
            known = country == home or (country is None and len(number) > 10)  # ten digits prove little alone
            if known and re.fullmatch(shape, number) and check_digits(strict, number):
                return strict, number
    if kind in ("HK-CR", "HK-BR") and country != "HK":
        kind = "REG"
    if kind in DIGITS_ONLY:
        number = number.replace("-", "").replace("/", "")
    if kind not in LOCAL:
        return kind, number
    return (f"{kind}-{country}", number) if country else None
