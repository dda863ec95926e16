"""French words around a share or an office: the whole of a firm, and the conditional of hearsay."""

from __future__ import annotations

import re

WHOLE = re.compile(
    r"\b(?:entièrement|intégralement|exclusivement|en totalité|en propre|(?<!quasi-)totalité|intégralité"
    r"|(?:seule?|unique) (?:actionnaire|propriétaire|associée?)|(?:actionnaire|propriétaire|associée?) unique)\b"
)
CONDITIONAL = re.compile(r"\b(?:serait|seraient|appartiendrait|détiendrait|posséderait|contrôlerait|dirigerait)\b")


def since(match: re.Match[str], text: str) -> bool:
    """Whether "depuis ..." in or before a match says when the office or the share began."""
    inner = match.group()
    return (" depuis " in inner and ", qui " not in inner.split(" depuis ", 1)[1]) or text.startswith("Depuis ")


AGE = re.compile(r", \d{2} ans(?=,)")
ASIDE = re.compile(
    r"(?<=⟧), [^,;.]{3,80},(?= (?:est|était|détient|possède|contrôle|dirige|préside|appartient|figure|a été|reste)\b)"
)
OWNED = re.compile(r"\b(?:capital|détenue?|contrôlée?|possédée?|appartient|appartenait|filiale)\b")
