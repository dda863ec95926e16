"""What one column may be: the fields that the words of its name mean, weighed by the shapes of its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.tables.currencies import currency_code
from loaders.tables.shapes import Column
from loaders.tables.words import Hit, meanings, tokens_of

# Field -> the shape that its cells must have, and the part of them that is enough.
SHAPES = {
    **dict.fromkeys(("quantity", "value", "net_kg", "gross_kg"), ("number", 0.6)),
    **dict.fromkeys(("origin", "dispatch", "destination"), ("country", 0.5)),
    **dict.fromkeys(("goods", "lading"), ("text", 0.5)),
    "hs": ("hs", 0.5),
    "date": ("date", 0.6),
    "currency": ("currency", 0.6),
    "unit": ("text", 0.4),
    "weight_unit": ("text", 0.4),
}
ID_SHAPES = {"INN": "inn", "USCC": "uscc"}
MANY = 0.8  # part of the cells of a number's column that hold words: it is not a number's column
SHOWN = 3  # cells that are named
LEFT_OUT = (
    ("price", "a price for one piece"),
    ("discharge", "a place of arrival"),
    ("ordinal", "a number of the row"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of a draft.

    Attributes:
        field: field of a mapping; record.id and record.item for the key of a row.
        column: printed column name.
        confidence: 0 to 1.
        reasons: why, in words.
        unit: of its numbers (a currency for a value), where the name says it.
        scale: what its numbers stand for, where the name says it.
        rank: how plain the word of its name is among those of its meaning; 0 is the plainest.
    """

    field: str
    column: str
    confidence: float
    reasons: tuple[str, ...]
    unit: str | None = None
    scale: int = 1
    rank: int = 0


def offers_of(column: Column) -> tuple[list[Suggestion], str]:
    """Return the fields that a column name may mean, and why it is left out where no field takes what it means."""
    found = meanings(column.heading)
    parties, attributes = found.get("parties", {}), found.get("attributes", {})
    ids, things = found.get("ids", {}), found.get("things", {})
    if parties and not ({"price", "hs", "currency"} & things.keys()) and "date" not in attributes:
        return _party(column, parties, attributes, ids)
    if ids and "hs" not in things:
        kind = max(ids, key=lambda name: ids[name].letters)
        return [_offer(f"?.id.{kind}", column, 0.9, ids[kind])], ""
    if "date" in attributes:
        return [_dated(column, attributes["date"])], ""
    if "value" in things and things["value"].term.tokens == ("total",) and len(things) > 1:
        things = {name: hit for name, hit in things.items() if name != "value"}  # Total Weight, Total Packages
    if "unit" in things and {"net", "gross", "weight"} & things.keys() and "quantity" not in things:
        return [_offer("weight_unit", column, 0.9, things["unit"])], ""
    if "duty" in found.get("kinds", {}) and not {"hs", "origin"} & things.keys():
        return [], "a duty or tax"
    for name, why in LEFT_OUT:
        if name in things and not (name == "ordinal" and len(things) > 1) and not _longer(things, name, "lading", "hs"):
            return [], why
    for name, target, score in THINGS:
        if name in things:
            return [_thing(name, target, score, column, things[name], things)], ""
    if "packages" in things:
        return [], "a number of packages"
    return [], ""


# Concept -> field and how much its word is worth; in the order in which they win over each other.
THINGS = (
    ("lading", "lading", 0.9),
    ("via", "via", 0.85),
    ("currency", "currency", 0.95),
    ("origin", "origin", 0.95),
    ("destination", "destination", 0.9),
    ("dispatch", "dispatch", 0.9),
    ("gross", "gross_kg", 0.95),
    ("net", "net_kg", 0.95),
    ("hs", "hs", 0.95),
    ("item", "record.item", 0.8),
    ("packages", "", 0.0),
    ("unit", "unit", 0.9),
    ("quantity", "quantity", 0.9),
    ("value", "value", 0.9),
    ("record", "record.id", 0.9),
    ("model", "model", 0.8),
    ("goods", "goods", 0.9),
    ("weight", "?weight", 0.9),
    ("version", "record.version", 0.8),
)


def _longer(things: dict[str, Hit], name: str, *others: str) -> bool:
    return any(other in things and things[other].letters > things[name].letters for other in others)


def _offer(target: str, column: Column, score: float, hit: Hit) -> Suggestion:
    word = " ".join(hit.term.tokens).replace("*", "")
    return Suggestion(
        target, column.heading, score, (f"{word!r} in its name ({hit.term.language})",), rank=hit.term.rank
    )


def _party(
    column: Column, parties: dict[str, Hit], attributes: dict[str, Hit], ids: dict[str, Hit]
) -> tuple[list[Suggestion], str]:
    role = max(parties, key=lambda name: (parties[name].letters, -parties[name].term.rank))
    hit = parties[role]
    if "country" in attributes:
        return [_offer(f"{role}.country", column, 0.95, hit)], ""
    together = bool(ids) and (column.with_inn > 0 or column.share("text") > MANY)  # name, number and address in a cell
    if ids and not together:
        kind = max(ids, key=lambda name: ids[name].letters)
        return [_offer(f"{role}.id.{kind}", column, 0.95, hit)], ""
    if "address" in attributes and not together:
        return [_offer(f"{role}.address", column, 0.95, hit)], ""
    if "elsewhere" in attributes and "name" not in attributes and not together:
        return [], "a town, telephone or the like of a party"
    if "number" in attributes and "name" not in attributes and not together:
        return [], "a number of a party of which nothing says what register it is of"
    plain = "name" in attributes or len(tokens_of(column.heading)) <= len(hit.term.tokens) + 1
    return [_offer(f"{role}.name", column, (0.95 if plain else 0.8) - hit.term.rank / 200, hit)], ""


