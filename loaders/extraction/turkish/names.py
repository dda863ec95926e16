"""Names of parties in a Turkish text, with the country that the words before them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.legal_forms import split_legal_form
from graph.reference import goods as reference
from loaders.extraction import known as known_names
from loaders.extraction import lexicon
from loaders.extraction.countries import adjective, find_places
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import is_legal_form
from loaders.extraction.names import find_names
from loaders.extraction.registry import Registry
from loaders.extraction.sentences import Sentence
from loaders.extraction.turkish.endings import SUFFIX, case_of, lower, noun_case, townsman
from loaders.extraction.turkish.phrases import form_of

BEFORE = 70  # characters before a name in which its country can stand
CAPITALISED = r"[A-ZÇĞİÖŞÜƏÂÎÛ][\w&.-]*(?:['’]an\b)?"
RUN = re.compile(rf"(?<![\w'’-]){CAPITALISED}(?:(?: (?:ve|&))? (?:{CAPITALISED}|\d+\.?(?= [A-ZÇĞİÖŞÜ])))*")
COMMON = re.compile(r"(?:l[ıiuü]k|l[ae]r|m[ae]|s[ıiuü]|[ıiuü]n|l[ıiuü]|[dt][ae]n?|c[ıiuü]|[ae]n|l[ae]|k[ae]n|k)$")
PLAIN_RUN = re.compile(rf"(?<![\w'’-]){CAPITALISED}(?: (?:& )?{CAPITALISED})*")
QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]{2,50})[\"”“»]")
FAMILY = re.compile(r"(?:[oe]va?|skiy?|skaya|enko|oğlu|dze|şvili)$")
BRACKET = re.compile(r" \((?P<inside>[A-ZÇĞİÖŞÜ][\w ]+)\)")
ATTRIBUTE = r"(?:['’]?(?:n?[dt][ae](?:ki)?|n?[ıiuü]n))"
BETWEEN = re.compile(
    rf"(?:{ATTRIBUTE}(?= )|l[ıiuü](?= )| ?merkezli| ?menşeli| ?kökenli)?"
    r"(?: (?:[a-zçğıöşüâî0-9'’-]+(?<!'da)|[A-ZÇĞİÖŞÜ]\w+(?= (?:kent|şehr|eyalet|bölge|liman|kasaba)))){0,5} [„\"“'‘«]?",
)


def read_names(sentences: list[Sentence], pack: Pack) -> Registry:
    """Collect every party that the sentences name."""
    registry = Registry()
    for sentence in sentences:
        known_names.note(sentence, registry.add)
        for start, end in strong(sentence.text, pack):
            surface = sentence.text[start:end]
            registry.add(surface, sentence.start + start, country_beside(sentence.text, start, end, pack))
    registry.finish()
    _short_forms(registry, " ".join(sentence.text for sentence in sentences))
    for sentence in sentences:
        known = [match.span() for match in pattern.finditer(sentence.text)] if (pattern := registry.pattern()) else []
        for start, end in known:
            entity = registry.by_alias(sentence.text[start:end])
            if entity is not None and entity.country is None:
                entity.country = country_beside(sentence.text, start, end, pack)
        if opening := re.match(r"[A-ZÇĞİÖŞÜ][\w-]+", sentence.text):
            _family_name(registry, opening.group(), pack)
        for start, end in weak(sentence.text, pack, known):
            surface = sentence.text[start:end]
            if _family_name(registry, surface, pack):
                continue
            entity = registry.add(surface, sentence.start + start, None, weak=True)
            if entity.weak:
                entity.kind = "person" if _person(sentence.text, start, surface, pack) else entity.kind
                entity.country = entity.country or country_beside(sentence.text, start, end, pack)
    registry.finish()
    return registry


def _short_forms(registry: Registry, text: str) -> None:
    """ "Hefei Luoyan Photonics Co. Ltd." is "Luoyan", too: the word after the city that begins a name."""
    places, generic = lexicon.places(), set(lexicon.names()["generic_first"].split())
    taken = {alias for entity in registry.entities.values() for alias in entity.aliases}
    for entity in registry.entities.values():
        core, form, _ = split_legal_form(entity.surface)
        words = core.replace(",", " ").split()
        if len(words) < 2 or entity.weak or words[0] not in places or (len(words) < 3 and form is None):
            continue
        short = words[1]
        if re.search(rf"(?<!\w)(?<!{re.escape(words[0])} ){re.escape(short)} [A-ZÇĞİÖŞÜ]", text):
            continue  # "Mingtai Global" beside "Zhejiang Mingtai Servo Ltd."
        if (
            len(short) > 3
            and short[0].isupper()
            and short not in generic
            and short not in places
            and short not in taken
        ):
            entity.aliases.add(short)
            registry.finished = None


def _family_name(registry: Registry, surface: str, pack: Pack) -> bool:
    """The family name alone stands for the person who was named in full; in China it comes first."""
    for entity in registry.entities.values():
        first = entity.surface.split()[0] if entity.weak else ""
        if (
            first == surface
            and surface.lower() in pack.words("chinese_surnames")
            and len(entity.surface.split()) in (2, 3)
        ):
            entity.aliases.add(surface)
            entity.kind = "person"
            return True
        if entity.weak and entity.surface.endswith(f" {surface}"):
            entity.aliases.add(surface)
            return True
    return False


def strong(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """Names that say themselves what they are: a legal form, a noun such as "Bakanlığı", a noun such as "şirketi"."""
    found: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return start < end and not any(start < other[1] and other[0] < end for other in found)

    for match in _units(pack).finditer(text):
        found.append((match.start(), match.end("unit")))
    for match in _bodies(pack).finditer(text):
        if free(*match.span()):
            found.append(match.span())
    runs = list(RUN.finditer(text))
    for match in runs:
        for start, end in _institutions(text, match.start(), match.end(), pack):
            if free(start, end):
                found.append((start, end))
    bodies = [match.start() for match in _bodies(pack).finditer(text)]
    for start, end in find_names(text, pack, []):
        end = next((body - 2 for body in bodies if start < body < end and text[body - 2] == ","), end)
        start, end = _trimmed(text, start, end, pack)
        start = _after_noun(text, start, end, pack)
        if free(start, end) and not is_legal_form(text[start:end]):
            found.append((start, end))
    for match in runs:
        start, end = _trimmed(text, match.start(), match.end(), pack)
        thing = lower(text[start:end]) in pack.words("weak_ignored")
        thing = thing or _thing_after(text, end, pack)
        if _cued(text, end, pack) and free(start, end) and not thing and not _place(text[start:end], pack):
            found.append((start, end))
    for match in QUOTED.finditer(text):
        if (
            _cued(text, match.end(), pack)
            and free(match.start(1), match.end(1))
            and not _thing_after(text, match.end(), pack)
        ):
            found.append(match.span(1))
    yield from sorted(found)


def weak(text: str, pack: Pack, known: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names that only their capital letters mark: inside a sentence, or with an ending after an apostrophe."""
    masked = known + [(weapon.start, weapon.end) for weapon in known_names.weapons(text)]
    masked += [(place.start, place.end) for place in find_places(text, pack)]
    masked += [match.span() for match in QUOTED.finditer(text) if _thing_after(text, match.end(), pack)]
    ignored = set(lexicon.names()["acronyms_ignored"].split())
    for match in PLAIN_RUN.finditer(text):
        start, end = _trimmed(text, _after_office(text, *match.span(), pack), match.end(), pack)
        if start == 0:
            start, end = _trimmed(text, _after_common(text, start, end, pack), end, pack)
        end -= len(text[start:end]) - len(text[start:end].rstrip("."))
        words = text[start:end].split()
        if not words or all(lower(word) in pack.words("weak_ignored") for word in words):
            continue
        if any(start < other[1] and other[0] < end for other in masked) and not _of_city(text, start, end, known, pack):
            continue
        first = start == 0 or text[:start].rstrip()[-1:] in '.:–—“"„«'
        if first and len(words) == 1 and not _ending(text, end) and not _alone(text, start, end, pack):
            continue
        if re.match(r" (?:harf|logo|damga|yazı|ibare|etiket|amblem)\w*", text[end:]):
            continue  # "T-Power harfleri": what is printed on a thing
        if lower(words[-1]).startswith("liste"):
            continue  # "Kuruluş Listesi"
        if words[-1] in ignored or lower(words[-1]) in pack.words("institutions") or re.search(r"\d", words[-1]):
            continue
        if len(words) > 1 and re.search(r"(?:l[ae]r[ıi]|l[ıiuü]ğ[ıiuü]|s[ıiuü])$", words[-1]):
            start = _with_people(text, match.start(), start, pack)
        thing = len(words) == 1 and form_of(lower(words[0]), "goods_heads", pack) is not None
        if thing or (len(words) == 1 and set(lower(words[0]).split("-")) <= pack.numbered("months").keys()):
            continue
        if len(words) == 1 and words[0].isupper() and re.match(r" [a-zçğıöşü]", text[end:]):
            continue  # "FPGA çipi": letters that belong to the thing
        if len(words) == 1 and (len(words[0]) < 3 or lower(words[0]) in pack.words("weak_ignored")):
            continue
        yield start, end


