"""French clauses: which words are verbs there, which forms are passive or reflexive, and where a clause begins."""

from __future__ import annotations

import re

from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack, Verb

REFLEXIVE = frozenset({"se", "s'"})
SEEN = frozenset({"vu", "vue", "vus", "vues", "voit", "voient"})
INTENDS = frozenset(
    "va vont doit doivent devrait devraient devait devaient entend entendent compte comptent veut veulent "
    "ambitionne ambitionnent".split()
)
NOUNS = frozenset(
    "commande demande offre produit produits livre contrôle contrôles commerce signe montre place compte passe envoi "
    "part parti partie fait faits dit charge reçu vise essai essais rappelle accord reproche relève étude visite "
    "visites mine offres vue construit conçu accuse établi établis aide aides crée lie lié liés crainte juge ferme "
    "équipe équipes ouvert inscrit extrait extraits acquis rapporte rapport monte monté passé tour test tests".split()
)
CLITICS_BACK = 5
COUNTED = frozenset({"autant", "quelque", "environ", "près-de"})
LEAD = frozenset({"et", "puis", "tandis", "que", "contre", "quant"})
BEFORE_VERB = ("perfect", "passive", "nonfinite", "adverb", "negation", "clitic")


def is_verb(items: list[Item], index: int, pack: Pack) -> bool:
    """Tell whether a word that can be a verb is one here: "la commande" is a noun, "il commande" is a verb."""
    item = items[index]
    if (item.text[0].isupper() and index) or item.low in pack.words("preposition"):
        return False
    if not index:
        return not any(verb.form == "finite" for verb in pack.verbs[item.low]) or not item.text[0].isupper()
    low = items[index - 1].low
    if low in ALL and index > 1 and items[index - 2].low in pack.words("perfect") | pack.words("passive"):
        return True  # "les aurait toutes cédées"
    if low in pack.words("clitic") - pack.words("article") or low in pack.words("perfect") | pack.words("passive"):
        return True
    forms = {verb.form for verb in pack.verbs[item.low]}
    if low in ("le", "la", "les", "l'"):
        before = items[index - 2].low if index > 1 else ""
        if index > 1 and items[index - 1].start - items[index - 2].end > 1:
            return "infinitive" in forms  # a sign stands before: "près de X, l'équipe a trouvé ..."
        clitic = before in pack.words("pronoun") | pack.words("relative") or items[index - 2].kind in PARTIES
        return "infinitive" in forms or ("finite" in forms and clitic and index > 1)
    if low in pack.words("article"):
        return False
    if any(verb.lemma == "faire" for verb in pack.verbs.get(low, ())) and "infinitive" in forms:
        return True
    if low in pack.words("preposition"):
        infinitive = low in ("à", "de", "d'", "pour", "sans", "par", "après")
        return ("infinitive" in forms and infinitive) or ("gerund" in forms and low == "en")
    return not (item.low in NOUNS and items[index - 1].kind == "amount")


def readings(items: list[Item], index: int, pack: Pack) -> list[tuple[Verb, bool]]:
    """Return the readings of a verb with their voice: a reflexive one is passive or another verb ("se procurer")."""
    verbs = pack.verbs[items[index].low]
    if _caused(items, index, pack):
        if _reflexive(items, index - 1, pack):  # "s'est fait livrer"
            return [(Verb("acquire", "finite", "", "se faire"), False)]
        shared = pack.words("caused_supply")  # "fait profiter X de Y"
        sent = [verb for verb in verbs if verb.frame in ("move", "supply") or verb.lemma in shared]
        return [(Verb("supply", "finite", "", verb.lemma), False) for verb in sent]
    if _reflexive(items, index, pack):
        own = [verb for verb in verbs if _own(verb, pack)]
        if own:
            return [(verb, False) for verb in own]
        return [(verb, True) for verb in verbs]
    chosen = [verb for verb in verbs if not _own(verb, pack)]
    if _after(items, index, pack.words("perfect"), pack) or any(verb.form == "participle" for verb in chosen):
        auxiliary = _auxiliary(items, index, pack)
        if auxiliary == "active":
            return [(verb, False) for verb in chosen if verb.form == "participle"] or [(v, False) for v in chosen]
        if auxiliary == "passive":
            return [(verb, True) for verb in chosen if verb.form == "participle"] or [(v, False) for v in chosen]
        finite = [verb for verb in chosen if verb.form != "participle"]
        if finite and not _follows_noun_group(items, index):
            return [(verb, False) for verb in finite]
    return [(verb, verb.form == "participle") for verb in chosen]


def _caused(items: list[Item], index: int, pack: Pack) -> bool:
    """ "a fait parvenir", "fait passer": who has goods go somewhere supplies them."""
    before = items[index - 1].low if index else ""
    made = any(verb.lemma == "faire" for verb in pack.verbs.get(before, ()))
    made = made or (before in SEEN and _reflexive(items, index - 1, pack))  # "s'est vu livrer"
    return made and any(verb.form == "infinitive" for verb in pack.verbs[items[index].low])


