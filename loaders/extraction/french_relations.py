"""French words around a share or an office: the whole of a firm, and the conditional of hearsay."""

from __future__ import annotations

import re

WHOLE = re.compile(
    r"\b(?:entièrement|intégralement|exclusivement|en totalité|en propre|(?<!quasi-)totalité|intégralité"
    r"|(?:seule?|unique) (?:actionnaire|propriétaire|associée?)|(?:actionnaire|propriétaire|associée?) unique)\b"
)
CONDITIONAL = re.compile(r"\b(?:serait|seraient|appartiendrait|détiendrait|posséderait|contrôlerait|dirigerait)\b")
OWNED = re.compile(r"\b(?:capital|détenue?|contrôlée?|possédée?|appartient|appartenait|filiale)\b")
