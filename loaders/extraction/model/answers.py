"""Makes claims of what a language model lists. Nothing it says is believed: what the text does not bear out is marked.

An item that is no claim at all (no object, no known kind) cannot be kept as one: it is handed back with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast

from graph.dates import bounds
from graph.errors import SchemaError
from graph.model import (
    MODALITIES,
    ROLES,
    Amount,
    Claim,
    Document,
    Kind,
    Modality,
    Party,
    PartyKind,
    Relation,
    Span,
    replace,
)
from graph.reference import countries as reference
from loaders.extraction import lexicon
from loaders.extraction.countries import find_places
from loaders.extraction.drafts import concept_of
from loaders.extraction.language import of_passage
from loaders.extraction.model import prompt
from loaders.extraction.model.locate import places
from loaders.extraction.sentences import paragraphs
from loaders.extraction.verify import REJECTED, verify, words_stand

CONFIDENCE, DOUBTED = 0.5, 0.4
LONGEST = {"quote": 4_000, "topic": 300, "outcome": 300, "speaker": 300}  # characters; more is no such thing
LONGEST_WORDS, LONGEST_NUMBER = 500, 30
FIELD = frozenset({"CN", "RU", "HK", "MO", "BY"})
RELATIONS = frozenset(prompt.AMOUNT_SLOTS["relation"]["enum"])
TYPES = frozenset(prompt.PARTY_SLOTS["type"]["enum"]) - {"other"}
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
CODE, CURRENCY = re.compile(r"[A-Z]{2}"), re.compile(r"[A-Z]{3}")
OWN_WORDS = ("topic", "outcome", "speaker")


class NoClaimError(Exception):
    """An item of an answer that is no claim; the message says why."""


@dataclass(slots=True)
class _Faults:
    """What is wrong with an item, as flags."""

    flags: list[str] = field(default_factory=list)

    def reject(self, reason: str) -> None:
        self.flags.append(REJECTED + reason)

    def doubt(self, flag: str) -> None:
        self.flags.append(flag)


@dataclass
class Reader:
    """Reads the items of the answers on one document.

    Args:
        document: its language and day of publication count.
        text: in which spans count.
        language: of most of it.
        extractor: what the claims name as their maker.
    """

    document: Document
    text: str
    language: str
    extractor: str

    @cached_property
    def codes(self) -> frozenset[str]:
        """The countries that the document mentions in some way."""
        pieces = [self.text[start:end] for start, end in paragraphs(self.text)]
        return frozenset(code for piece in pieces for code in _codes(piece))

    def claim(self, item: Any, passage: Span) -> Claim:
        """Return a verified claim; where something is wrong with it, with flags that say what.

        Args:
            item: as the model wrote it.
            passage: what it was asked about.

        Raises:
            NoClaimError: it is none.
        """
        if not isinstance(item, Mapping):
            raise NoClaimError("is no object")
        if not _writable(item):
            raise NoClaimError("holds half a character, which no text does")
        kind, modality = item.get("kind"), item.get("modality")
        if kind not in prompt.KINDS:
            raise NoClaimError(f"has no kind of claim: {str(kind)[:40]!r}")
        if modality not in MODALITIES:
            raise NoClaimError(f"has no modality: {str(modality)[:40]!r}")
        faults = _Faults()
        for name in sorted(map(str, item.keys() - prompt.CLAIM_SLOTS.keys())):
            faults.reject(f"unknown_field:{name[:40]}")
        words = {slot: _words(item.get(slot), slot, faults) for slot in ("quote", *prompt.WORDS)}
        quote = words.pop("quote") or ""
        spans = places(self.text, quote, passage)
        if spans:  # as the text has it; a quote that stands nowhere stays as it came, beside the passage asked about
            quote = " ".join(self.text[start:end] for start, end in spans)
        slots = self._parties(item, quote, spans, faults) | self._checked(words, quote, faults)
        slots |= {slot: _amount(item.get(slot), slot, faults) for slot in prompt.AMOUNTS}
        claim = Claim(
            kind=cast(Kind, kind),
            modality=cast(Modality, modality),
            quote=quote,
            spans=spans or (passage,),
            language=of_passage(quote, self.language, self.document.language is not None),
            extractor=self.extractor,
            **slots,
        )
        return self._judged(_completed(claim), faults)

    def _parties(self, item: Mapping[str, Any], quote: str, spans: tuple[Span, ...], faults: _Faults) -> dict[str, Any]:
        found: dict[str, Any] = {role: self._party(item.get(role), role, quote, spans, faults) for role in ROLES}
        via = item.get("via") or []
        if not isinstance(via, list):
            faults.reject("wrong_form:via")
            via = []
        stations = [self._party(one, "via", quote, spans, faults) for one in via]
        return found | {"via": tuple(one for one in stations if one is not None)}

    def _party(self, value: Any, role: str, quote: str, spans: tuple[Span, ...], faults: _Faults) -> Party | None:
        if value is None:
            return None
        surface = value.get("surface") if isinstance(value, Mapping) else None
        form = value.get("form") if isinstance(value, Mapping) else None
        if not isinstance(surface, str) or not surface.strip() or form not in ("named", "group", "country"):
            faults.reject(f"wrong_form:{role}")
            return None
        for name in sorted(map(str, value.keys() - prompt.PARTY_SLOTS.keys())):
            faults.reject(f"unknown_field:{role}.{name[:40]}")
        code = value.get("country")
        if code is not None and not (isinstance(code, str) and CODE.fullmatch(code)):
            faults.reject(f"wrong_form:{role}.country")
            code = None
        surface = " ".join(surface.split())
        code = self._country(surface, form, code, role, quote, faults)
        return Party(
            surface=surface,
            form=form,
            kind=_kind(form, value.get("type"), role),
            country=code,
            country_basis=None if code is None or form == "country" else "printed",
            span=self._mention(surface, form, code, spans),
        )

    def _mention(self, surface: str, form: str, code: str | None, spans: tuple[Span, ...]) -> Span | None:
        """Where a party is mentioned in the quote: by its name, or a country by any word for it."""
        for start, end in spans:
            place = self.text.find(surface, start, end)
            if place >= 0:
                return place, place + len(surface)
        for language in lexicon.LANGUAGES if form == "country" and code else ():
            for start, end in spans:
                for one in find_places(self.text[start:end], lexicon.load(language)):
                    if one.code == code:
                        return start + one.start, start + one.end
        return None

    def _mentions(self, code: str, quote: str) -> bool:
        """Whether the quote, or else the document, mentions a country."""
        return code in _codes(quote) or code in self.codes

    def _country(self, surface: str, form: str, code: str | None, role: str, quote: str, faults: _Faults) -> str | None:
        """The country of a party, as far as the document bears it out: a wrong one would join strangers."""
        if form == "country":
            printed = reference.code(surface) or next(iter(_codes(surface)), None)
            if printed is not None and code is not None and printed != code:
                faults.reject(f"country_contradicts:{role}")
            if printed is None and code is not None:
                faults.doubt(f"country_unproven:{role}")
            return printed or code
        if code is not None and not self._mentions(code, quote):
            faults.doubt(f"country_unproven:{role}:{code}")
            return None
        return code

    def _checked(self, words: dict[str, str | None], quote: str, faults: _Faults) -> dict[str, Any]:
        """The slots that are words, with what their form or the text speaks against."""
        for slot in ("start", "end"):
            words[slot] = self._date(words[slot], slot, faults)
        try:
            start, end = bounds(words["start"], words["end"])
            if start is not None and end is not None and start > end:
                raise SchemaError("the end is before the start")
        except (SchemaError, OverflowError):
            faults.reject("wrong_form:dates")
            words["start"] = words["end"] = None
        if words["origin"] is not None and not self._mentions(words["origin"], quote):
            faults.doubt(f"origin_unproven:{words['origin'][:2]}")
            words["origin"] = None
        for slot in OWN_WORDS:
            value = words[slot]
            if value is not None and not words_stand(value, quote) and not words_stand(value, self.text):
                faults.doubt(f"{slot}_unproven")
        words["hs"] = self._hs(words["hs"], quote, faults)
        return dict(words)

    def _date(self, value: str | None, slot: str, faults: _Faults) -> str | None:
        if value is None:
            return None
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value):
            faults.reject(f"wrong_form:{slot}")
            return None
        published = int((self.document.published or "0")[:4])
        if value[:4] not in self.text and abs(int(value[:4]) - published) > 1:
            faults.doubt(f"date_unproven:{slot}")
        return value

    def _hs(self, value: str | None, quote: str, faults: _Faults) -> str | None:
        if value is None:
            return None
        digits = re.sub(r"[ .]", "", value)
        if not re.fullmatch(r"[0-9]{2,12}", digits):
            faults.reject("wrong_form:hs")
            return None
        printed = re.compile(r"(?<!\d)" + r"[ .\u00a0]?".join(digits) + r"(?!\d)")
        if printed.search(self.text) is None:
            faults.reject("hs_not_in_text")
        elif printed.search(quote) is None:
            faults.doubt("hs_elsewhere")
        return digits

    def _judged(self, claim: Claim, faults: _Faults) -> Claim:
        """Verify like the claims of everybody else, and add what is wrong besides."""
        checked = verify(claim, self.text)
        flags = [*checked.flags, *faults.flags]
        named = [party for role in ROLES if (party := getattr(claim, role)) is not None] + list(claim.via)
        slots = len(named) + sum(value is not None for value in (claim.goods, claim.model))
        away = sum("_elsewhere" in flag and not flag.startswith(("declared", "hs")) for flag in checked.flags)
        if not slots:
            flags.append(REJECTED + "says_nothing")
        elif away >= slots:
            flags.append(REJECTED + "quote_names_nobody")
        flags = list(dict.fromkeys(flags))
        return replace(checked, flags=tuple(flags), confidence=DOUBTED if flags else CONFIDENCE)


def _writable(item: Mapping[str, Any]) -> bool:
    """Whether an item can be written at all: JSON can name half a character."""
    try:
        json.dumps(item, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def outside(claims: list[Claim]) -> list[Claim]:
    """Mark trade of others as rejected (CLAIMS.md, rule 9): known countries, none of them of our field, and no link."""
    linked = {name for claim in claims if _countries(claim) & FIELD for name in _names(claim)}
    out = []
    for claim in claims:
        countries = _countries(claim)
        foreign = claim.kind in ("transfer", "offer") and countries and not countries & FIELD
        if foreign and not set(_names(claim)) & linked:
            claim = replace(claim, flags=tuple(dict.fromkeys((*claim.flags, REJECTED + "outside_the_field"))))
        out.append(claim)
    return out


def _countries(claim: Claim) -> set[str]:
    parties = [claim.supplier, claim.recipient, claim.maker, *claim.via]
    codes = {party.country for party in parties if party is not None and party.country}
    return codes | ({claim.origin} if claim.origin else set())


def _names(claim: Claim) -> list[str]:
    parties = (claim.supplier, claim.recipient)
    return [party.surface for party in parties if party is not None and party.form == "named"]


def _completed(claim: Claim) -> Claim:
    """Fill what follows from the rest, as the rules do: concept, origin by the supplier, destination."""
    trade = claim.kind in ("transfer", "offer")
    supplier = claim.supplier.country if claim.supplier and trade else None
    origin = claim.origin or supplier
    basis: Literal["printed", "supplier"] | None = "printed" if claim.origin else "supplier" if supplier else None
    return replace(
        claim,
        goods_concept=concept_of(claim.goods),
        hs_basis="printed" if claim.hs else None,
        origin=origin,
        origin_basis=basis,
        destination=claim.recipient.country if claim.recipient and trade else None,
    )


def _words(value: Any, slot: str, faults: _Faults) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST.get(slot, LONGEST_WORDS):
        faults.reject(f"wrong_form:{slot}")
        return None
    return value.strip() or None


def _amount(value: Any, slot: str, faults: _Faults) -> Amount | None:
    if value is None:
        return None
    told = value if isinstance(value, Mapping) else {}
    number, relation, currency, unit = (told.get(name) for name in ("number", "relation", "currency", "unit"))
    good = (
        isinstance(number, str)
        and NUMBER.fullmatch(number) is not None
        and len(number) < LONGEST_NUMBER
        and relation in RELATIONS
        and (currency is None or (isinstance(currency, str) and CURRENCY.fullmatch(currency) is not None))
        and (unit is None or isinstance(unit, str))
        and not told.keys() - prompt.AMOUNT_SLOTS.keys()
    )
    if not good:
        faults.reject(f"wrong_form:{slot}")
        return None
    unit = (unit or "").strip() or None
    return Amount(number=str(number), relation=cast(Relation, relation), unit=unit, currency=currency)


def _kind(form: str, told: Any, role: str) -> PartyKind:
    if form == "country":
        return "country"
    if form == "group":
        return "group"
    if role in ("weapon", "place"):
        return cast(PartyKind, role)
    return cast(PartyKind, told) if told in TYPES else "company"


def _codes(words: str) -> list[str]:
    return [place.code for language in lexicon.LANGUAGES for place in find_places(words, lexicon.load(language))]
