"""One line of a file of claims: what it says, or the field and the rule that it breaks."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from graph.acceptance import BY_RULE, UNVERIFIED
from graph.admission import unfit
from graph.dates import bounds
from graph.errors import SchemaError
from graph.model import ROLES, Amount, Claim, Party, PartyKind, Reject, Span
from graph.reference import countries
from loaders.extraction.drafts import concept_of
from loaders.extraction.output import schema

OURS = (UNVERIFIED, BY_RULE)  # beginnings of flags that say how a claim stands here; nobody hands them in
SHOWN = 120  # characters of a message about a value
PLAIN = (
    "kind", "modality", "quote", "goods", "goods_concept", "model", "hs", "hs_basis", "declared_as", "origin",
    "origin_basis", "destination", "start", "end", "topic", "outcome", "speaker", "language", "confidence",
)  # fmt: skip
KINDS: dict[tuple[str, str], PartyKind] = {("role", "subject"): "person", ("listing", "subject"): "public_body"}


class _Twice(ValueError):
    """An object holds a name twice."""


def read_line(line: bytes) -> dict[str, Any] | Reject:
    """Read one line.

    Args:
        line: of the file, without its end.

    Returns:
        the claim in the form of claim.schema.json, or why it is none: the column of the reject is the field.
    """
    try:
        data = _DECODER.decode(line.decode("utf-8-sig").strip())
        line.decode("utf-8").encode("utf-8")
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        return Reject("bad_encoding", f"must be UTF-8, byte {error.start + 1} of the line is not")
    except UnicodeEncodeError:
        return Reject("torn_character", "holds half of a character (a lone surrogate); correct the file")
    except _Twice as error:
        return Reject("name_twice", "stands there twice, and nothing says which counts", str(error.args[0]))
    except (ValueError, RecursionError) as error:
        words = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
        return Reject("not_json", f"is no JSON ({words})")
    if not isinstance(data, dict):
        return Reject("not_an_object", "must be a JSON object with the fields of a claim")
    return _wrong(data) or data


def claim_of(data: dict[str, Any]) -> Claim:
    """Make the claim of an object that `read_line` returned."""
    said = {name: data[name] for name in PLAIN if data.get(name) is not None}
    kind = data["kind"]
    said |= {role: _party(data[role], kind, role) for role in ROLES if data.get(role)}
    said |= {slot: Amount(**data[slot]) for slot in ("quantity", "value", "share") if data.get(slot)}
    said.setdefault("goods_concept", concept_of(data.get("goods")))
    via = tuple(_party(one, kind, "via") for one in data.get("via", ()) if one)
    flags = tuple(flag for flag in data.get("flags", ()) if not flag.startswith(OURS))
    return Claim(**said, spans=tuple(_span(span) for span in data["spans"]), via=via, flags=flags)


def _party(data: dict[str, Any], kind: str, role: str) -> Party:
    form, country = data["form"], data.get("country")
    if form == "country":
        sort: PartyKind = "country"
        country = country or countries.code_of_name(data["surface"])
    elif form == "group":
        sort = "group"
    else:
        sort = {"weapon": "weapon", "place": "place"}.get(role) or KINDS.get((kind, role), "company")  # type: ignore[assignment]
    return Party(
        surface=data["surface"],
        form=form,
        kind=sort,
        country=country,
        country_basis="printed" if country else None,
        span=_span(data["span"]) if data.get("span") else None,
    )


def _span(pair: list[int]) -> Span:
    return int(pair[0]), int(pair[1])


def _wrong(data: dict[str, Any]) -> Reject | None:
    """Return what is wrong with an object, the first field in the order of the schema before the others."""
    order = list(schema()["properties"])
    errors = list(_validator().iter_errors(data))
    if errors:
        first = min(errors, key=lambda error: (*_rank(order, error), error.message))
        return Reject(_rule(first), _words(first), _field(first) or None)
    for place, code in _codes(data):
        if code not in countries.all_codes():
            return Reject("unknown_country", f"must be an ISO 3166-1 code of two letters, got {code!r}", place)
    for place, party in _parties(data):
        if party["form"] == "country" and not (party.get("country") or countries.code_of_name(party["surface"])):
            message = f"names no country that is known, got {party['surface']!r}; say its code"
            return Reject("unknown_country", message, f"{place}.country")
    for slot in ("start", "end"):
        try:
            bounds(data.get(slot), None)
        except (SchemaError, OverflowError) as error:
            return Reject("unusable_date", str(error), slot)
    start, end = data.get("start"), data.get("end")
    if start and end and start[: len(end)] > end[: len(start)]:
        return Reject("dates_reversed", f"must not be after end, got {start} and {end}", "start")
    return unfit(claim_of(data))


def _parties(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(role, data[role]) for role in ROLES if data.get(role)]
    return found + [(f"via.{number}", one) for number, one in enumerate(data.get("via", ())) if one]


def _codes(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = [(f"{place}.country", party["country"]) for place, party in _parties(data) if party.get("country")]
    return found + [(slot, data[slot]) for slot in ("origin", "destination") if data.get(slot)]


def _rank(order: list[str], error: ValidationError) -> tuple[int, str]:
    field = _field(error)
    name = field.split(".")[0]
    return order.index(name) if name in order else len(order), field


def _field(error: ValidationError) -> str:
    """Name the field at fault: also the one that is missing, or that no claim has."""
    path = [str(part) for part in error.absolute_path]
    rule = cast(dict[str, Any], error.schema)  # of the object that is wrong
    if error.validator == "required":
        path += [name for name in rule["required"] if name not in cast(dict[str, Any], error.instance)][:1]
    elif error.validator == "additionalProperties":
        path += sorted(cast(dict[str, Any], error.instance).keys() - rule["properties"].keys())[:1]
    return ".".join(path)


def _rule(error: ValidationError) -> str:
    return {"required": "missing", "additionalProperties": "unknown_field"}.get(
        str(error.validator), f"wrong_{error.validator}".lower()
    )


def _words(error: ValidationError) -> str:
    if error.validator == "required":
        return "is missing; a claim has it (claim.schema.json)"
    if error.validator == "additionalProperties":
        return "is no field of a claim (claim.schema.json)"
    said = error.message
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}..."


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_refuse)


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())
