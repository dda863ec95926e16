"""French patterns for who says it: what stands around a speaker, the titles before a name, and the words of a wish."""

from __future__ import annotations

import re

_SAID = (
    "confié|déclaré|affirmé|indiqué|précisé|expliqué|annoncé|assuré|rapporté|révélé|écrit|dit|souligné|ajouté|reconnu|"
    "estimé|répondu|soutenu|raconté|signalé|constaté|rappelé|admis|répliqué|rétorqué|martelé|juré"
)
_SAYS = (
    "indique|affirme|précise|écrit|rapporte|dit|explique|souligne|révèle|relate|assure|note|raconte|estime|annonce|"
    "déclare|ajoute|constate|réplique|rétorque|martèle|jure|répond"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_END = r"(?=\s*[,;:.»”\"]|$)"
NAMED = [
    rf"[,»”\"]\s+(?:a|ont|avait|avaient)\s(?:\w+ment\s)?(?:{_SAID})\s(?P<s>[^,;:»”\"]{{2,90}}?)"
    rf"(?=\s(?:{_DAYS}|à l['’]|dans un|lors d|auprès d)|\s*[,;:.»”\"]|$)",
    rf"[,»”\"]\s+(?:{_SAYS})(?:nt)?\s(?P<s>[^,;:»”\"]{{2,90}}?){_END}",
    r"\b[Ii]l (?:ressort|résulte) (?:de la |de l['’]|du |des |d['’]|de )(?P<s>.+?) qu[e'’]",
    r"(?P<s>[A-ZÉ][^,;:»”\"]{1,60}?),? (?:citant|qui cite|se fondant sur|s['’]appuyant sur) (?P<d>[^,;:.]{2,70}?)"
    r"(?=[,;:.]|$)",
]
COMPILED = re.compile(
    r"(?P<d>.+?) (?:(?:compiled|collected|gathered) by|(?:compilé|recueilli|rassemblé|collecté|analysé|consulté|"
    r"dépouillé|obtenu|épluché|publié|réuni|examiné|établi|dressé)e?s? par) (?P<s>.+)"
)
TITLE = re.compile(
    r"^(?:M\.|MM\.|Mme|(?:[\wé' ’-]*\b(?:ministre|président|présidente|expert|experte|analyste|porte-parole|magazine|"
    r"quotidien|journal|agence|hebdomadaire|site|directeur|directrice|avocat|général|chercheur|chercheuse)"
    r"(?: [\wé'’-]+){0,3}?),?)\s+(?=[A-ZÉÈ][\w’'-]+ [A-ZÉÈ]|[A-ZÉÈ]\w+$)"
)
ARTICLES = re.compile(r"^(?:(?:les?|la|une?|des|du|ce|cet|cette|ces|mêmes?)\s+|l['’])+", re.IGNORECASE)
WISH = re.compile(
    r"\b(?:veut|veulent|voulait|voulaient|souhait\w+|espér\w+|espère\w*|cherch\w+ à|tent\w+ d|voudrait|essa\w+ d)\b"
)
