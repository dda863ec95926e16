"""Identifiers that say who somebody is: their form for comparing, their country, their check digits, and their weight.

A number counts within the register that gives it. Where the kind does not name the register's country ("REG", "TAX"),
the country of the party does; where nobody does, the number joins nobody. A number of a loose kind that has the shape
of a known one counts as that one: `TAX-TR` of ten digits is a VKN. Numbers with wrong check digits, and fillers such as
0000000000, stay as printed and are not trusted: they neither join nor keep apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from stdnum import imo, lei
from stdnum.by import unp
from stdnum.cn import uscc
from stdnum.ru import inn, ogrn
from stdnum.tr import tckimlik, vkn
from stdnum.ua import edrpou, rntrc

NOT_LETTERS = re.compile(r"[\W_]+")
SHORTEST = 4  # signs of one kind from which on they are a filler


def _kazakh(number: str) -> bool:
    """Whether a BIN or IIN of Kazakhstan has the right check digit: two rows of weights, modulo 11."""
    if not re.fullmatch(r"[0-9]{12}", number):
        return False
    digits = [int(one) for one in number]
    for shift in (0, 2):
        rest = sum(digit * ((place + shift) % 11 + 1) for place, digit in enumerate(digits[:11])) % 11
        if rest < 10:
            return rest == digits[11]
    return False


def _belarusian(number: str) -> bool:
    """Whether a UNP of Belarus has the right check digit; those of banks and the like, in 8, follow no known rule."""
    return re.fullmatch(r"8[0-9]{8}", number) is not None or unp.is_valid(number)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a kind of identifier.

    Attributes:
        one: a party has one of it alone, so that two different ones are two parties.
        joins: two parties with the same one are the same.
        check: whether its check digits are right; None where it has none that are known.
    """

    one: bool = True
    joins: bool = True
    check: Callable[[str], bool] | None = None


PHONES, SITES = frozenset({"PHONE", "FAX"}), frozenset({"EMAIL", "DOMAIN", "WEBSITE", "URL"})
CONTACTS = PHONES | SITES  # where a party is reached: evidence as addresses are, and identifiers of nobody
ONE, SEVERAL, NONE = Kind(), Kind(one=False), Kind(one=False, joins=False)

