"""Who a clause is about: the parties without preposition, and whom a pronoun or a missing subject stands for."""

from __future__ import annotations

import re

from graph.model import Party
from graph.reference import countries
from loaders.extraction import french_pronouns, german
from loaders.extraction import roles as parts
from loaders.extraction.clauses import Clause
from loaders.extraction.context import Reading
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.phrases import Phrase
from loaders.extraction.predicates import Predicate
from loaders.extraction.roles import Roles

SPEAKS = re.compile(
    r"foreign ministry|commerce ministry|trade ministry|embassy|Außenministerium|Handelsministerium|[Bb]otschaft"
)
FAR = frozenset({"lequel", "laquelle", "lesquels", "lesquelles"})  # they may stand after an aside


def bare(clause: Clause, predicate: Predicate, roles: Roles, language: str) -> tuple[list[Phrase], list[Phrase]]:
    """Split the parties without preposition into subject and indirect object, each with what is joined to it."""
    clusters: list[list[Phrase]] = []
    for phrase in roles.bare:
        if clusters and phrase.joined:
            clusters[-1].append(phrase)
        else:
            clusters.append([phrase])
    if language != "de":
        before = [cluster for cluster in clusters if cluster[0].index < predicate.index]
        if len(before) > 1 and _apposed(before[-2][-1], before[-1][0]):
            before.pop()  # "X, a Dubai company, sold ..."
        after = [cluster for cluster in clusters if cluster[0].index > predicate.index]
        return (before[-1] if before else []), (after[0] if after else [])
    if roles.pronoun or infinitive(clause):
        return [], clusters[0] if clusters else []
    datives = [cluster for cluster in clusters if cluster[0].item and cluster[0].item.case == "dat"]
    others = [cluster for cluster in clusters if cluster not in datives]
    if (
        clause.kind == "relative"
        and not parts.led(clause)
        and clause.opener in ("die", "der", "das")
        and others
        and not datives
        and len(others) == 1
        and (roles.goods or any(parts.object_pronoun(clause, place) for place in range(min(2, len(clause.items)))))
    ):
        return [], others[0]
    subject = others[0] if others else []
    indirect = datives[0] if datives else (others[1] if len(others) > 1 else [])
    return subject, indirect


def _apposed(name: Phrase, group: Phrase) -> bool:
    party = name.item is not None and name.item.kind == "party"
    return party and group.item is not None and group.item.kind == "group" and 2 <= group.start - name.end <= 6


def infinitive(clause: Clause) -> bool:
    """ "..., Russland mit Radaren zu beliefern": German infinitives have their subject in the clause above."""
    if not clause.predicates or clause.parent is None:
        return False
    last = clause.predicates[-1]
    before = clause.words[max(0, last.index - 1) : last.index]
    return before == ["zu"] or (last.verb.form == "infinitive" and last.item.low != last.verb.lemma)


def subject_of(reading: Reading, clause: Clause, roles: Roles) -> Party | None:
    """Find the subject that a clause leaves out or names by a pronoun: of its parent, else the last party."""
    pack = reading.context.pack
    place = reading.clauses.index(clause)
    words = clause.words
    if "on" in words and pack.language == "fr" and (seat := _seat(reading)) is not None:
        return seat
    if pack.language == "fr" and (blamed := french_pronouns.blamed(reading, clause)) is not None:
        return blamed
    if words[0] in pack.words("latter") and len(words) > 1 and clause.kind != "relative":
        named = [item.party for item in _before(reading, clause) if item.kind != "country"]
        return named[-1] if named else reading.context.last
    if clause.kind == "relative" or not roles.pronoun or _within(clause, reading):
        before = _before(reading, clause)
        if clause.opener in FAR:
            before = [item for item in before if item.kind in ("party", "group")]
        if clause.kind == "relative" and not _pronoun_first(clause, pack):
            if not before or not (_adjacent(before[-1], clause, reading) or clause.opener in FAR):
                return None
            return _described(reading, clause, before[-1]) or before[-1].party
        if any(word in pack.words("we_pronoun") for word in words):
            return speaking(reading, clause)
        for earlier in range(place - 1, -1, -1):
            if parts.roles_of(reading.clauses[earlier], None, reading.context).pronoun and roles.pronoun:
                continue
            found = clause_subject(reading, reading.clauses[earlier])
            if found is not None:
                return _state(found, reading) if roles.pronoun else found
    above = reading.clauses[clause.parent] if clause.parent is not None else None
    blamed_there = above is not None and any(one.verb.frame == "accuse" for one in above.predicates)
    if pack.language == "de" and blamed_there and above is not None and above.words[0] in ("ihr", "ihm", "ihnen"):
        return reading.context.parties[-1] if reading.context.parties else None  # "Ihr wird vorgeworfen, ..."
    return _pronoun(reading, clause) if roles.pronoun else None


