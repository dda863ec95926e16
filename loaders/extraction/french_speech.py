"""French patterns for who says it: what stands around a speaker, the titles before a name, and the words of a wish."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction.lexicon import Pack

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_END = rf"(?=\s(?:{_DAYS}|à l['’]|dans |lors d|auprès d|sur )|\s*[,;:.»”\"]|$)"
_NO_CLAUSE = r"(?!qu[e'’]|avoir\b|être\b|n['’ ]|d['’e]\s?(?:ne|n['’])|s['’]|comment\b|si\b)"
_DOCUMENT = (
    r"(?:[Ll]es? |[Ll]a |[Ll]['’]|[Ll]eurs? |[Ss]on |[Uu]ne? |[Dd]es |[Cc]ette? |[Cc]es? )"
    r"(?:procès-verb\w+|acte d['’]accusation|"
    r"rapport|note|dossier|enquête|instruction|registres?|factures?|bordereaux?|documents?|jugement|arrêt|audit|bilan|"
    r"contrats?|courriels?|messages?|relevés?|statistiques|données|réquisitoire|ordonnance|déclarations? en douane)\b"
)
_TELLS = (
    r"(?:a |ont |avait )?(?:retrac|décri|consign|document|recens|montr|révèl|révél|établi|détaill|"
    r"mentionn|dévoil|dress|conclu|constat|relev|indiqu|not|chiffr|évalu|estim|"
    r"décompos|list|expos|reconstitu|remont|confirm|prouv|attest|fait état|font état|fait apparaître|font apparaître|"
    r"mis au jour|met en lumière|mettent en lumière)\w*"
)


@lru_cache(maxsize=1)
def named(pack: Pack) -> list[str]:
    """Patterns with a speaker `s` and his data `d`: "..., a confié X", "..., relève X", "il ressort de X que"."""
    said = [form for form, verbs in pack.verbs.items() for verb in verbs if verb.frame == "say"]
    one = "|".join(sorted({form for form in said if _is(form, "participle", pack)}, key=len, reverse=True))
    says = "|".join(sorted({form for form in said if _is(form, "finite", pack)}, key=len, reverse=True))
    return [
        rf"(?P<s>{_DOCUMENT}[^,;:.]{{0,60}}?),?"
        rf"(?: que [^,]{{3,40}},| daté [^,]{{3,40}},)? (?:en |y |se )?(?:{_TELLS})\b",
        rf"[,»”\"]\s+(?:a|ont|avait|avaient)\s(?:\w+ment\s)?(?:{one})\s(?P<s>{_NO_CLAUSE}[^,;:»”\"]{{2,90}}?){_END}",
        rf"[,»”\"]\s+(?:{says})\s(?P<s>{_NO_CLAUSE}[^,;:»”\"]{{2,90}}?){_END}",
        r"\b[Ii]l (?:ressort|résulte) (?:de la |de l['’]|du |des |d['’]|de )(?P<s>.+?) qu[e'’]",
        r"(?P<s>[A-ZÉ][^,;:»”\"]{1,60}?),? (?:citant|qui cite|se fondant sur|s['’]appuyant sur) (?P<d>[^,;:.]{2,70}?)"
        r"(?=[,;:.]|$)",
        r"^[Pp]ar la voix d(?:e |u |['’])(?P<s>[^,]{3,60}),",
    ]


def _is(form: str, kind: str, pack: Pack) -> bool:
    return any(verb.frame == "say" and verb.form == kind for verb in pack.verbs[form])


LATER = re.compile(r"\b(?:plus tard|plus tôt|après|suivante?)\b")
CONTINUES = re.compile(  # a sentence that goes on with what the one before tells
    r"(?:Puis|Ensuite|Enfin|De là|Dans la foulée|(?:Au cours d|Dans l)[eu] même |(?:Le|La|Au|Ce) mêmes? \w+"
    r"|[^,.]{0,30}\b(?:suivante?|plus tard|d['’]après|lendemain)\b|À (?:son|leur) tour|En (?:retour|échange))\b"
)


def held_up(text: str) -> bool:
    """ "300 pompes que X s'apprêtait à envoyer ont été saisies": meant to go, and did not."""
    return STOPPED.search(text) is not None and HELD_UP.search(text) is not None


COMPILED = re.compile(
    r"(?P<d>.+?) (?:(?:compiled|collected|gathered) by|(?:compilé|recueilli|rassemblé|collecté|analysé|consulté|"
    r"dépouillé|obtenu|épluché|publié|réuni|examiné|établi|dressé)e?s? par) (?P<s>.+)"
)
TITLE = re.compile(
    r"^(?:M\.|MM\.|Mme|(?:[\wé' ’-]*\b(?:ministre|président|présidente|expert|experte|analyste|porte-parole|magazine|"
    r"quotidien|journal|agence|hebdomadaire|site|directeur|directrice|avocat|général|chercheur|chercheuse)"
    r"(?: [\wé'’-]+){0,3}?),?)\s+(?=[A-ZÉÈ][\w’'-]+ [A-ZÉÈ]|[A-ZÉÈ]\w+$)"
)
ARTICLES = re.compile(r"^(?:(?:les?|la|une?|des|du|ce|cet|cette|ces|mêmes?|leurs?)\s+|l['’])+", re.IGNORECASE)
FELL_THROUGH = re.compile(  # what was ordered or expected and did not come
    r"\b(?:command[ée]|attend|promi|esp[ée]r|devai|aurai\w+ dû)\w*\b[^;]*\b(?:jamais|pas|annulée?s?|résiliée?s?)\b"
    r"(?: (?:été|encore))*(?: (?:livr|arriv|expédi|reçu|honor|exécut|parven|abouti|donn)\w*|$|[,.;]| en| par)"
)
STOPPED = re.compile(  # what was on its way, or was meant to go, and was held up
    r"\b(?:devai(?:t|ent)|devant|voulai(?:t|ent)|s['’]apprêtai(?:t|ent)|comptai(?:t|ent)|tentai(?:t|ent)|essayai(?:t|ent)"
    r"|cherchai(?:t|ent)|prévoyai(?:t|ent)|aurai(?:t|ent) dû|destinée?s?"
    r"|(?:a|ont) (?:tenté|voulu|essayé|cherché))\b"
)
HELD_UP = re.compile(
    r"\b(?:saisie?s?|saisissent|intercept\w+|bloqué\w*|retenue?s?|confisqu\w+|refoul\w+|immobilis\w+|consignée?s?|annulée?s?"
    r"|empêch\w+|déjou\w+|stoppée?s?|échoué|capoté|avort\w+|tournée? court|tombée?s? à l['’]eau|restée?s? lettre morte"
    r"|(?:pas|jamais) (?:abouti|quitté|parti\w*|arriv\w+|livr\w+|vu le jour|eu lieu|reçu))\b"
)
WISH = re.compile(
    r"\b(?:veut|veulent|voulait|voulaient|souhait\w+|espér\w+|espère\w*|cherch\w+ à|tent\w+ d|voudrait|essa\w+ d)\b"
)