# Good anywhere: the kind itself names its register.
KINDS: dict[str, Kind] = {
    "INN": Kind(check=inn.is_valid),  # Russia, tax number
    "OGRN": Kind(check=ogrn.is_valid),  # Russia, register of legal persons
    "OGRNIP": Kind(check=ogrn.is_valid),  # Russia, register of sole traders
    "OKPO": SEVERAL,  # Russia, statistics: a branch has its own
    "USCC": Kind(check=uscc.is_valid),  # China
    "KZ-BIN": Kind(check=_kazakh),  # Kazakhstan, BIN of firms and IIN of persons
    "UNP": Kind(check=_belarusian),  # Belarus, tax number
    "VKN": Kind(check=vkn.is_valid),  # Turkey, tax number
    "TCKN": Kind(check=tckimlik.is_valid),  # Turkey, persons
    "EDRPOU": Kind(check=edrpou.is_valid),  # Ukraine, firms
    "RNTRC": Kind(check=rntrc.is_valid),  # Ukraine, persons
    "LEI": Kind(check=lei.is_valid),
    "IMO": Kind(check=imo.is_valid),  # a ship keeps it for life
    "IMO-COMPANY": ONE,
    "MMSI": SEVERAL,  # goes with the flag
    "MSN": ONE,  # of an aircraft, after its model
    "OFAC": ONE,
    "OFSI": ONE,
    "EU": ONE,
    "UN": ONE,
    "WIKIDATA": ONE,
    "PERMID": ONE,
    "HK-CR": ONE,
    "HK-BR": ONE,
    "US-SSN": ONE,
    "MX-CURP": SEVERAL,  # lists print several of one person
    "MX-RFC": SEVERAL,
    "SWIFT": SEVERAL,  # of each branch of a bank
    "BIK": SEVERAL,
    "RU-BIK": SEVERAL,
    "DUNS": SEVERAL,  # of each site
    "UEI": SEVERAL,
    "CAGE": SEVERAL,
    "ISIN": SEVERAL,  # of each security
    "KPP": NONE,  # of a tax office and of branches: thousands of firms share one
    **dict.fromkeys(sorted(CONTACTS), NONE),
}
# Of a register of some country; other kinds that nobody knows are treated likewise.
LOCAL: dict[str, Kind] = {
    "REG": ONE,
    "TAX": ONE,
    "VAT": ONE,
    "ID": SEVERAL,  # lists print old and new cards of one person
    "PASSPORT": SEVERAL,
    "LICENCE": SEVERAL,
    "FOLIO": SEVERAL,
    "MATRICULA": SEVERAL,
    "CHARITY": SEVERAL,
}
ALIASES = {"BIN": "KZ-BIN", "IIN": "KZ-BIN", "KZ-IIN": "KZ-BIN", "OFAC-UID": "OFAC"}
OTHER_REGISTER = re.compile(r"[A-Z]{2}-[A-Z0-9-]+|[A-Z-]+-[A-Z0-9]{2,}")  # a kind that names its country or register
# Country -> shapes of numbers that loose kinds hold, and the kind that they are.
SHAPES: dict[str, tuple[tuple[re.Pattern[str], frozenset[str], str], ...]] = {
    country: tuple((re.compile(shape), frozenset(loose.split()), kind) for shape, loose, kind in rows)
    for country, rows in {
        "RU": ((r"\d{10}|\d{12}", "TAX REG", "INN"), (r"\d{13}", "TAX REG", "OGRN"), (r"\d{15}", "TAX REG", "OGRNIP")),
        "CN": ((r"[0-9A-Z]{18}", "TAX REG", "USCC"),),
        "KZ": ((r"\d{12}", "TAX REG ID", "KZ-BIN"),),
        "BY": ((r"\d{9}", "TAX REG", "UNP"),),
        "TR": ((r"\d{10}", "TAX", "VKN"), (r"\d{11}", "TAX ID", "TCKN")),
        # Sanctions lists print Russian tax numbers of firms on occupied ground as Ukrainian ones.
        "UA": ((r"\d{8}", "TAX REG", "EDRPOU"), (r"\d{10}", "TAX", "INN"), (r"\d{10}", "TAX", "RNTRC")),
    }.items()
}


def check_digits(kind: str, number: str) -> bool:
    """Whether the check digits are right; True for kinds that have none."""
    known = KINDS.get(kind)
    return known is None or known.check is None or known.check(number)


@lru_cache(maxsize=65536)
def identifier_key(kind: str, value: str, country: str | None = None) -> tuple[str, str]:
    """Fold an identifier for comparing: kinds and values that are equal name the same party.

    Args:
        kind: as a loader settles it, such as "INN" or "TAX-TR".
        value: as printed.
        country: of the party; tells numbers of local registers apart.

    Returns:
        The kind with the country of its register, and the value in capitals without separators.
    """
    kind, value = kind.upper(), NOT_LETTERS.sub("", value).upper()
    kind = ALIASES.get(kind, kind)
    if kind in KINDS:
        return kind, value
    loose, _, home = kind.partition("-")
    if kind in LOCAL or not OTHER_REGISTER.fullmatch(kind):
        loose, home = kind, country or ""
    fits = [strict for shape, kinds, strict in SHAPES.get(home, ()) if loose in kinds and shape.fullmatch(value)]
    if fits:
        return next((strict for strict in fits if check_digits(strict, value)), fits[-1]), value
    return (f"{loose}-{home}", value) if home else (kind, value)


def kind_of(kind: str) -> Kind:
    """Return what is known of the kind of a folded identifier; one of a local register without its country is none."""
    known = KINDS.get(kind)
    if known is not None:
        return known
    if not OTHER_REGISTER.fullmatch(kind):
        return NONE
    return LOCAL.get(kind.partition("-")[0], ONE)


@lru_cache(maxsize=65536)  # each is asked for twice in a resolution, and again at the next
def trusted(kind: str, value: str) -> bool:
    """Whether a folded identifier says who somebody is: right check digits, no filler, and of a kind that does."""
    filler = len(value) >= SHORTEST and len(set(value)) == 1
    return bool(value) and not filler and kind_of(kind).joins and check_digits(kind, value)