def _with_people(text: str, begin: int, start: int, pack: Pack) -> int:
    """ "Rus Ulusal Muhafızları": an adjective of a people right before belongs to such a name."""
    before = text[begin:start].split()
    return start - len(before[-1]) - 1 if before and adjective(before[-1], pack) else start


def _trimmed(text: str, start: int, end: int, pack: Pack) -> tuple[int, int]:
    """Cut a run of capital words at an ending of case, and drop what describes the name before it."""
    for hit in SUFFIX.finditer(text, start, end):
        if case_of(hit["s"]):
            end = hit.start()
            break
    if people := re.match(r"(?:Hong Konglu|(?:Kuzey|Güney) Koreli) ", text[start:end]):
        start += people.end()
    if year := re.search(r" (?:19|20)\d\d$", text[start:end]):
        end = start + year.start()
    while start < end:
        word = re.compile(r"\S+").match(text, start)
        if word is None or not _describes(word.group(), pack):
            break
        start = min(end, word.end() + 1)
    return start, end


def _describes(word: str, pack: Pack) -> bool:
    low = lower(word).strip(",.")
    if low in pack.words("adverb") or low in pack.numbered("months") or low in pack.words("pronoun"):
        return True
    return adjective(word, pack) is not None


def _place(name: str, pack: Pack) -> bool:
    return any(place.start == 0 and place.end == len(name) for place in find_places(name, pack))


