"""A person's corrections of a claim: slots written as FIELD=VALUE or given as JSON, verified as every claim is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import ConfigError, SourceError
from graph.model import ROLES, Claim, Document, Party, Reject, Span, replace, roles_of
from loaders.extraction.output import schema, to_dict
from loaders.extraction.verify import REJECTED, verify
from loaders.handed.bound import BY_HAND
from loaders.handed.lines import claim_of, read_line
from loaders.handed.making import amount_of, code_of, party_of

AMOUNTS = ("quantity", "value", "share")
CODES = ("origin", "destination")
FIXED = ("id", "document", "published", "extractor", "confidence", "flags", "language")
ROUTED = ("transfer", "offer")
Changes = dict[str, Any]


def read_fields(fields: Iterable[str]) -> Changes:
    """Read FIELD=VALUE: `goods=drone engines`, `supplier=Example Works @CN`, `quantity=~12 t`, `recipient=` (nobody).

    Returns:
        Slot -> words; None where nothing stands behind the sign.

    Raises:
        SourceError: one has no sign, or names no slot that can be corrected.
    """
    found: Changes = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise SourceError(f"{field!r}: must be FIELD=VALUE, such as goods='drone engines'")
        if name.strip() not in slots():
            raise SourceError(f"{name.strip()}: is no field that can be corrected; there are {', '.join(slots())}")
        found[name.strip()] = value.strip() or None
    return found


def read_slots(data: bytes) -> Changes:
    """Read slots in the form of claim.schema.json, or a whole claim, of which what cannot be corrected is left out.

    Raises:
        SourceError: it is no JSON object, or holds what is no field of a claim.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise SourceError("must be a JSON object with fields of a claim")
    if odd := [name for name in found if name not in schema()["properties"]]:
        raise SourceError(f"{odd[0]}: is no field that can be corrected; there are {', '.join(slots())}")
    return {name: value for name, value in found.items() if name not in FIXED}


def slots() -> list[str]:
    """Names of the slots that can be corrected."""
    return [name for name in schema()["properties"] if name not in FIXED]


def corrected(
    claim: Claim, document: Document, text: str, changes: Mapping[str, Any], author: str, others: Iterable[Claim] = ()
) -> Claim:
    """Change slots of a claim and verify what comes of it.

    Args:
        claim: as it stands now.
        document: where it stands.
        text: of the document.
        changes: of `read_fields` or `read_slots`.
        author: who corrects it.
        others: claims of the same document; a party that one of them names is the same here.

    Returns:
        The claim, made by hand by its author.

    Raises:
        SourceError: a slot does not fit the schema, nothing changes, or the claim fails verification.
    """
    known = [party for one in (claim, *others) for party in (*(party for _, party in roles_of(one)), *one.via)]
    before = to_dict(claim, document)
    names = _Names(text, (claim.spans[0][0], claim.spans[-1][1]) if claim.spans else (0, len(text)), known)
    data = before | {slot: names.value(slot, value, before.get(slot)) for slot, value in changes.items()}
    if data == before:
        raise SourceError("the correction changes nothing; to say that the claim is right, accept it")
    data |= {"confidence": None, "flags": []}
    _made(data)
    _derive(data, before)
    made = replace(names.same(_made(data)), extractor=f"{BY_HAND} ({author})")
    if made.spans != claim.spans and made.quote == claim.quote:
        made = replace(made, quote=" ".join(text[start:end] for start, end in made.spans))
    made = verify(made, text)
    failed = next((flag for flag in made.flags if flag.startswith(REJECTED)), None)
    if failed:
        reason, _, slot = failed.removeprefix(REJECTED).partition(":")
        raise SourceError(
            f"{slot or 'claim'}: the corrected claim fails verification ({reason}); write it as the text does"
        )
    return made


def _made(data: dict[str, Any]) -> Claim:
    checked = read_line(json.dumps(data).encode())
    if isinstance(checked, Reject):
        raise SourceError(f"{checked.column or 'claim'}: {checked.message}")
    return claim_of(checked)


@dataclass(frozen=True, slots=True)
class _Names:
    """What words mean in a document.

    Args:
        text: of the document.
        passage: of the claim, where names are looked for first.
        known: parties that claims of the document name.
    """

    text: str
    passage: Span
    known: Sequence[Party]

    def value(self, slot: str, words: Any, before: Any) -> Any:
        """Give what a person wrote the form of claim.schema.json; what is in that form already stays.

        Raises:
            SourceError: it cannot be read.
        """
        if words is None:
            return [] if slot == "via" else None
        if not isinstance(words, str):
            return words
        try:
            if slot in ROLES:
                return self.party(slot, words, before)
            if slot == "via":
                return [self.party(slot, one.strip(), None) for one in words.split(";")]
            if slot in AMOUNTS:
                return {"unit": None, "currency": None} | amount_of(slot, words)
            if slot in CODES:
                return code_of(slot, words)
        except ConfigError as error:
            raise SourceError(str(error).removeprefix("--")) from error
        return _spans(words) if slot == "spans" else words

    def party(self, slot: str, words: str, before: Mapping[str, Any] | None) -> dict[str, Any]:
        """Make a party: one that the document's claims name; else as `claim add` reads it, in the country of before."""
        found = party_of(slot, words, self.text, self.passage)
        known = next((one for one in self.known if one.surface == found["surface"] == words), None)
        if known is not None:
            return found | {"form": known.form, "country": known.country}
        if found["form"] == "named" and found["country"] is None and before:
            return found | {"country": before["country"]}
        return found

    def same(self, claim: Claim) -> Claim:
        """Return a claim whose parties are those known ones that have their names, with all that is known of them."""
        parties = {role: self._same(party) for role in ROLES if (party := getattr(claim, role)) is not None}
        return replace(claim, via=tuple(self._same(one) for one in claim.via), **parties)

    def _same(self, party: Party) -> Party:
        for one in self.known:
            if (one.surface, one.form, one.country) == (party.surface, party.form, party.country):
                return replace(one, span=party.span)
        return party


def _spans(words: str) -> Any:
    """Read `120-245;300-320`; other words stay, for the schema to refuse."""
    pairs = [pair.split("-") for pair in words.split(";")]
    if all(len(pair) == 2 and all(end.strip().isdecimal() for end in pair) for pair in pairs):
        return [[int(end) for end in pair] for pair in pairs]
    return words


def _derive(data: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Bring the slots along that follow from a changed one, where nobody says them."""
    if data["goods"] != before["goods"] and data["goods_concept"] == before["goods_concept"]:
        data["goods_concept"] = None
    if data["origin"] != before["origin"] and data["origin_basis"] == before["origin_basis"]:
        data["origin_basis"] = "printed" if data["origin"] else None
    if data["kind"] not in ROUTED:
        return
    if data["origin"] == before["origin"] and before["origin_basis"] in (None, "supplier"):
        home = (data["supplier"] or {}).get("country")
        data["origin"], data["origin_basis"] = home, "supplier" if home else None
    if data["destination"] == before["destination"] == (before["recipient"] or {}).get("country"):
        data["destination"] = (data["recipient"] or {}).get("country")