def _dated(column: Column, hit: Hit) -> Suggestion:
    kinds = meanings(column.heading).get("dates", {})
    offer = _offer("date", column, 0.85, hit)
    if "shipment" in kinds:
        return replace(offer, confidence=0.95)
    if "other" in kinds:
        return replace(offer, confidence=0.6, reasons=(*offer.reasons, "perhaps not the date of the shipment"))
    return offer


def _thing(name: str, target: str, score: float, column: Column, hit: Hit, things: dict[str, Hit]) -> Suggestion:
    if name == "quantity" and "unit" in things:
        target = "unit"
    if name == "goods" and "record" in things:
        score -= 0.2
    offer = _offer(target, column, score, hit)
    if name == "value":
        offer = _valued(offer, column)
    if name in ("net", "gross", "weight"):
        unit = _unit_of(column.heading)
        if unit:
            offer = replace(offer, unit=unit, reasons=(*offer.reasons, f"its numbers are {unit}"))
    return offer


def _valued(offer: Suggestion, column: Column) -> Suggestion:
    """Read currency and factor out of the name of a value: `Стоимость, тыс. долл. США`."""
    scales = meanings(column.heading).get("scales", {})
    scale = int(max(scales, key=lambda name: scales[name].letters)) if scales else 1
    currency = _currency_of(column.heading)
    better = 0.03 if currency else 0.0
    kinds = meanings(column.heading).get("kinds", {})
    better += 0.02 if "total" in kinds else 0.0
    better -= 0.12 if "customs" in kinds else 0.0  # what duties are taken from, not what was paid
    better -= 0.06 if "statistical" in kinds else 0.0  # beside it the invoice says what was paid
    reasons = [*offer.reasons]
    if currency:
        reasons.append(f"its name says {currency}")
    if scale > 1:
        reasons.append(f"its name says that a number stands for {scale:,} times as much")
    return replace(
        offer, confidence=min(0.98, offer.confidence + better), unit=currency, scale=scale, reasons=tuple(reasons)
    )


def _currency_of(heading: str) -> str | None:
    """Return the currency that a column name says: by its code, name or sign, at its end or in brackets."""
    words = heading.replace("(", " ").replace(")", " ").replace("（", " ").replace("）", " ").replace(",", " ").split()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            if phrase.isdigit() or (
                len(phrase) == 3 and phrase.isascii() and phrase.isalpha() and not phrase.isupper()
            ):
                continue
            code = currency_code(phrase)
            if code and code not in ("ALL", "TOP", "CIF", "FOB", "NET"):
                return code
    han = {"美元": "USD", "人民币": "CNY", "欧元": "EUR"}
    return next((code for word, code in han.items() if word in heading), None)


def _unit_of(heading: str) -> str | None:
    found = meanings(heading).get("weights", {})
    return max(found, key=lambda name: found[name].letters) if found else None


def weighed(offer: Suggestion, column: Column) -> Suggestion:
    """Hold an offer against the cells of its column."""
    if not column.rows:
        return offer
    if not column.cells:
        reasons = (*offer.reasons, "the column is empty in the rows that were looked at")
        return replace(offer, confidence=offer.confidence * 0.7, reasons=reasons)
    shape, enough = _shape_of(offer.field)
    if shape is None:
        return offer
    share = column.share(shape)
    said = shared(column, shape)
    if share >= enough:
        return replace(offer, confidence=min(0.99, offer.confidence + 0.04 * share), reasons=(*offer.reasons, said))
    return replace(offer, confidence=offer.confidence * 0.45, reasons=(*offer.reasons, f"but only {said}"))


def shared(column: Column, shape: str) -> str:
    """Say how many of the cells have a shape; of dates only those of the calendar, the others named."""
    if shape != "date" or not column.share(shape):
        return f"{column.share(shape):.0%} of its cells are {WORDS[shape]}"
    wrong = column.no_dates
    total = len(column.cells)
    if not wrong:
        return "100% of its cells are dates"
    more = " ..." if len(wrong) > SHOWN else ""
    return f"{total - len(wrong)} of its {total} cells are dates, not {', '.join(wrong[:SHOWN])}{more}"


WORDS = {
    "hs": "customs codes", "date": "dates", "number": "numbers", "country": "countries", "currency": "currencies",
    "inn": "tax numbers with right check digits", "uscc": "credit codes with right check digits", "text": "words",
}  # fmt: skip


def _shape_of(name: str) -> tuple[str | None, float]:
    if name in SHAPES:
        return SHAPES[name]
    last = name.rpartition(".")[2]
    if last in ID_SHAPES:
        return ID_SHAPES[last], 0.5
    if last == "country":
        return "country", 0.5
    return ("text", 0.5) if last in ("name", "address") else (None, 0.0)