def _seat(reading: Reading) -> Party | None:
    """ "À Pékin, on dément ...": the capital that begins the sentence speaks for its state."""
    first = next((item for item in reading.items if item.kind != "dateline"), None)
    second = reading.items[1] if len(reading.items) > 1 else None
    if first is None or second is None or first.low != "à" or second.kind != "country" or not second.weak:
        return None
    return second.party


def _pronoun_first(clause: Clause, pack: Pack) -> bool:
    """ "which it sold", "die es gekauft hatte": the pronoun is the subject; in "who sold it" it is not."""
    verb = min((one.index for one in clause.predicates), default=0)
    return any(item.low in pack.words("subject_pronoun") and item.low != "sie" for item in clause.items[1:verb])


def with_joined(party: Party | None, reading: Reading, clause: Clause) -> list[Party]:
    """The subject of a clause before, with the parties that "and" joins to it."""
    if party is None:
        return []
    out = [party]
    for earlier in reading.clauses[: reading.clauses.index(clause)]:
        roles = parts.roles_of(earlier, None, reading.context)
        if (
            clause.kind == "relative"
            or not roles.bare
            or roles.bare[0].item is None
            or roles.bare[0].item.party != party
        ):
            continue
        for phrase in roles.bare[1:]:
            if not phrase.joined:
                break
            if (joined := parts.party(phrase, reading.context, earlier.items)) is not None:
                out.append(joined)
        break
    return out


def _pronoun(reading: Reading, clause: Clause) -> Party | None:
    """Whom "it", "they" or "we" means: a party of the sentence, else the last one of the text."""
    context, words = reading.context, clause.words
    if any(word in context.pack.words("we_pronoun") for word in words):
        return speaking(reading, clause)
    pronouns = context.pack.words("subject_pronoun")
    said = next((item for item in clause.items if item.low in pronouns), clause.items[0])
    start = said.start
    if context.pack.language == "fr":  # "elle a vendu X à Y ; elle en a ...": both mean one
        start = next((item.start for item in reading.items if item.low == said.low), start)
    own = [item for item in reading.items if item.kind == "party" and not item.weak and item.end <= start]
    if context.pack.language != "fr" and own and _together(own[0], reading):
        own = []
    if own:
        return own[0].party
    spoken = any(one.verb.frame in ("deny", "say") for other in reading.clauses for one in other.predicates)
    if spoken and (state := _own_state(reading, clause)) is not None and not context.recent:
        return state
    if context.group is not None and any(word in context.pack.words("plural_pronoun") for word in words):
        return context.group
    if context.topic is not None and any(word in context.pack.words("it_pronoun") for word in words):
        return context.topic
    return context.parties[-1] if context.parties else None


def _together(party: Item, reading: Reading) -> bool:
    """ "Together with X it builds ...": X is not "it"."""
    place = reading.items.index(party)
    return [item.low for item in reading.items[max(0, place - 2) : place]] in (
        ["together", "with"],
        ["zusammen", "mit"],
    )


