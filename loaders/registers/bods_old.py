"""Statements of versions 0.1 to 0.3 of the standard, put into the form of 0.4.

Source: https://standard.openownership.org/en/0.4.0/about/changelog.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loaders.registers.rules import Many, Number, Object, Problem, Text

TYPES = {"entityStatement": "entity", "personStatement": "person", "ownershipOrControlStatement": "relationship"}
TEXT = Text()
INTERESTS = Many(
    Object(
        {
            "type": TEXT,
            "share": Object(dict.fromkeys(("exact", "minimum", "maximum"), Number(0, 100))),
            "startDate": TEXT,
            "endDate": TEXT,
        }
    )
)
STATEMENT = Object(
    {
        "statementID": Text(32, 64),
        "statementType": Text(one_of=frozenset(TYPES)),
        "statementDate": TEXT,
        "subject": Object({"describedByEntityStatement": TEXT}, required=["describedByEntityStatement"]),
        "interestedParty": Object(
            {"describedByEntityStatement": TEXT, "describedByPersonStatement": TEXT},
            any_of=["describedByEntityStatement", "describedByPersonStatement", "unspecified"],
        ),
        "interests": INTERESTS,
        "replacesStatements": Many(TEXT),
    },
    required=["statementID", "statementType"],
)
OWN = frozenset({"statementID", "statementType", "statementDate", "publicationDetails", "source", "annotations"})
WORDS = {"person": "personType", "entity": "entityType"}
CAMEL_OF = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def is_old(value: Mapping[str, Any]) -> bool:
    """Whether a statement has the form of an earlier version."""
    return "statementType" in value or "statementID" in value


def problems(value: Any) -> list[Problem]:
    """Return what keeps a statement from being read; the rules of its own version are wider."""
    found = list(STATEMENT(value, ""))
    if not found and value["statementType"] == "ownershipOrControlStatement":
        ends = [name for name in ("subject", "interestedParty") if name not in value]
        found = [Problem("required", "", f"must have {name}") for name in ends]
    return found


def renewed(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a statement in the form of 0.4; its record is the statement, since there were no records."""
    kind = TYPES[value["statementType"]]
    details = {name: item for name, item in value.items() if name not in OWN}
    if kind == "relationship":
        details["subject"] = value["subject"]["describedByEntityStatement"]
        details["interestedParty"] = _party(value["interestedParty"])
        details["interests"] = [_interest(item) for item in value.get("interests", [])]
    elif kind == "entity":
        details["entityType"] = {"type": value.get("entityType", "")}
    return {
        "statementId": value["statementID"],
        "statementDate": value.get("statementDate", ""),
        "recordId": value["statementID"],
        "recordType": kind,
        "publicationDetails": value.get("publicationDetails"),
        "source": value.get("source"),
        "recordDetails": details,
    }


def _party(value: Mapping[str, Any]) -> Any:
    for name in ("describedByPersonStatement", "describedByEntityStatement"):
        if name in value:
            return value[name]
    unspecified = value["unspecified"]
    return unspecified if isinstance(unspecified, dict) else {"reason": "unknown"}


def _interest(value: Mapping[str, Any]) -> dict[str, Any]:
    """An interest with the words of 0.4: types in one word, bounds that say themselves whether they count."""
    found = dict(value)
    head, *rest = str(value.get("type", "")).split("-")
    found["type"] = head + "".join(part.capitalize() for part in rest)
    found["directOrIndirect"] = value.get("interestLevel", value.get("directOrIndirect"))
    share = value.get("share")
    if isinstance(share, dict):
        new = dict(share)
        for name, old in CAMEL_OF.items():
            if share.get(name) is True and old in share:  # in 0.2 a flag beside the number
                new[name] = new.pop(old)
            elif isinstance(share.get(name), bool):
                del new[name]
        found["share"] = new
    return found
