"""What an entry of a list is: a firm, a person, a public body, a ship."""

from __future__ import annotations

import re

from graph.legal_forms import split_legal_form
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


# Words of firms and offices; a name of several words without any of them is taken for a person's.
ORGANISATION = re.compile(
    r"\b(?:aero\w*|agenc\w+|air|airlines?|airways|analog|army|associat\w+|avi[ao]\w*|bank\w*|board|brigade|brothers|"
    r"bureau|business|cargo|cent(?:er|re)s?|chemicals?|club|college|comercia\w+|commercial|committee|compan\w+|complex|"
    r"computers?|construct\w+|consult\w+|contract\w+|corp\w*|design|develop\w*|digital|distribut\w+|divis\w+|electr\w+|"
    r"energy|engineer\w*|enterpri\w+|equipment|export\w*|factory|finance|firms?|force|foundation|freight|gate|general|"
    r"global|group\w*|guard|holdings?|hong kong|hospital|import\w*|industr\w+|information|infrastr\w+|instit\w+|"
    r"instruments?|international|intl|investments?|labs?|laborator\w+|logistics?|machine\w*|manufactur\w+|marine|"
    r"maritime|market\w*|materials|mechanic\w*|media|medical|metals?|microelectr\w*|militar\w+|mining|ministry|motors?|"
    r"national|navy|network\w*|nuclear|office\w*|oil|optic\w*|optronics?|organi[sz]ation|parts|petro\w*|pharma\w*|"
    r"photonics?|physics|plan|plant|polytechnic\w*|power|precision|production|products?|project\w*|regiment|research|"
    r"school|science|scientific|security|semiconductor\w*|services?|shipping|shop|societ[ey]|software|solutions?|state|"
    r"stores?|supplies|supply|systems?|tech|techni\w+|technolog\w+|telecom\w*|telephone|television|textile\w*|tools|trade|traders?|trading|"
    r"transport\w*|travel|union|univers\w+|vision|warehouse|wings?|works|world\w*|and|of|for|the|&)\b|[&/]",
    re.IGNORECASE,
)
PERSON = re.compile(r"[^\W\d_][\w.'’‘`-]*(?:,? [^\W\d_][\w.'’‘`-]*){1,5}(?:,? (?:Jr|Sr|I{1,3})\.?)?", re.IGNORECASE)


def kind_of_name(name: str) -> PartyKind:
    """Return what a name is that stands on a list of persons and firms which does not say which is which.

    A person needs more than a name to be joined with another, so a firm that is taken for one joins too little, and
    never too much.
    """
    plain = " ".join(name.split())
    person = PERSON.fullmatch(plain) and not ORGANISATION.search(plain) and split_legal_form(plain).form is None
    return "person" if person else party_kind("LegalEntity", plain)