def _own(verb: Verb, pack: Pack) -> bool:
    """A reading that a verb has only when it is reflexive: "se procurer" is to get, "procurer" to supply."""
    return verb.frame != "supply" and verb.lemma in pack.words("reflexive")


def _follows_noun_group(items: list[Item], index: int) -> bool:
    return index > 0 and items[index - 1].kind == "model"


def _back(items: list[Item], index: int, pack: Pack) -> list[str]:
    """The words before a verb that belong to it: auxiliaries, adverbs, negation, pronouns; the nearest first."""
    out: list[str] = []
    near = [item for item in items[max(0, index - 3 * CLITICS_BACK) : index] if item.kind not in ("date", "speech")]
    for item in reversed(near[-CLITICS_BACK:]):
        if item.kind != "word" or not (item.low in pack.any_of(BEFORE_VERB) | ALL or item.low.endswith("ment")):
            break
        out.append(item.low)
    return out


def _reflexive(items: list[Item], index: int, pack: Pack) -> bool:
    return any(word in REFLEXIVE for word in _back(items, index, pack))


def _after(items: list[Item], index: int, words: frozenset[str], pack: Pack) -> bool:
    return any(word in words for word in _back(items, index, pack))


def _auxiliary(items: list[Item], index: int, pack: Pack) -> str:
    for word in _back(items, index, pack):
        if word in pack.words("passive"):
            return "passive"
        if word in pack.words("perfect"):
            return "active"
    return ""


def opens_infinitive(items: list[Item], pack: Pack) -> bool:
    """Tell whether a segment is a clause of its own around an infinitive: "avant d'en réexpédier une partie"."""
    if not items or items[0].low not in pack.words("infinitive_openers"):
        return False
    for item in items[1:6]:
        if item.kind != "word":
            return False
        if any(verb.form == "infinitive" for verb in pack.verbs.get(item.low, ())) or item.low in ("avoir", "être"):
            return True
        if item.low not in pack.words("clitic") | pack.words("preposition") | pack.words("negation"):
            return False
    return False


def aside(items: list[Item], pack: Pack) -> bool:
    """Tell whether items are a participle with what belongs to it: "vendus par X", "livrés en mai"."""
    if not items or any(item.low in pack.words("auxiliary") for item in items):
        return False
    verbs = pack.verbs.get(items[0].low, ()) if items[0].kind == "word" else ()
    return any(verb.form == "participle" and verb.frame in MOVING | {"move"} for verb in verbs)


def leaves_open(words: list[str], pack: Pack) -> bool:
    """ "n'exclut pas de livrer": what is not ruled out may come, and nobody denies it."""
    for index, word in enumerate(words[:-1]):
        if words[index + 1] in pack.words("negation") and any(
            verb.lemma in pack.words("ruling_out") for verb in pack.verbs.get(word, ())
        ):
            return True
    return False


def gapped(items: list[Item], pack: Pack) -> bool:
    """Tell whether a segment is a party with what it did of the verb before: "et X 20 obus", "à Y 40 pompes"."""
    rest = [item for item in items if item.kind not in ("date", "speech", "punct")]
    while rest and (rest[0].low in LEAD or rest[0].low in pack.words("adverb")):
        rest = rest[1:]
    while rest and rest[0].low in pack.words("article") | {"à", "au", "aux", "vers"}:
        rest = rest[1:]
    if len(rest) < 3 or rest[0].kind not in PARTIES or items[0].low in pack.words("relative"):
        return False
    counted = rest[1].kind == "amount" or rest[1].low in COUNTED
    named = counted or (rest[1].low in ("des", "un", "une", "les") and rest[2].kind == "word")
    return named and not any(item.low in pack.words("auxiliary") for item in rest)


def leads_clause(items: list[Item], index: int, current: list[Item], pack: Pack) -> bool:
    """Tell whether a clause begins inside a segment: a relative under a preposition, "pour les revendre à X"."""
    if _leads_relative(items, index, pack):
        return True
    if items[index].low not in pack.words("infinitive_openers") or not any(one.low in pack.verbs for one in current):
        return False
    verbs = [verb for one in items[index + 1 : index + 5] for verb in pack.verbs.get(one.low, ())]
    moves = any(verb.form == "infinitive" and verb.frame in ("supply", "acquire", "offer") for verb in verbs)
    return moves and opens_infinitive(items[index:], pack)


def _leads_relative(items: list[Item], index: int, pack: Pack) -> bool:
    """ "les allégations selon lesquelles ...", "la firme à qui elle a vendu": a preposition before the relative."""
    pair = [item.low for item in items[index : index + 2]]
    relative = ("qui", "lequel", "laquelle", "lesquels", "lesquelles")
    return len(pair) == 2 and pair[0] in pack.words("preposition") and pair[1] in relative


