"""Ownership and offices: nouns such as "владелец" and verbs such as "возглавляет" with their parties by case."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.model import Amount, Modality, Party, replace
from graph.reference import countries
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.slavic import holdings, morphology, offices, roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.modality import modality
from loaders.extraction.slavic.persons import nominative
from loaders.extraction.slavic.roles import dates_beside
from loaders.extraction.slavic.state import Reading


def relations(reading: Reading) -> list[Draft]:
    """Read what a sentence says of owners and heads of firms."""
    drafts: list[Draft] = []
    for clause in reading.clauses:
        held = _holds(reading, clause)
        owned = _owner(reading, clause) or held or _belongs(reading, clause) or _entered(reading, clause)
        if held is not None and owned is not None and held.object != owned.object:
            drafts.append(held)  # "власниця X володіє ще й часткою в Y"
        last = next((one.object for one in reversed(drafts) if one.kind == "ownership"), None)
        drafts += _joined_owners(owned, reading, clause)
        listed = _listed(reading, clause)
        said = (
            *_all_listed(listed, reading, clause),
            owned,
            _head(reading, clause, last) if owned is None else _also_heads(reading, clause, owned),
        )
        for one in (one for one in said if one is not None):
            if clause.kind == "sub" and reading.said and one.modality == "asserted":
                one.modality = "reported"  # "заявив, що X належить Y"
            _date(one, clause, reading)
            drafts.append(one)
    return drafts + _the_rest(reading, drafts)


def _date(draft: Draft, clause: Clause, reading: Reading) -> None:
    """ "с мая 2022 года руководит", "до 2022 года занимал пост": since when, until when."""
    pack, text = reading.memory.pack, " ".join(clause.words)
    told = clause.frames() <= {"own", "role", "other", "declare", "acquire", "move"}
    if draft.kind not in ("ownership", "role") or draft.start or draft.end or not told:
        return
    if re.search(pack.data["sanction_words"], text, re.IGNORECASE):
        return
    draft.start, draft.end, relative = dates_beside(clause.items)
    if relative and (draft.start or draft.end):
        draft.flag("date_relative")


def _holds(reading: Reading, clause: Clause) -> Draft | None:
    """ "51 % акцій X тримає Y", "Y контролює частку в X": the firm right after the shares is owned by the other."""
    if not any(item.low in reading.memory.pack.words("owning_verbs") for item in clause.items):
        return None
    shares = re.compile(reading.memory.pack.data["shares"], re.IGNORECASE)
    places = [item.end for item in clause.items if item.kind == "word" and shares.fullmatch(item.low)]
    named = _named(clause, reading)
    owned = next((item for item in named if places and 0 < item.start - places[-1] <= 25), None)
    owners = [item for item in named if item is not owned]
    if owned is None or owned.kind != "party" or owned.party is None:
        return None
    owners.sort(key=lambda item: item.kind != "person")
    owner = owners[0].party if owners else reading.memory.subject
    if owner is None or owner.surface == owned.party.surface:
        return None
    return _draft("ownership", owner, owned.party, reading, share=_share(clause, reading))


def _entered(reading: Reading, clause: Clause) -> Draft | None:
    """ "65 % X записаны на Y", "Y — дочерняя компания X"."""
    pair = holdings.entered(reading, clause)
    share = _share(clause, reading) if pair is not None else None
    if pair is None and (pair := holdings.of_which(reading, clause)) is not None:
        share = _share(clause, reading)
    pair = pair or holdings.mother_of(reading, clause)
    buying = holdings.bought(reading, clause) if pair is None else None
    if buying is not None:
        draft = _draft("ownership", *buying[0], reading, share=buying[1])
        draft.modality = modality(reading, clause, "acquire")
        return draft
    return _draft("ownership", *pair, reading, share=share) if pair is not None else None


def _the_rest(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """ "60 % акцій X належать A, решта — B": other owners of the same firm."""
    first = next((one for one in drafts if one.kind == "ownership"), None)
    if first is None or first.object is None or first.subject is None:
        return []
    ends = [one.span[1] - reading.sentence.start for one in (first.subject, first.object) if one.span is not None]
    seen = max([end for end in ends if 0 < end <= len(reading.sentence.text)], default=0)
    return [
        _draft("ownership", owner, first.object, reading, share=share)
        for owner, share in holdings.further(reading, first.subject, first.object, seen)
    ]


def _listed(reading: Reading, clause: Clause) -> Draft | None:
    """ "X находится в санкционном списке Японии", "X под санкциями США", "США внесли X в список"."""
    pack, memory = reading.memory.pack, reading.memory
    text = reading.sentence.text[clause.items[0].start : clause.items[-1].end]
    cue = re.search(pack.data["sanction_words"], text, re.IGNORECASE)
    if cue is None or "не" in clause.words or clause.frames() & {"fear", "plan", "hope"}:
        return None
    listed = [item for item in _named(clause, reading) if item.party is not None]
    author = _authority(clause, reading, clause.items[0].start + cue.start())
    adjective = next((item for item in clause.items if item.kind == "adjective"), None)
    listed.sort(key=lambda item: item.kind != "person")
    subject = (
        listed[0].party if listed else memory.subject if clause.items[0].low in pack.words("subject_pronoun") else None
    )
    if subject is None or subject.form != "named":
        return None
    if author is not None:
        authority = author
    elif adjective is not None and adjective.start > clause.items[0].start + cue.start() - 30 and adjective.code:
        start = reading.sentence.start + adjective.start
        name = countries.name(adjective.code, memory.language)
        span = (start, start + len(adjective.text))
        authority = Party(surface=name, form="country", kind="country", country=adjective.code, span=span)
    else:
        return None
    topic = cue.group().lower()
    noun = re.search(r"\w*(?:списк|перечн|перелік)\w*", text, re.IGNORECASE)
    draft = Draft(
        "listing", [reading.sentence], subject=authority, object=_person(subject, reading), modality="asserted"
    )
    draft.topic = f"{topic} {noun.group()}" if noun and noun.group().lower() not in topic else topic
    if reading.said and reading.new_source:
        draft.modality = "reported"
    draft.start, draft.end, relative = dates_beside(clause.items)
    if relative and (draft.start or draft.end):
        draft.flag("date_relative")
    return draft


def _all_listed(first: Draft | None, reading: Reading, clause: Clause) -> list[Draft]:
    """ "внесла до списку росіянина A та його фірму B": each of those that "та" or a comma joins is listed."""
    if first is None or first.object is None:
        return []
    named = _named(clause, reading)
    start = next((i for i, item in enumerate(named) if item.party and item.party.span == first.object.span), None)
    out = [first]
    for before, item in pairwise(named[start:] if start is not None else []):
        between = reading.sentence.text[before.end : item.start]
        joined = set(re.findall(r"\w+", between)[:1]) & reading.memory.pack.words("coordinator") or between[:1] == ","
        if not joined or len(between.split()) > 4 or item.party is None:
            break
        other = _draft("role", first.subject, _person(item.party, reading), reading, topic=first.topic)
        other.kind, other.modality, other.start, other.end = "listing", first.modality, first.start, first.end
        out.append(other)
    return out


def _joined_owners(first: Draft | None, reading: Reading, clause: Clause) -> list[Draft]:
    """ "співвласниками X є A та B": who is joined to the owner by "та" right after the name owns it, too."""
    if first is None or first.kind != "ownership" or first.subject is None:
        return []
    named = _named(clause, reading)
    place = next((i for i, one in enumerate(named) if one.party and one.party.span == first.subject.span), None)
    if place is None or place + 1 >= len(named) or named[place + 1].party is None:
        return []
    between = re.findall(r"\w+", reading.sentence.text[named[place].end : named[place + 1].start])
    if len(between) > 4 or not set(between[:1]) & reading.memory.pack.words("coordinator"):
        return []
    return [_draft("ownership", named[place + 1].party, first.object, reading)]


def _authority(clause: Clause, reading: Reading, cue: int) -> Party | None:
    """Who lists: "США внесли", "санкции Японии", "Евросоюз ввёл"; a country after "за поставки" is none."""
    memory, bodies = reading.memory, reading.memory.pack.words("authorities")
    for item in clause.items:
        if item.kind == "country" and item.party is not None:
            near = 0 <= item.start - cue <= 40
            if "nom" in item.case.split() or (near and "gen" in item.case.split()) or item.text.isupper():
                return _ministry(clause, item, reading) or item.party
        if item.kind == "word" and (item.low in bodies or morphology.lemma(item.text, memory.language) in bodies):
            return _body(clause, item, reading)
    prepositions = reading.memory.pack.words("from") | reading.memory.pack.words("in")
    return next(
        (
            item.party
            for before, item in zip(clause.items, clause.items[1:], strict=False)
            if item.kind == "country" and before.low in prepositions and item.start < cue + 40
        ),
        None,
    )


def _body(clause: Clause, item: Item, reading: Reading) -> Party:
    """ "Минфин США": a public body, with the country right after it."""
    place = clause.items.index(item)
    home = next((one for one in clause.items[place + 1 : place + 2] if one.kind == "country"), None)
    end = home.end if home is not None else item.end
    span = (reading.sentence.start + item.start, reading.sentence.start + end)
    code = home.code if home is not None else None
    surface = reading.sentence.text[item.start : end]
    bodies, language = reading.memory.pack.words("authorities"), reading.memory.language
    if item.low not in bodies:  # "Евросоюза"
        forms = (one.singular for one in morphology.noun(item.text, language) if one.singular.lower() in bodies)
        surface = next(forms, item.text) + surface[len(item.text) :]
    return Party(surface=surface, form="named", kind="public_body", country=code, span=span)


def _ministry(clause: Clause, country: Item, reading: Reading) -> Party | None:
    """ "Міністерство фінансів США внесло": the body of a state that acts."""
    words = reading.memory.pack.words("ministries")
    text = reading.sentence.text
    bodies = [one for one in clause.phrases if one.lemma in words and one.end < country.start and not one.prep]
    if not bodies or "nom" not in bodies[-1].cases:
        return None
    start = text.rfind(bodies[-1].head, 0, bodies[-1].end)
    surface = text[start : country.end]
    if "," in surface or len(surface.split()) > 5:
        return None
    span = (reading.sentence.start + start, reading.sentence.start + country.end)
    return Party(surface=surface, form="named", kind="public_body", country=country.code, span=span)


def _named(clause: Clause, reading: Reading) -> list[Item]:
    return [item for item in clause.items if item.kind in ("party", "person") and item.party is not None]


def _noun(clause: Clause, key: str, reading: Reading) -> Item | None:
    pack = reading.memory.pack
    for item in clause.items:
        if (
            item.kind == "word"
            and item.text[:1].isalpha()
            and any(one.singular.lower() in pack.words(key) for one in morphology.noun(item.text, pack.language))
        ):
            return item
    return None


def _owner(reading: Reading, clause: Clause) -> Draft | None:
    """ "Владельцем X является Y", "учредитель X — Y", "Y владеет 60 % X"."""
    named = _named(clause, reading)
    noun = _noun(clause, "owner_nouns", reading)
    verb = next((item for item in clause.items if item.low in reading.memory.pack.words("owning_verbs")), None)
    if noun is not None:
        owner_of = _named(clause, reading)
        named = owner_of if len(owner_of) < 3 else owner_of[:2]
        after = [item for item in named if item.start > noun.start]
        owned = after[0] if after else None
        owners = [item for item in named if item is not owned]
        owners = [item for item in owners if item.kind == "person"] or owners
        owner = owners[0].party if owners else None
    elif verb is not None:
        before, after = (
            [item for item in named if item.start < verb.start],
            [item for item in named if item.start > verb.start],
        )
        owner, owned = before[-1].party if before else reading.memory.subject, after[0] if after else None
        if not before and len(after) > 1 and owned is not None and owned.kind == "party":
            owner = after[1].party  # "Владеет X гражданин Y"
        led = next((one for one in clause.phrases if before and one.party is before[-1].party), None)
        if led is not None and "nom" not in led.cases and owned is not None and before[-1].kind == "party":
            owner, owned = owned.party, before[-1]  # "Фірму X контролює Y"
    else:
        return None
    if (
        owned is None
        or owner is None
        or owned.kind != "party"
        or owned.party is None
        or owner.surface == owned.party.surface
    ):
        return None
    return _draft("ownership", owner, owned.party, reading, share=_share(clause, reading))


def _belongs(reading: Reading, clause: Clause) -> Draft | None:
    """ "X принадлежит Y", "X на 60 % принадлежит Y"."""
    pack = reading.memory.pack
    verb = next((item for item in clause.items if item.low in pack.words("belonging_verbs")), None)
    named = _named(clause, reading)
    if verb is None:
        return None
    before, after = (
        [item for item in named if item.start < verb.start],
        [item for item in named if item.start > verb.start],
    )
    if not after:
        return None
    pointing = next(
        (one for one in clause.phrases if one.kind != "party" and not one.prep and holdings.is_firm(one, pack)), None
    )
    if not before and any(item.kind == "quote" and item.start < verb.start for item in clause.items):
        return None  # a name that nothing marks
    below = clause.kind in ("relative", "participle")
    told_of = next(iter(roles.parts_of(clause, reading.memory).phrases), None) if below else None
    if told_of is not None and told_of.kind == "party":
        owned = told_of.party  # "ТОВ X, яке належить Y"
    elif before:
        owned = before[-1].party if before[-1].kind == "party" else None
    else:
        owned = reading.memory.resolve(pointing) if pointing is not None else reading.memory.subject
    owner = after[0].party
    if owned is None or owner is None or owned.surface == owner.surface or owned.form != "named":
        return None
    return _draft("ownership", owner, owned, reading, share=_share(clause, reading))


def _head(reading: Reading, clause: Clause, last: Party | None) -> Draft | None:
    """ "Y возглавляет X", "директор X Y"."""
    found = offices.office_in(reading, clause, last)
    return _draft("role", found[0], found[1], reading, topic=found[2]) if found is not None else None


def _also_heads(reading: Reading, clause: Clause, owned: Draft) -> Draft | None:
    """ "владелец X — Y, он же и директор фирмы": an office of the owner."""
    topic = offices.of_owner(reading, clause)
    return _draft("role", owned.subject, owned.object, reading, topic=topic) if topic is not None else None


def _person(party: Party | None, reading: Reading) -> Party | None:
    """A person under the nominative of the name."""
    if party is None or party.kind != "person":
        return party
    return replace(party, surface=nominative(party.surface, reading.memory.language))


def _share(clause: Clause, reading: Reading) -> Amount | None:
    text = reading.sentence.text[clause.items[0].start : clause.items[-1].end]
    return holdings.share_in(clause.items, text, reading.memory.pack)


def _draft(
    kind: str,
    subject: Party | None,
    obj: Party | None,
    reading: Reading,
    share: Amount | None = None,
    topic: str | None = None,
) -> Draft:
    subject = _person(subject, reading)
    judged: Modality = "reported" if reading.cited else "asserted"
    draft = Draft(
        "ownership" if kind == "ownership" else "role",
        [reading.sentence],
        subject=subject,
        object=obj,
        share=share,
        topic=topic,
        modality=judged,
        confidence=0.7,
    )
    return draft
