"""Goods in use, goods found in weapons, and who makes them."""

from __future__ import annotations

import re

from graph.model import Amount, Party, replace
from loaders.extraction import french_frames, german_finds
from loaders.extraction import roles as parts
from loaders.extraction.attribution import modality
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Context, Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.nominative import nominative
from loaders.extraction.phrases import Phrase, amount_of
from loaders.extraction.predicates import Predicate
from loaders.extraction.spread import moving
from loaders.extraction.subjects import subject_of

DOWNING = frozenset({"abschießen", "shoot"})


def finds(reading: Reading, clause: Clause) -> list[Draft]:
    """Read finds in weapons, use by troops, and production."""
    many = ("find", "contain", "acquire") if reading.context.pack.language == "en" else ("find", "contain")
    for predicate in sorted(clause.predicates, key=lambda one: one.verb.frame == "produce"):
        frame = predicate.verb.frame
        fits = predicate.verb.lemma in reading.context.pack.words("fitting") and _fitted(reading, clause, predicate)
        fits = fits or (frame == "acquire" and french_frames.from_wreck(reading, predicate))
        fits = fits or (
            frame in ("supply", "order", "acquire", "other", "role") and in_weapon(reading, clause, predicate)
        )
        if frame in ("find", "contain") or fits:
            draft = _find(reading, clause, predicate)
        elif frame == "use":
            draft = _use(reading, clause, predicate)
        elif frame == "produce":
            draft = _production(reading, clause, predicate)
        else:
            continue
        if draft is not None:
            return [draft, *_further(reading, clause, draft)] if frame in many else [draft]
    return []


def in_weapon(reading: Reading, clause: Clause, predicate: Predicate) -> bool:
    """French: "ces modules équipent la frégate X", "l'épave a livré deux puces" tell of a find and no delivery."""
    if reading.context.pack.language != "fr":
        return False
    roles = parts.roles_of(clause, predicate, reading.context)
    if french_frames.wreck_tells(roles.phrases, predicate, reading.context.pack):
        return True
    if french_frames.signed_part(reading, roles.phrases) and _weapon(reading) is not None:
        return True
    fits = predicate.verb.lemma in reading.context.pack.words("fitting") and not predicate.passive
    return fits and _fitted(reading, clause, predicate)


def _fitted(reading: Reading, clause: Clause, predicate: Predicate) -> bool:
    """ "un télémètre équipait le drone X": a weapon after the verb."""
    weapon = _weapon(reading)
    return weapon is not None and weapon[0].start > clause.items[predicate.index].start


def _further(reading: Reading, clause: Clause, draft: Draft) -> list[Draft]:
    """The other things of "a sensor and two chips were found"."""
    phrases = [
        one for one in parts.roles_of(clause, None, reading.context).phrases if one.kind == "goods" and one.words
    ]
    names = [nominative(one, reading.context.pack) for one in phrases]
    place = names.index(draft.goods) if draft.goods in names else len(names)
    out: list[Draft] = []
    for phrase, name in zip(phrases[place + 1 :], names[place + 1 :], strict=True):
        text = reading.sentence.text[phrases[place].end : phrase.start]
        also = phrase.joined or re.search(r"\b(?:und|and|sowie)\b", text) is not None
        if not also or phrase.prep or draft.weapon is None or not parts.acceptable(phrase, reading.context):
            break
        other = Draft("end_use", [reading.sentence], weapon=draft.weapon, goods=name, confidence=draft.confidence)
        other.quantity = amount_of(phrase.quantity) or (Amount("1") if _one(reading, phrase) else None)
        other.origin, other.model = phrase.origin, phrase.model
        other.modality, other.start, other.end = draft.modality, draft.start, draft.end
        out.append(other)
    return out