def _institutions(text: str, start: int, end: int, pack: Pack) -> Iterator[tuple[int, int]]:
    """The parts of a run that end in a noun such as "Bakanlığı", each with the country before it."""
    begin = start
    for word in re.compile(r"[\w-]+").finditer(text, start, end):
        if lower(word.group()) not in pack.words("institutions") or word.start() <= begin:
            continue
        while (first := re.compile(r"\S+").match(text, begin)) and lower(first.group()) in pack.words("adverb"):
            begin = first.end() + 1
        if begin < word.start() and not text[begin : word.end()].endswith("Rusya Federasyonu"):
            yield begin, word.end()
        begin = word.end() + (4 if text.startswith(" ve ", word.end()) else 1)


@lru_cache(maxsize=2)
def _units(pack: Pack) -> re.Pattern[str]:
    """Units of an army by number: "Rus ordusunun 22. Alayı", "3. Motorlu Tüfek Tugayı"."""
    nouns = "|".join(word[0].upper() + word[1:] for word in sorted(pack.words("unit_nouns"), key=len, reverse=True))
    owner = r"(?:[A-ZÇĞİÖŞÜ]\w+ (?:\w+ )?(?:ordusunun|donanmasının|kuvvetlerinin|birliklerinin|muhafızlarının) )?"
    return re.compile(rf"{owner}(?P<unit>\d{{1,3}}\. (?:[A-ZÇĞİÖŞÜ]\w+ ){{0,3}}(?:{nouns}))(?!\w)")


@lru_cache(maxsize=2)
def _bodies(pack: Pack) -> re.Pattern[str]:
    """Bodies of several states, which act by their own name."""
    listed = pack.data["bodies"].split()
    names = "|".join(name.replace("_", " ") for name in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’-])(?:{names})(?![\w-])")


def _cued(text: str, end: int, pack: Pack) -> bool:
    follower = re.compile(r"['’]?\s?(\w+)").match(text, end)
    return (
        follower is not None
        and text[end : end + 1] in (" ", '"', "”", "“", "»")
        and lower(follower[1]) in pack.words("cues_after")
    )


def _thing_after(text: str, end: int, pack: Pack) -> bool:
    """ "“Mavi Kalkan” adlı deniz tatbikatı": the name of an exercise or a weapon, and of no party."""
    words = re.findall(r"\w+", lower(text[end : end + 60]))[1:5]
    return any(form_of(word, key, pack) for word in words[:3] for key in ("event_nouns", "weapon_nouns"))


def _after_common(text: str, start: int, end: int, pack: Pack) -> int:
    """A common noun that only begins the sentence is no part of the name after it: "Raporda Orta Asya"."""
    words = text[start:end].split()
    if len(words) < 2:
        return start
    low = lower(words[0])
    keys = ("documents", "group_nouns", "goods_heads", "figures", "statements_of", "institutions", "persons")
    common = low in pack.words("adverbs") or any(form_of(low, key, pack) for key in keys)
    common = common or noun_case(low, pack) != "nom" or adjective(words[1], pack) is not None
    return start + len(words[0]) + 1 if common else start


def _after_noun(text: str, start: int, end: int, pack: Pack) -> int:
    """ "Dağıtıcı X Co., Ltd.", "Fatsalı X A.Ş.": a noun for a firm, or who is from a town, is no part of the name."""
    words = text[start:end].split()
    low = lower(words[0]) if words else ""
    if len(words) > 1 and start == 0 and _declined_noun(low, pack):
        return start + len(words[0]) + 1
    if len(words) < 3:
        return start
    noun = start == 0 and (found := form_of(low, "group_nouns", pack)) is not None and not found[1].owned
    town = re.search(r".{3}l[ıiuü]$", low) is not None and low not in _place_words(pack)
    town = town and townsman(low[:-2]) == low[-2:]
    return start + len(words[0]) + 1 if noun or town else start