def priced(items: list[Item], pack: Pack) -> bool:
    """Tell whether items begin with what was paid for the goods before: "facturées 412 000 euros, ainsi que ..."."""
    verbs = pack.verbs.get(items[0].low, ()) if items[0].kind == "word" else ()
    money = any(item.amount is not None and item.amount.kind == "money" for item in items[1:4])
    return money and any(verb.form == "participle" and verb.frame in ("price", "pay") for verb in verbs)


def completes(before: list[Item], items: list[Item], pack: Pack) -> bool:
    """Tell whether a participle after an aside belongs to the auxiliary before it: "auraient, selon lui, acheté"."""
    verbs = pack.verbs.get(items[0].low, ()) if items[0].kind == "word" else ()
    if not any(verb.form == "participle" for verb in verbs):
        return False
    words = [item.low for item in before]
    helped = max((index for index, word in enumerate(words) if word in pack.words("perfect")), default=-1)
    return helped >= 0 and not any(one.low in pack.verbs or one.kind in PARTIES for one in before[helped + 1 :])


def begins_clause(rest: list[Item], pack: Pack) -> bool:
    """Tell whether what follows "et" is a clause that shares the subject: "et les a revendus"."""
    for item in rest:
        if item.kind != "word":
            return False
        if item.low in pack.words("auxiliary") | pack.words("modal"):
            return True
        if any(verb.form == "finite" for verb in pack.verbs.get(item.low, ())) and item.low not in NOUNS:
            return True
        if item.low not in pack.words("clitic") | pack.words("adverb") | pack.words("negation"):
            return False
    return False


def future(words: list[str], pack: Pack) -> bool:
    """Tell whether a verb stands in the future, or in the infinitive after "va", "doit", "devrait"."""
    infinitive = any(verb.form == "infinitive" for word in words for verb in pack.verbs.get(word, ()))
    if (infinitive or "être" in words) and any(word in INTENDS for word in words):
        return "avoir" not in words
    return any(
        _is_future(word, verb.lemma) for word in words for verb in pack.verbs.get(word, ()) if verb.form == "finite"
    )


def _is_future(word: str, lemma: str) -> bool:
    ending = {"er": "er", "ir": "r", "re": "r"}[lemma[-2:]]
    return re.search(rf"{ending}(?:a|ont)$", word) is not None and word != f"{lemma[:-2]}a"


def conditional(words: list[str], pack: Pack) -> bool:
    """The conditional of hearsay: "aurait livré", "seraient acheminés", "fournirait"."""
    return any(
        word in ("aurait", "auraient", "serait", "seraient")
        or (
            word.endswith(("rait", "raient"))
            and f"{word[: word.rindex('ai')]}a" in pack.verbs
            and not _imperfect(word, pack)
        )
        for word in words
    )


def _imperfect(word: str, pack: Pack) -> bool:
    """ "livrait" is no conditional: its lemma has the r."""
    return any(word in (f"{verb.lemma[:-2]}ait", f"{verb.lemma[:-2]}aient") for verb in pack.verbs[word])


def takes_object(items: list[Item], verbs: set[int], pack: Pack) -> bool:
    """Tell whether "les", "la", "en" stand right before the verb as what is supplied: "elle les a cédés à X"."""
    own = pack.any_of(("auxiliary", "clitic", "nonfinite", "adverb")) | ALL
    for index, item in enumerate(items[:-1]):
        if item.kind != "word" or item.low not in pack.words("object_pronoun"):
            continue
        step = index + 1
        while step < len(items) and step not in verbs and items[step].low in own:
            step += 1
        if step in verbs and not (item.low == "en" and step == index + 1 and items[step].low.endswith("ant")):
            return True
    return False


def reduced(items: list[Item], index: int, pack: Pack) -> bool:
    """Tell whether a participle stands for a relative clause: "des processeurs achetés à Hong Kong"."""
    item, before = items[index], items[index - 1] if index else None
    if item.low not in pack.verbs or item.kind != "word" or before is None:
        return False
    if before.kind not in ("word", "adjective", "model", "quote"):
        return False
    verbs = [verb for verb in pack.verbs.get(item.low, ()) if verb.form == "participle" and verb.frame in MOVING]
    function = pack.words("article") | pack.words("preposition") | pack.words("adverb") | pack.words("negation")
    if not verbs or item.low in NOUNS or before.low in function | pack.words("clitic") | pack.words("coordinator"):
        return False
    return not _auxiliary(items, index, pack) and before.low not in pack.verbs


ALL = frozenset({"tous", "toutes", "tout", "toute"})
MOVING = frozenset({"supply", "acquire", "offer", "produce", "find"})