def _judged(reading: Reading, clause: Clause, draft: Draft) -> Draft:
    context = reading.context
    draft.modality = modality(
        clause,
        reading.clauses,
        reading.sentence,
        reading.attribution,
        context.pack.language == "fr" and context.chain,
        context.pack,
        "find",
    )
    said = context.pack.language == "de" and re.search(r"\bwill|\bwollen", " ".join(clause.words))
    if said and draft.modality == "asserted" and re.search(r"\w(?:t|en) haben\b", " ".join(clause.words)):
        draft.modality = "reported"  # "Ermittler wollen X gefunden haben"
    if draft.weapon is not None and context.pack.language == "en" and draft.modality in ("planned", "sought"):
        draft.modality = "reported" if reading.attribution.said else "asserted"  # nobody plans a find
    first, last, relative = parts.dates(moving(clause, reading))
    if not (first or last):
        for other in reading.clauses:
            if not any(one.verb.frame == "say" for one in other.predicates):
                first, last, relative = parts.dates(moving(other, reading))
                if first or last:
                    break
    if draft.kind == "end_use" or (first and not last):  # "since August"
        draft.start, draft.end = first, last
        if relative and (first or last):
            draft.flag("date_relative")
    return draft


def _weapon(reading: Reading) -> tuple[Item, str] | None:
    """A designation beside a word for weapons: "Drohne vom Typ Sokol-4", "Burevik-9 glide bomb"."""
    pack = reading.context.pack
    cues = pack.words("weapon_cues")
    items = reading.items
    typed: tuple[Item, str] | None = None
    for index, item in enumerate(items):
        cued = index > 0 and items[index - 1].low in pack.words("model_cues") and item.text[0].isupper()
        if cued and item.kind in ("word", "party"):
            near = [other.low for other in items[max(0, index - 4) : index] if other.kind == "word"]
            kinds = [word for word in near if word in cues or any(word.endswith(cue) for cue in cues)]
            if kinds:
                return item, kinds[0]
        hyphened = re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]{2,}-[A-ZÄÖÜ]{1,2}", item.text) is not None
        if hyphened and pack.language != "fr" and (item.kind in ("word", "model") or item.weak):
            back = 4 if pack.language == "en" else 2  # "a captured robot, a Volkodav-M"
            near = [other.low for other in items[max(0, index - back) : index + 4] if other.kind == "word"]
            if kinds := [word for word in near if _cue(word, cues)]:
                return item, kinds[0]
        if typed is None and pack.language == "fr" and _christened(items, index, pack.words("weapon_cues")):
            typed = item, items[index - 1].low
        if item.kind != "model":
            continue
        ahead = 7 if pack.language == "en" else 4  # "a Grach-2, a Russian sea drone"
        near = [other.low for other in items[max(0, index - 4) : index + ahead] if other.kind == "word"]
        if pack.language == "de":
            near = [*near, item.low.rsplit("-", 1)[-1]]  # "Wichr-9-Rakete"
        hit = [word for word in near if _cue(word, cues)]
        if hit:
            return item, hit[0]
        if any(word in pack.words("model_cues") for word in near):
            typed = typed or (item, "")
    return typed or (_nameless(reading, cues) if pack.language == "en" else None)


def _nameless(reading: Reading, cues: frozenset[str]) -> tuple[Item, str] | None:
    """ "the tail of a Russian glide bomb": a weapon by its army and its kind."""
    items = reading.items
    for index, item in enumerate(items):
        if item.kind != "adjective" or item.code != "RU":
            continue
        run: list[Item] = []
        for later in items[index + 1 : index + 5]:
            if later.kind != "word" or later.start - (run[-1] if run else item).end != 1:
                break
            run.append(later)
            if _cue(later.low, cues):
                text = reading.sentence.text[item.start : later.end]
                return Item("model", item.start, later.end, text, text.lower()), later.low
    return None


def _christened(items: list[Item], index: int, cues: frozenset[str]) -> bool:
    """ "un drone Sokol", "un drone russe Sokol": a name right after the word for the weapon."""
    item = items[index]
    place = index - 1
    while place > 0 and items[place].kind == "adjective":
        place -= 1
    plain = item.kind == "word" or (item.kind == "party" and item.weak)
    return (
        plain
        and place >= 0
        and items[place].low in cues
        and re.fullmatch(r"[A-ZÉ][a-zà-ÿ]{2,}(?: [A-ZÉ][a-zà-ÿ]+)?(?:-(?:[A-Z]{1,2}|\d+))?", item.text) is not None
    )