def _declined_noun(word: str, pack: Pack) -> bool:
    """ "Vanaların UAB Girdula": a noun for things or papers with an ending only begins the sentence."""
    for key in ("goods_heads", "anaphoric_goods", "documents", "statements_of"):
        found = form_of(word, key, pack)
        if found is not None and (found[1].case != "nom" or found[1].plural):
            return True
    return False


@lru_cache(maxsize=2)
def _place_words(pack: Pack) -> frozenset[str]:
    return frozenset(lower(word) for words in pack.data["places"].values() for word in words.split())


def _after_office(text: str, start: int, end: int, pack: Pack) -> int:
    """ "Çin Savunma Bakanı Dong Jun": the name of a person begins after the office."""
    for word in reversed(list(re.compile(r"[\w-]+").finditer(text, start, end))):
        if lower(word.group()) in pack.words("persons") and word.end() < end:
            return word.end() + 1
    return start


def _of_city(text: str, start: int, end: int, known: list[tuple[int, int]], pack: Pack) -> bool:
    """ "Changchun Mingda Optoelectronics": a name of two words or more after the city that begins it."""
    if any(start < other[1] and other[0] < end for other in known):
        return False
    inside = find_places(text[start:end], pack)
    return (
        len(inside) == 1
        and inside[0].role == "place"
        and inside[0].start == 0
        and len(text[start + inside[0].end : end].split()) >= 2
    )


def _alone(text: str, start: int, end: int, pack: Pack) -> bool:
    """A single word that begins a sentence before a comma is a name where it is no word of the language."""
    word = lower(text[start:end])
    keys = ("group_nouns", "goods_heads", "documents", "figures", "statements_of", "persons", "claim_nouns", "sites")
    return (
        text[end : end + 1] == ","
        and len(word) > 4
        and not COMMON.search(word)
        and word not in pack.words("institutions")
        and not any(form_of(word, key, pack) for key in keys)
        and reference.lookup(word) is None
    )


def _ending(text: str, end: int) -> bool:
    hit = SUFFIX.match(text, end)
    return hit is not None and case_of(hit["s"]) is not None


@lru_cache(maxsize=2)
def _titles(pack: Pack) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(word).replace("_", " ") for word in pack.words("persons")))
    some = "|".join(sorted(re.escape(word) for word in pack.words("person_nouns")))
    return re.compile(rf"(?:{words}|(?:{some})l[ae]r[ıi]nd[ae]n)(?:,? [„\"“]?)$")


def _person(text: str, start: int, surface: str, pack: Pack) -> bool:
    from loaders.extraction.name_shapes import is_person

    words = surface.split()
    if len(words) == 2 and (words[0].lower() in pack.words("given_names") or FAMILY.search(words[1])):
        return True
    return is_person(surface) or _titles(pack).search(lower(text[max(0, start - 40) : start])) is not None


def country_beside(text: str, start: int, end: int, pack: Pack) -> str | None:
    """Read the country of a name from what stands before it, or in brackets after it."""
    window = max(0, start - BEFORE)
    head = text[window:start]
    inside = find_places(text[start:end], pack)
    if lower(text[start:end]).endswith(("büyükelçiliği", "konsolosluğu")):
        sender = find_places(head, pack)
        if sender and re.fullmatch(r"(?:['’]n?[ıiuü]n)? ", head[sender[-1].end :]):
            return sender[-1].code
    if inside and inside[0].start == 0:
        return inside[0].code
    places = find_places(head, pack)
    if places:
        place = places[-1]
        between = head[place.end :]
        if BETWEEN.fullmatch(between) and not _parted(between, place.role, pack):
            return place.code
    if bracket := BRACKET.match(text, end):
        found = find_places(bracket["inside"], pack)
        if found:
            return found[0].code
    return None


def _parted(between: str, role: str, pack: Pack) -> bool:
    """A verb, or a place that is no attribute, parts a place from the name after it."""
    words = lower(between).split()
    if any(word in pack.words("conjunctions") or word in pack.words("adverbs") for word in words):
        return True
    if any(word.endswith(("üzerinden", "tarafından", "göre", "için")) for word in words):
        return True
    if not words:
        return role != "adjective" and not re.match(r"l[ıiuü] ", between)
    if re.match(r"['’]?n?[dt][ae]ki", words[0]):
        return False
    if any(word in pack.words("seats") or word in pack.words("places_of") for word in words):
        return False
    if role == "adjective" or re.match(r"l[ıiuü]$", words[0]):
        return any(re.search(r"(?:d[ae]n|t[ae]n|d[ae]|l[ae]r[ae])$", word) for word in words)
    return not any(word in pack.words("cues_after") for word in words)
