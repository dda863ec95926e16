"""What an entry of a list is: a firm, a person, a public body, a ship."""

from __future__ import annotations

import re

from graph.model import PartyKind

OF_SCHEMA: dict[str, PartyKind] = {
    "Person": "person",
    "Company": "company",
    "LegalEntity": "company",
    "Organization": "company",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "asset",
}
# At the beginning of a name: a firm "of the Ministry" is a firm.
PUBLIC = re.compile(
    r"(?:the )?(?:(?:federal|general|main|state|national|russian|central|joint|military|security|border|air) )*"
    r"(?:ministry|department|directorate|administration|agency|security service|intelligence service|border service|"
    r"service for|guards?|army|armed forces|air force|navy|fleet|general staff|government|duma|council of ministers|"
    r"security council|prosecutor|customs|police|militia|court)\b",
    re.IGNORECASE,
)
UNIT = re.compile(r"\b\d+(?:st|nd|rd|th)\b.*\b(?:brigade|regiment|battalion|division|fleet|army|corps)\b", re.I)
PUBLIC_FORM = re.compile(r"government(?:al)? agency|state body|part of .*ministry", re.IGNORECASE)
FIRM = re.compile(
    r"\b(?:company|companies|enterprise|LLC|[OP]?JSC|Ltd|bank|plant|bureau|institute|cent(?:re|er))\b", re.IGNORECASE
)


def party_kind(schema: str, name: str, legal_form: str = "") -> PartyKind:
    """Return what an entry is.

    Args:
        schema: as printed (FollowTheMoney's names).
        name: its name; a legal entity whose name begins with that of an authority or a military unit is a public body.
        legal_form: as printed.

    Raises:
        KeyError: the schema is not known.
    """
    kind = OF_SCHEMA[schema]
    if kind != "company" or schema == "Company":
        return kind
    if PUBLIC_FORM.search(legal_form):
        return "public_body"
    if (PUBLIC.match(name) or UNIT.search(name)) and not FIRM.search(name):
        return "public_body"
    return kind