def _cue(word: str, cues: frozenset[str]) -> bool:
    """A word for weapons, also at the end of a compound and with an ending."""
    forms = (word, word.removesuffix("s"), word.removesuffix("n"), word.removesuffix("es"))
    return any(form in cues or any(form.endswith(cue) for cue in cues if len(cue) > 4) for form in forms)


def _find(reading: Reading, clause: Clause, predicate: Predicate) -> Draft | None:
    weapon = _weapon(reading)
    roles = parts.roles_of(clause, predicate, reading.context)
    if predicate.verb.lemma in DOWNING:
        return _downed(reading, clause, roles.phrases, weapon)
    unnamed = french_frames.unnamed_weapon(reading, roles.phrases) if weapon is None else None
    kind = german_finds.weapon(reading, clause) if weapon is None else None
    if weapon is not None:
        item, cue = weapon
    elif kind is not None:
        item, cue = kind
    elif unnamed is not None:
        item, cue = unnamed, "-"
    else:
        return None
    wreck = reading.context.pack.words("wreck")
    if (
        not any(word in wreck for word in [other.low for other in reading.items])
        and predicate.verb.frame != "contain"
        and predicate.verb.lemma not in reading.context.pack.words("fitting")
        and not re.search(
            r"\b(?:in|im|inside|within|aboard|dans|out of|from|among|aus)\b", reading.sentence.text, re.IGNORECASE
        )
    ):
        return None
    phrases = roles.phrases
    if reading.context.pack.language == "fr" and predicate.verb.frame in ("find", "contain") and not predicate.passive:
        phrases = [one for one in phrases if one.index > predicate.index]  # "le renseignement a identifié des puces"
    goods = _found_goods(phrases, reading, item, cue)
    if goods is None:
        return None
    party = replace(_thing(item, reading), country=_user(reading))
    party = item.party if kind is not None and item.party is not None else party
    if unnamed is not None:
        party = replace(party, form="group", country=unnamed.code or party.country)
    draft = Draft(
        "end_use", [reading.sentence], weapon=party, goods=nominative(goods, reading.context.pack), confidence=0.7
    )
    draft.quantity = amount_of(goods.quantity) or (Amount("1") if _one(reading, goods) else None)
    draft.origin = goods.origin
    draft.maker = _maker(reading, goods)
    draft.model = goods.model if goods.model != item.text else None
    return _judged(reading, clause, draft)


def _one(reading: Reading, goods: Phrase) -> bool:
    before = reading.sentence.text[: goods.start].rstrip().split()[-3:]
    ones = ("un", "une") if reading.context.pack.language == "fr" else ("ein", "eine", "einen", "a", "an", "one")
    return any(word.lower() in ones for word in before)


def _thing(item: Item, reading: Reading) -> Party:
    name = item.text
    if reading.context.pack.language == "de" and (kind := re.search(r"(?<=\d)-[A-ZÄÖÜ][a-zäöü]{3,}$", name)):
        name = name[: kind.start()]
    span = (reading.sentence.start + item.start, reading.sentence.start + item.start + len(name))
    return Party(surface=name, form="named", kind="weapon", span=span)


def _user(reading: Reading) -> str | None:
    """A weapon found in Ukraine or by Ukrainians is Russia's, unless the sentence says whose it is."""
    codes = [item.code or (item.party.country if item.party else None) for item in reading.items]
    return "RU" if "RU" in codes or "UA" in codes or re.search(r"[Uu]krain", reading.context.text) else None


