"""Parties out of the cells of a row; what stands in a party column and is no party to the goods gets its role."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Party
from graph.resolution import check_digits
from loaders.places import country_of_address

CACHE = 1 << 15  # cells of a table repeat: each is read once
NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "–",
        ".",
        "/",
        "0",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "nil",
        "none",
        "null",
        "unknown",
        "yok",
        "无",
        "不详",
    }
) | {
    "not available",
    "not stated",
    "отсутствует",
    "нет",
    "не указан",
    "не указано",
    "неизвестно",
    "неизвестен",
    "неизвестна",
    "bilinmiyor",
    "bilinmeyen",
}
LONGEST_NOTHING = 40  # characters; the longest of them, with blanks to spare
TO_ORDER = re.compile(
    r"(?:to (?:the )?order(?: of\b(?P<en>.*))?|order(?: of\b(?P<en2>.*))?|по приказу(?P<ru>.*)|приказу(?P<ru2>.*)|"
    r"an order(?: von\b(?P<de>.*))?|à (?:l[’']?)?ordre(?: de\b(?P<fr>.*))?|emre(?: yazılı)?|emrine(?P<tr>.*)|"
    r"(?P<tr2>.+) emrine|凭指示|凭(?P<zh>.+)指示)",
    re.IGNORECASE,
)
SAME_AS = re.compile(
    r"(?:(?:the )?same(?: as (?:the )?(?P<en>shipper|consignor|exporter|consignee|importer|receiver|above|notify))?"
    r"(?: party)?|as above|он же|тот же|то же(?: лицо)?|aynı(?:sı)?|gönderici ile aynı|"
    r"см\. (?:графу|гр\.?) ?(?P<ru>\d+)|同(?:上|(?P<zh>收货人|发货人)))\.?",
    re.IGNORECASE,
)
ON_BEHALF = re.compile(
    r"^(?P<own>.*?)[\s,;(]*(?:по поручению|on behalf of|im auftrag (?:von|der|des)|pour le compte de)\s+"
    r"(?P<other>.+?)\)?$",
    re.IGNORECASE,
)
BANK = re.compile(
    r"\b(?:bank|banque|banka|bankası|bankasi|bancorp|банк|банка|банку)\b|bank(?:\s|$)|银行|銀行", re.IGNORECASE
)
# Firms that carry or forward by their own name; a name with one of these words among others is theirs, not the goods'.
CARRIER = re.compile(
    r"\b(?:freight|forwarding|forwarders?|logisti(?:cs?|k|que)|cargo|shipping (?:lines?|agency|co)|container lines?"
    r"|courier|express (?:worldwide|international|courier)|spedition|transitaire|nakliyat|nakliye|lojistik"
    r"|ta[şs][ıi]mac[ıi]l[ıi]k|kargo|dhl|fedex)\b"
    r"|логисти[кч]|экспедит|грузоперевоз|перевоз(?:к|чик)|транспортная компания|логіст"
    r"|物流|货运|貨運|货代|航运|航運|快递|速递|国际货物运输",
    re.IGNORECASE,
)
QUOTES = {'"': '"', "'": "'", "«": "»", "“": "”", "„": "“"}
SAME = "same_as_"
SOURCE_ROLES = {
    "shipper": "consignor", "consignor": "consignor", "exporter": "consignor", "consignee": "consignee",
    "importer": "consignee", "receiver": "consignee", "notify": "notify", "2": "consignor", "8": "consignee",
    "14": "declarant", "收货人": "consignee", "发货人": "consignor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartyCells:
    """What a row says of one party, as printed; "" where it says nothing."""

    name: str = ""
    address: str = ""
    country: str | None = None
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadParty:
    """What the cells of a party mean.

    Attributes:
        party: the party, or None where nobody is named.
        roles: others that stand in its cells, with their role.
        flags: what was found, for the claim.
    """

    party: Party | None = None
    roles: tuple[tuple[str, Party], ...] = ()
    flags: tuple[str, ...] = ()


@lru_cache(maxsize=CACHE)
def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    if len(text) > LONGEST_NOTHING:
        return False
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold() in NOTHING


@lru_cache(maxsize=CACHE)
def read_party(role: str, cells: PartyCells) -> ReadParty:
    """Read the cells of a party.

    Args:
        role: consignor, consignee, on_behalf_of, notify, carrier or maker.
        cells: what the row prints.

    Returns:
        the party; for "to order" and "same as" nobody with a flag; a bank or carrier as consignor or consignee in
        that role.
    """
    name = " ".join(cells.name.split())
    if is_nothing(name):
        return ReadParty(flags=_nameless(role, cells))
    plain = name.strip(" .,;:*\"'")
    if found := TO_ORDER.fullmatch(plain):
        holder = next((text for text in found.groupdict().values() if text and text.strip(" ,.:")), "")
        roles = _holder(holder.strip(" ,.:"))
        return ReadParty(None, roles, (f"{role}:to_order",))
    if found := SAME_AS.fullmatch(plain):
        other = next((word for word in found.groupdict().values() if word), "")
        if role == "notify" and (not other or other.casefold() == "above"):
            other = "consignee"  # it stands right above on every bill of lading
        return ReadParty(None, (), (f"{role}:{SAME}{SOURCE_ROLES.get(other.casefold(), 'other')}",))
    if (found := ON_BEHALF.match(name)) and role != "on_behalf_of":
        other, own = _unquoted(found.group("other")), found.group("own").strip(" .,;")
        if not own:  # what else the cells say is then of the only one who is named
            principal = _party(other, cells)
            return ReadParty(None, (("on_behalf_of", principal),), (f"{role}:on_behalf_of", *_wrong_digits(principal)))
        return ReadParty(_party(own, cells), (("on_behalf_of", Party(surface=other)),), (f"{role}:on_behalf_of",))
    party = _party(name, cells)
    if role in ("consignor", "consignee"):
        other = "bank" if BANK.search(name) else "carrier" if CARRIER.search(name) else None
        if other is not None:
            return ReadParty(None, ((other, party),), (f"{role}:{other}",))
    return ReadParty(party, (), _wrong_digits(party))


def resolve_same(parties: dict[str, ReadParty]) -> dict[str, ReadParty]:
    """Put the party that is meant in the place of "same as consignee", where the row names it.

    Args:
        parties: role -> what its cells say.

    Returns:
        the same with those parties; the flag that says so stays.
    """
    for role, read in parties.items():
        if read.party is None and read.flags and read.flags[0].startswith(f"{role}:{SAME}"):
            other = parties.get(read.flags[0].removeprefix(f"{role}:{SAME}"))
            if other is not None and other.party is not None:
                parties[role] = ReadParty(other.party, read.roles, read.flags)
    return parties


def _holder(text: str) -> tuple[tuple[str, Party], ...]:
    """Who the order is made out to: mostly a bank; as holder of the papers no party to the goods."""
    if not text or SOURCE_ROLES.get(text.casefold()) or SAME_AS.fullmatch(text):
        return ()
    return (("bank" if BANK.search(text) else "order_of", Party(surface=text)),)


def _unquoted(text: str) -> str:
    """Return a name without the quotation marks that stand around the whole of it; those inside belong to it."""
    text = text.strip(" .,;")
    if (
        text[:1] in QUOTES
        and text[-1:] == QUOTES[text[0]]
        and text.count(text[-1]) == (2 if text[0] == text[-1] else 1)
    ):
        return text[1:-1].strip()
    return text


def _nameless(role: str, cells: PartyCells) -> tuple[str, ...]:
    return (f"{role}:without_name",) if cells.address or cells.ids else ()


def _party(name: str, cells: PartyCells) -> Party:
    address = " ".join(cells.address.split())
    derived = country_of_address(address) if address and cells.country is None else None
    return Party(
        surface=name,
        country=cells.country or derived,
        country_basis="printed" if cells.country else "address" if derived else None,
        ids=cells.ids,
        addresses=(address,) if address and not is_nothing(address) else (),
    )


def _wrong_digits(party: Party) -> tuple[str, ...]:
    return tuple(f"check_digits:{kind}:{number}" for kind, number in party.ids if not check_digits(kind, number))