def speaking(reading: Reading, clause: Clause) -> Party | None:
    """ "We have never ...": the firm of the speaker, named beside the quoted words or in the sentence before."""
    for item in reading.items:
        if item.kind == "party" and item not in clause.items and (not item.weak or _led(item, reading)):
            return item.party
    if (state := _own_state(reading, clause)) is not None or (state := _spoken_for(reading)) is not None:
        return state
    own = {item.party.surface for item in clause.items if item.party is not None}
    parties = [party for party in reading.context.parties if party.surface not in own]
    return parties[-1] if parties else None


def _spoken_for(reading: Reading) -> Party | None:
    """ "„Wir liefern nichts“, sagte eine Sprecherin des chinesischen Außenministeriums": the state, in German."""
    pack = reading.context.pack
    words = [item.low for item in reading.items]
    if pack.language != "de" or not any(is_body(word) for word in words):
        return None
    for item in reading.items:
        code = item.code if item.kind in ("adjective", "group", "country") else None
        if code:
            span = (reading.sentence.start + item.start, reading.sentence.start + item.end)
            name = countries.name(code, pack.language)
            return Party(surface=name, form="country", kind="country", country=code, span=span)
    return None


def _own_state(reading: Reading, clause: Clause) -> Party | None:
    """ "Chinas Außenministerium widersprach: Man habe ...", "Beijing said it had never ...": the state that speaks."""
    for item in reading.items:
        if item.start >= clause.items[0].start:
            return None
        code = item.code or (item.party.country if item.party else None)
        if code and item.kind in ("country", "adjective", "group") and (item.kind != "group" or is_body(item.low)):
            span = (reading.sentence.start + item.start, reading.sentence.start + item.end)
            name = countries.name(code, reading.context.pack.language)
            return Party(surface=name, form="country", kind="country", country=code, span=span)
    return None


def _state(party: Party, reading: Reading) -> Party:
    """ "The foreign ministry said it had never supplied ...": its state."""
    pack = reading.context.pack
    if pack.language == "fr" or party.form != "group" or not party.country or not SPEAKS.search(party.surface):
        return party
    name = countries.name(party.country, pack.language)
    return Party(surface=name, form="country", kind="country", country=party.country, span=party.span)


def is_body(low: str) -> bool:
    """A group that speaks for its state."""
    return re.search(r"ministeri|regierung|botschaft|präsidialamt|ministry|government|embass|foreign", low) is not None


def _led(firm: Item, reading: Reading) -> bool:
    """ "patron de X": the office before a name says that it is one of a firm."""
    place = reading.items.index(firm)
    return any(item.low in reading.context.pack.words("roles") for item in reading.items[max(0, place - 4) : place])


def own_country(reading: Reading, clause: Clause) -> Party | None:
    """ "the embassy of China denies that its country sold ...": the country that the sentence names before."""
    pack = reading.context.pack
    found = pack.phrase("own_country").search(" ".join(clause.words))
    if found is None:
        return None
    start = clause.items[0].start
    for item in reading.items:
        code = item.code or (item.party.country if item.party else None)
        if code and item.end <= start and item.kind in ("country", "adjective", "speech", "group"):
            span = (reading.sentence.start + item.start, reading.sentence.start + item.end)
            name = countries.name(code, pack.language)
            return Party(surface=name, form="country", kind="country", country=code, span=span)
    return None


def _described(reading: Reading, clause: Clause, noun: Item) -> Party | None:
    """ "X is a Chinese entity that ...": the noun only describes the party before "is"."""
    place = reading.clauses.index(clause)
    if place == 0 or noun.kind != "group":
        return None
    parent = reading.clauses[place - 1]
    if not any(item.low in reading.context.pack.words("copula") for item in parent.items):
        return None
    return next((item.party for item in parent.items if item.kind == "party" and item.end < noun.start), None)


def _within(clause: Clause, reading: Reading) -> bool:
    return clause.quoted is False and reading.clauses.index(clause) > 0


def _begin(reading: Reading, clause: Clause) -> int:
    """Where a clause begins; for the second of two relative clauses on one noun where the first one does."""
    place = reading.clauses.index(clause)
    while place and clause.kind == reading.clauses[place - 1].kind == "relative":
        earlier = reading.clauses[place - 1]
        joint = [one for one in reading.items if earlier.items[-1].end <= one.start < clause.items[0].start]
        if not joint or joint[0].low not in reading.context.pack.words("coordinator"):
            break
        clause, place = earlier, place - 1
    return clause.items[0].start