def _found_goods(phrases: list[Phrase], reading: Reading, weapon: Item, cue: str) -> Phrase | None:
    struck = re.search(r"\b(?:stieß|stießen|gestoßen|stoßen)\b", reading.sentence.text) is not None
    for phrase in phrases:
        if (
            phrase.kind != "goods"
            or phrase.bare_unit
            or phrase.prep not in ("", "of", "auf" if struck else "")
            or phrase.head == cue
            or not parts.acceptable(phrase, reading.context)
        ):
            continue
        if weapon.text in phrase.text or phrase.start <= weapon.start <= phrase.end + 1:
            continue
        after = reading.sentence.text[phrase.end : weapon.start] if phrase.end < weapon.start else "-"
        if reading.context.pack.language == "en" and re.fullmatch(
            r" of (?:an?|the|one|another) (?:[\w-]+ ){0,4}", after
        ):
            continue  # "opening the wing of a downed X"
        if phrase.head in reading.context.pack.words("wreck") or re.search(
            r"ermittler|fachleute|experten|investigators|experts|officials|enquêteurs|spécialistes", phrase.head
        ):
            continue
        if _one(reading, phrase) or phrase.quantity or parts.known(phrase, reading.context):
            return phrase
    return None


def _maker(reading: Reading, goods: Phrase) -> Party | None:
    """The first named party after the goods: "made by X", "der Firma X"."""
    for item in reading.items:
        if item.kind == "party" and item.start >= goods.end:
            between = reading.sentence.text[goods.end : item.start].lower()
            made = re.search(
                r"\bby\b|\bfrom\b|\bof the\b|\bder\b|\bdes\b|\bvon\b|\bvom\b|\bpar\b|\bde\b|\bdu\b"
                r"|\b(?:signé|siglé|estampillé|griffé|marqué)e?s?\b",
                between,
            )
            near = item.weak and re.search(r"\b(?:près|autour|région|oblast|front|environs|large|secteur)\b", between)
            return item.party if made and not near and len(between) < 60 else None
    return goods.owner.party if goods.owner is not None else None


def _downed(reading: Reading, clause: Clause, phrases: list[Phrase], weapon: tuple[Item, str] | None) -> Draft | None:
    goods = next(
        (
            one
            for one in phrases
            if one.kind == "goods"
            and one.prep == ""
            and parts.acceptable(one, reading.context)
            and parts.known(one, reading.context)
        ),
        None,
    )
    if goods is None:
        return None
    name = nominative(goods, reading.context.pack)
    draft = Draft("end_use", [reading.sentence], goods=name, confidence=0.7)
    draft.model = weapon[0].text if weapon else goods.model
    draft.origin = goods.origin or _make(reading)
    draft.quantity = amount_of(goods.quantity) or (Amount("1") if _one(reading, goods) else None)
    place = next(
        (
            item
            for item in clause.items
            if item.kind in ("country", "place") and item.party and item.party.country == "UA"
        ),
        None,
    )
    draft.place = place.party if place else None
    return _judged(reading, clause, draft)


def _make(reading: Reading) -> str | None:
    """ "chinesischer Bauart", "of Chinese design"."""
    items = reading.items
    for index, item in enumerate(items[:-1]):
        if item.kind == "adjective" and items[index + 1].low in reading.context.pack.words("bauart"):
            return item.code
    return None


def _use(reading: Reading, clause: Clause, predicate: Predicate) -> Draft | None:
    roles = parts.roles_of(clause, predicate, reading.context)
    of = predicate.verb.lemma in reading.context.pack.words("use_of")  # "se servent de drones"
    parts.choose_goods(roles, ("de", "") if of else ("",), reading.context)
    users = [phrase for phrase in roles.bare if phrase.item and phrase.item.kind in ("group", "party")]
    maker = _maker(reading, roles.goods[0]) if roles.goods else None
    goods = [phrase for phrase in roles.goods if maker or parts.known(phrase, reading.context)]
    if predicate.passive or not users or not goods or not (goods[0].origin or maker):
        return None
    recipient = parts.party(users[0], reading.context, clause.items)
    draft = Draft(
        "end_use",
        [reading.sentence],
        recipient=recipient,
        goods=nominative(goods[0], reading.context.pack),
        confidence=0.65,
    )
    draft.origin, draft.maker = goods[0].origin, maker
    draft.quantity = amount_of(goods[0].quantity)
    return _judged(reading, clause, draft)


def _production(reading: Reading, clause: Clause, predicate: Predicate) -> Draft | None:
    """A clause that says who makes it; "made by X" as an aside gives no claim of its own."""
    context = reading.context
    pack = context.pack
    finite = predicate.verb.form == "finite" or (
        predicate.passive and any(item.low in pack.words("auxiliary") for item in clause.items)
    )
    perfect = predicate.verb.form == "participle" and not predicate.passive
    goes_on = predicate.verb.form == "gerund" and any(
        item.low in ("been", "is", "are", "was", "were") for item in clause.items[: predicate.index]
    )
    if not (finite or perfect or goes_on):
        return None
    roles = parts.roles_of(clause, predicate, context)
    parts.choose_goods(roles, ("",), context, predicate)
    joint = any(word in pack.words("jointly") for word in clause.words)
    goods = [
        phrase
        for phrase in roles.goods
        if joint or parts.known(phrase, context) or phrase.head in pack.words("also_goods")
    ]
    if not goods and predicate.verb.lemma in pack.words("making"):
        firm = any(one.item and one.item.kind == "party" and not one.item.weak for one in roles.bare)
        agents = [one for one in roles.by(pack.words("by")) if one.item and one.item.kind == "party"]
        made = predicate.passive and any(one.item and not one.item.weak for one in agents)
        goods = [one for one in roles.goods if made or (firm and not one.definite)][:1]
    if predicate.passive:
        makers = [phrase for phrase in roles.by(pack.words("by")) if phrase.item]
        if not goods and clause.kind == "relative" and makers:
            before = reading.clauses[reading.clauses.index(clause) - 1]
            goods = _named_before(parts.roles_of(before, None, context).phrases, reading)
    else:
        makers = [phrase for phrase in roles.bare if phrase.index < predicate.index or pack.language == "de"]
    cleft = pack.language == "fr" and clause.opener == "qui" and reading.items[0].low in ("c'", "ce")
    if not goods or not (makers or roles.pronoun or cleft):
        return None
    maker = parts.party(makers[0], context, clause.items) if makers else subject_of(reading, clause, roles)
    if maker is None or maker.form == "country" or maker.kind == "place":
        return None
    name = nominative(goods[0], pack)
    if short := re.match(r" \([A-Z]{2,6}\)", reading.sentence.text[goods[0].end :]):
        name += short.group()
    draft = Draft("production", [reading.sentence], maker=maker, goods=name, confidence=0.65)
    draft.object = _partner(roles, makers, clause, context)
    printed = [item.text for item in reading.items if item.kind == "model"]
    draft.model = goods[0].model or (printed[0] if len(printed) == 1 else None)
    draft.origin = goods[0].origin or (maker.country if maker.form == "group" else None)
    draft.quantity = amount_of(goods[0].quantity)
    return _judged(reading, clause, draft)


def _partner(roles: parts.Roles, makers: list[Phrase], clause: Clause, context: Context) -> Party | None:
    """With or for whom: "together with X", "X and Y jointly make", "for X"."""
    joint = any(word in context.pack.words("jointly") for word in clause.words)
    others = roles.by(context.pack.words("with") | context.pack.words("for"))
    others += [phrase for phrase in makers[1:] if joint and phrase.joined]
    return next((parts.party(phrase, context, clause.items) for phrase in others), None)


def _named_before(phrases: list[Phrase], reading: Reading) -> list[Phrase]:
    """The goods that a relative clause hangs on; "Luftfahrzeug (UAV)" is its noun, not the letters in brackets."""
    known = [phrase for phrase in phrases if phrase.kind == "goods" and parts.known(phrase, reading.context)]
    if len(known) > 1 and known[-1].text.isupper() and reading.sentence.text[: known[-1].start].endswith("("):
        return known[-2:-1]
    return known[-1:]