def _before(reading: Reading, clause: Clause) -> list[Item]:
    start = _begin(reading, clause)
    kinds = ("party", "country", "group")
    return [item for item in reading.items if item.kind in kinds and item.end <= start]


def _adjacent(item: Item, clause: Clause, reading: Reading) -> bool:
    """Whether nothing but an aside stands between a party and a clause."""
    start = _begin(reading, clause)
    between = [one for one in reading.items if item.end <= one.start < start]
    return start - item.end <= 3 or all(
        one.kind in ("aside", "punct", "date", "place")
        or one.low in ("in", "aus", "of")
        or (
            one.kind == "word" and one.text[0].isupper() and len(between) <= 3 and between[0].low in ("in", "aus", "of")
        )
        or ends_verb(one, reading.context.pack)
        for one in between
    )


def led_antecedent(reading: Reading, clause: Clause) -> list[Phrase]:
    """ "..., an die X 30 Pumpen verkaufte", "from which X bought": the party before, under its preposition."""
    pack = reading.context.pack
    words = clause.words
    if pack.language == "fr" or not parts.led(clause):
        return []
    before = [item for item in _before(reading, clause) if item.kind != "country" or not item.weak]
    if not before:
        return []
    between = [one for one in reading.items if before[-1].end <= one.start < _begin(reading, clause)]
    if not all(
        one.kind in ("aside", "punct", "place") or one.low in ("in", "aus", "of", "from") or ends_verb(one, pack)
        for one in between
    ):
        return []
    start = clause.items[0].start
    return [Phrase("party", 0, words[0], start, start + len(words[0]), before[-1])]


def ends_verb(item: Item, pack: Pack) -> bool:
    """German: what may stand between a noun and its relative clause: "... an X weiter, die ..."."""
    if pack.language != "de" or item.kind != "word" or not item.text[0].islower():
        return False
    if re.fullmatch(r"\w{3,}(?:en|t)", item.low) and item.low not in pack.any_of(("adverb", "pronoun", "article")):
        return True
    late = any(verb.form in ("participle", "infinitive") for verb in pack.verbs.get(item.low, ()))
    return late or item.low in german.PARTICLES or item.low in pack.words("auxiliary")


def clause_subject(reading: Reading, clause: Clause) -> Party | None:
    """Return the first party of a clause that can be its subject."""
    roles = parts.roles_of(clause, None, reading.context)
    english = reading.context.pack.language == "en"
    verb = clause.predicates[0].index if english and clause.predicates else len(clause.items)
    blamed = any(one.verb.frame == "accuse" for one in clause.predicates)
    for phrase in roles.bare if blamed else ():
        if phrase.item is not None and phrase.item.case == "dat":
            return parts.party(phrase, reading.context, clause.items)
    accused = [one for one in roles.bare if one.item is not None][1:]
    if english and blamed:
        accused = [one for one in roles.bare if one.index > verb]
    if accused and any(one.verb.frame == "accuse" and not one.passive for one in clause.predicates):
        return parts.party(accused[0], reading.context, clause.items)
    for phrase in roles.bare:
        if phrase.item and phrase.item.case != "dat" and phrase.index < verb:
            return parts.party(phrase, reading.context, clause.items)
    return None


def for_whom(clause: Clause, predicate: Predicate, roles: Roles) -> list[Phrase]:
    """ "arranged for X to ship": who ships."""
    if predicate.verb.form != "infinitive" or clause.words[predicate.index - 1 : predicate.index] != ["to"]:
        return []
    return [one for one in roles.by(frozenset({"for"})) if one.index == predicate.index - 2]


def parties(phrases: list[Phrase], reading: Reading, clause: Clause) -> list[Party]:
    """Return the parties of some phrases."""
    found = [parts.party(phrase, reading.context, clause.items) for phrase in phrases]
    return [one for one in found if one is not None]
