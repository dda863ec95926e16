"""Names of parties in Russian and Ukrainian text: by legal form, after a noun such as "компания", in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph.fold import fold_name, split_legal_form
from loaders.extraction import known, lexicon
from loaders.extraction.countries import find_places
from loaders.extraction.lexicon import Pack
from loaders.extraction.registry import country_of_name
from loaders.extraction.sentences import Sentence
from loaders.extraction.slavic import morphology, verbs
from loaders.extraction.slavic.persons import given_name

CYRILLIC = r"А-ЯЁЄІЇҐ"
LATIN = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
LATIN_WORD = rf"(?![A-Z]\.)(?:[{LATIN}]|3D)[A-Za-zÀ-ž0-9'’&+/]*(?:-[A-Za-zÀ-ž0-9]+)*"
SUFFIX = "|".join(
    (
        r"(?:San\. )?(?:ve )?Tic\. (?:A\.?Ş\.|Ltd\.? ?Şti\.)",
        r"Şti\.|S\.R\.L\.|S\.p\.A\.|s\.r\.o\.|a\.s\.|AS\b",
        *lexicon.names()["legal_suffixes"],
    )
)
RUN = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z]\.){{2,3}} )?{LATIN_WORD}"
    rf"(?: (?:(?:and|of|for|de|ve|und|the|&) )?{LATIN_WORD}| \([{LATIN}]\w*\))*"
    rf"(?:\.?,? (?:{SUFFIX})(?!\w))*"
)
ACTING = ("supply", "acquire", "produce", "offer", "order")
TRANSLATED = ("ТОВ", "ПАТ", "ПрАТ", "АТ", "ДП")
LEGAL_LATIN = re.compile(rf"(?:{SUFFIX})$|^(?:{'|'.join(lexicon.names()['legal_prefixes'].split())}) ")
QUOTED = r"(?:«[^«»]*«[^«»]+»|«(?:[^«»„“]|„[^„“”]+[“”]){2,60}»|„[^„“”«»]{2,60}[“”]|[“\"][^“”\"«»]{2,60}[”\"])"
INNER = re.compile(r"„[^„“”«»]{2,60}[“”]")
CAPITAL = rf"[{CYRILLIC}][\w’'-]*"


@dataclass(slots=True)
class Entity:
    """A party that the text names.

    Attributes:
        surface: its fullest form, in the nominative.
        country: ISO code where the text or the legal form says it.
        key: its name without legal form, folded.
        kind: company or person.
        weak: only its letters speak for a party.
    """

    surface: str
    country: str | None
    key: str
    kind: str = "company"
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: [start, end) in the sentence, and whom it means."""

    start: int
    end: int
    entity: Entity
    case: frozenset[str] = morphology.ANY


@dataclass(slots=True)
class Register:
    """All parties that a text names, by folded name; inflected forms of a name are one party."""

    entities: list[Entity] = field(default_factory=list)
    by_key: dict[str, Entity] = field(default_factory=dict)

    def find(self, key: str) -> Entity | None:
        """The party with this name, inflected or shortened."""
        if key in self.by_key:
            return self.by_key[key]
        words = key.split()
        for entity in self.entities:
            own = entity.key.split()
            if (
                len(words) <= len(own)
                and words
                and all(map(alike, words, own))
                and (len(words) == len(own) or len(words) > 1 or (len(words[0]) > 4 and not _common(words[0])))
            ):
                self.by_key[key] = entity
                return entity
        return None

    def add(self, surface: str, country: str | None, weak: bool = False, kind: str = "company") -> Entity:
        """Note a mention; the longest form of a name stands for all of them."""
        key = key_of(surface)
        entity = self.find(key)
        if entity is None:
            entity = Entity(surface, country or _hint(surface), key, kind, weak)
            self.entities.append(entity)
            self.by_key[key] = entity
            return entity
        if len(surface) > len(entity.surface) and len(key.split()) >= len(entity.key.split()):
            entity.surface = surface if not _oblique(surface, entity.surface) else entity.surface
            entity.key = key if len(key.split()) > len(entity.key.split()) else entity.key
        entity.country = entity.country or country or _hint(surface)
        entity.weak = entity.weak and weak
        return entity


def key_of(surface: str) -> str:
    """A name without legal form and quotation marks, folded."""
    folded = re.sub(r"^(?:\w )+(?=\w{2})", "", fold_name(surface))
    return _form_words().sub("", folded) or surface.lower()


@lru_cache(maxsize=1)
def _form_words() -> re.Pattern[str]:
    """Legal forms of the packs at the head of a folded name: "ват белзір" is "белзір"."""
    forms = " ".join(lexicon.load(language).data["legal_forms"] for language in ("ru", "uk")).lower().split()
    return re.compile(rf"^(?:(?:{'|'.join(sorted(set(forms), key=len, reverse=True))})\s)+(?=\S{{2}})")


def alike(one: str, other: str) -> bool:
    """Two forms of one word: the same but for a case ending."""
    if one == other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(3, min(len(one), len(other)) - 2) and abs(len(one) - len(other)) <= 3 and one[0] > "z"


def _oblique(surface: str, known: str) -> bool:
    return key_of(surface) != key_of(known) and len(key_of(surface).split()) == len(key_of(known).split())


def _common(word: str) -> bool:
    names = lexicon.names()
    return word.title() in set(names["generic_first"].split()) or word.title() in lexicon.places()


def _hint(surface: str) -> str | None:
    """The country of a name; legal forms that a language translates ("ТОВ" for any firm) tell none."""
    if surface.split()[0] in TRANSLATED or surface.startswith(("товариство", "акціонерне", "публічне", "приватне")):
        return country_of_name(surface.partition(" ")[2]) if " " in surface else None
    return country_of_name(surface) or split_legal_form(surface).country_hint


@lru_cache(maxsize=2)
def _legal(pack: Pack) -> re.Pattern[str]:
    """A legal form with a name after it, in quotation marks or beginning with a capital letter."""
    forms = "|".join(sorted(pack.data["legal_forms"].split(), key=len, reverse=True))
    long_forms = "|".join(pack.data["long_legal_forms"].values())
    return re.compile(
        rf"(?<![\w-])(?P<form>(?:(?:{forms})\s)+|(?i:{long_forms})\s)"
        rf"(?P<name>{QUOTED}|{CAPITAL}(?: {CAPITAL})?|{LATIN_WORD}(?: {LATIN_WORD})*)"
    )


@lru_cache(maxsize=2)
def _unit(pack: Pack) -> re.Pattern[str]:
    return re.compile(pack.data.get("military_unit") or r"(?!)")


def find_names(text: str, pack: Pack, register: Register) -> list[Found]:
    """Find the parties that a sentence names."""
    designations = {place for one in known.weapons(text) for place in range(one.start, one.end)}
    found: list[Found] = []

    def take(start: int, end: int, surface: str, weak: bool = False, case: frozenset[str] = morphology.ANY) -> None:
        if any(start < other.end and other.start < end for other in found) or start in designations:
            return
        country = country_beside(text, start, end, pack)
        if country is None and surface[:1].isdigit():  # a military unit names its country
            country = next((place.code for place in find_places(surface, pack)), None)
        found.append(Found(start, end, register.add(surface, country, weak), case))

    for match in _legal(pack).finditer(text):
        form = match["form"].strip()
        full, case = _nominative_form(form, pack)
        name = match["name"]
        if name[0] not in '«„“"' and name.split()[0] in pack.data["legal_forms"].split():
            continue
        take(match.start(), match.end(), f"{full} {name}", case=case)
    for start, end in _latin(text):
        surface = text[start:end]
        strong = (
            LEGAL_LATIN.search(surface) is not None
            or surface.endswith((" Ltd.", " Co.", " Inc.", " Corp."))
            or _after_cue(text, start, pack) is not None
            or (" " in surface and _acts(text, start, end, pack, every=True))
        )
        take(start, end, surface, weak=not strong)
    for match in (*re.finditer(QUOTED, text), *INNER.finditer(text)):
        if _is_name(match.group()) and (
            _after_cue(text, match.start(), pack)
            or register.find(key_of(match.group()))
            or _acts(text, match.start(), match.end(), pack)
        ):
            case = morphology.ANY if match.group()[0] in '“"' else _case_of(text, match, pack, register)
            take(match.start(), match.end(), _upright(text, match, pack, register), case=case)
    for start, end in _capital_after_cue(text, pack):
        take(start, end, text[start:end])
    for start, end, entity in _unquoted(text, register):
        take(start, end, entity.surface)
    for start, end, surface, case in _organisations(text, pack):
        take(start, end, surface, case=case)
    for one in known.parties(text):
        take(one.start, one.end, one.surface)
        for other in found:
            other.entity.weak &= not (one.start < other.end and other.start < one.end)
    return sorted(found, key=lambda one: one.start)


def _upright(text: str, match: re.Match[str], pack: Pack, register: Register) -> str:
    """ "російському «Роселектрокомплексу»": a name that is inflected after an adjective, in the nominative."""
    quoted = match.group()
    before = re.search(r"([\w-]+)\s$", text[: match.start()])
    if before is None or " " in quoted or register.find(key_of(quoted)):
        return quoted
    slots = {
        (case, gender) for case, number, gender in morphology.adjective(before[1], pack.language) if number == "sg"
    }
    if not slots or any(case == "nom" for case, _ in slots):
        return quoted
    name = re.sub(r"-\d+\w*$", "", quoted[1:-1])
    number = quoted[1 + len(name) : -1]  # "Пороші-7"
    forms = [
        one.singular
        for one in morphology.noun(name, pack.language)
        if (one.case, one.gender) in slots and one.number == "sg" and one.gender in "mf" and one.singular[-1:].isalpha()
    ]
    return f"{quoted[0]}{forms[0]}{number}{quoted[-1]}" if forms and forms[0] != name else quoted


def _case_of(text: str, match: re.Match[str], pack: Pack, register: Register) -> frozenset[str]:
    """The cases of a quoted name of one word that the text knows in the nominative: "«Купол»", "«Куполу»"."""
    name = match.group()[1:-1].lower()
    entity = register.find(key_of(match.group()))
    base = re.search(r"([\w’'-]+)[»“”\"]$", entity.surface) if entity is not None else None
    if base is None or " " in name or not name.isalpha() or _after_cue(text, match.start(), pack):
        return morphology.ANY
    if base[1].lower() == name:
        return morphology.ANY
    told = frozenset(
        one.case for one in morphology.noun(name, pack.language) if one.singular.lower() == base[1].lower()
    )
    return told or morphology.ANY


def _unquoted(text: str, register: Register) -> Iterator[tuple[int, int, Entity]]:
    """A known Cyrillic name without its quotation marks: "на Верхнеокский приборный завод"."""
    for entity in register.entities:
        words = entity.key.split()
        if len(words) < 2 or not ("а" <= words[0][:1] <= "ґ") or len(words[0]) < 5:
            continue
        stems = [
            re.escape(word[: max(4, len(word) - 3)]) + r"\w{0,5}" if len(word) > 4 else re.escape(word)
            for word in words
        ]
        pattern = rf"(?<![\w«„])(?i:{'[ -]'.join(stems)})(?!\w)"
        for match in re.finditer(pattern, text):
            if match.group()[0].isupper():
                yield match.start(), match.end(), entity


def _acts(text: str, start: int, end: int, pack: Pack, every: bool = False) -> bool:
    """Whether a name does something ("«X» поставил"), or stands after an adjective ("государственной «X»").

    Args:
        text: of the sentence.
        start, end: of the name.
        pack: the language.
        every: whether any verb will do, not only those of supply and production.
    """
    following = re.match(r"\s([\w-]+)", text[end : end + 30])
    if following and any(
        verb.finite and (every or verb.frame in ACTING) for verb in verbs.read(following[1], pack.language)
    ):
        return True
    before = re.search(r"([\w-]+)\s$", text[max(0, start - 30) : start])
    if before is None:
        return False
    given = [verb for verb in verbs.read(before[1], pack.language) if verb.frame in ("supply", "acquire")]
    if any(verb.form in ("past", "present") for verb in given) and " " not in text[start:end]:
        return text[start] in "«„"  # "поставили «Ротору»"
    first = before.start() == 0 and start <= 30
    return (before[1][:1].islower() or first) and bool(morphology.adjective(before[1], pack.language))


def _is_name(quoted: str) -> bool:
    inner = quoted[1:-1]
    return (inner[:1].isupper() or inner[:1].isdigit()) and len(inner.split()) <= 6 and inner[-1] not in ".,!?"


def _nominative_form(form: str, pack: Pack) -> tuple[str, frozenset[str]]:
    for full, pattern in pack.data["long_legal_forms"].items():
        if re.fullmatch(pattern, form, re.IGNORECASE):
            head = next(
                word
                for word in form.split()
                if morphology.noun(word, pack.language) and not morphology.adjective(word, pack.language)
            )
            cases = frozenset(one.case for one in morphology.noun(head, pack.language) if one.number == "sg")
            return full, cases or morphology.ANY
    return form, morphology.ANY


def _latin(text: str) -> Iterator[tuple[int, int]]:
    names = lexicon.names()
    ignored = set(names["acronyms_ignored"].split()) | set(names["media"].split())
    for match in RUN.finditer(text):
        start, end = match.span()
        surface = match.group()
        if surface in ignored or (len(surface.split()) == 1 and (re.search(r"\d", surface) or len(surface) < 3)):
            continue
        if re.fullmatch(r"[A-Z]{1,4}-?\d.*", surface) or surface.startswith("Made") or text[:start].endswith("in "):
            continue
        if text[end : end + 1] == "." and surface.endswith((" Ltd", " Co", " Inc", " Corp")):
            end += 1
        yield start, end


def _after_cue(text: str, start: int, pack: Pack) -> str | None:
    """The noun such as "компания" right before a name."""
    before = re.search(r"([\w-]+)\s$", text[:start])
    if before is None:
        return None
    lemma = morphology.lemma(before[1], pack.language)
    return lemma if lemma in pack.words("company_cues") else None


def _capital_after_cue(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"(?<=[\w] )[{CYRILLIC}][\w’'-]+(?: [{CYRILLIC}][\w’'-]+)?", text):
        person = " " in match.group() and given_name(match.group().split()[0], pack.language)
        if not person and _after_cue(text, match.start(), pack) and not find_places(match.group(), pack):
            yield match.start(), match.end()


def _organisations(text: str, pack: Pack) -> Iterator[tuple[int, int, str, frozenset[str]]]:
    """Well-known bodies without quotation marks ("Ростех"), inflected; military units with their army."""
    known = pack.data.get("organisations", "").split()
    if known:
        for match in re.finditer(rf"(?<![\w«„-])[{CYRILLIC}][\w-]+", text):
            for sense in morphology.noun(match.group(), pack.language):
                if sense.singular in known:
                    cases = {one.case for one in morphology.noun(match.group(), pack.language) if one.singular in known}
                    yield match.start(), match.end(), sense.singular, frozenset(cases)
                    break
    for match in _unit(pack).finditer(text):
        yield match.start(), match.end(), match.group(), morphology.ANY


def country_beside(text: str, start: int, end: int, pack: Pack) -> str | None:
    """The country of a name: an adjective before it ("турецкая компания X"), a country or place after it."""
    window = text[max(0, start - 60) : start]
    places = find_places(window, pack)
    if places and places[-1].role == "adjective":
        between = window[places[-1].end :]
        if re.fullmatch(r"(?:\s[\w-]+){0,3}\s[«„]?", between) and all(
            _of_name(word, pack) for word in re.findall(r"[\w-]+", between)
        ):
            return places[-1].code
    after = re.match(
        r"\s?\(?(?:из|в|з|із|у|,? зарегистрированн\w+ в|,? зареєстрован\w+ [ву])?\s?", text[end : end + 40]
    )
    if after and after.group().strip() and re.search(r"\(|из|з|із|в\s|у\s", after.group()):
        rest = text[end + after.end() : end + after.end() + 30]
        places = find_places(rest, pack)
        if (
            places
            and places[0].start == 0
            and (text[end : end + 2].strip().startswith("(") or after.group().strip() in ("из", "з", "із"))
        ):
            return places[0].code
    return None


def _of_name(word: str, pack: Pack) -> bool:
    """Whether a word can stand between an adjective and the name that it describes: another one, or "компания"."""
    if morphology.adjective(word, pack.language):
        return True
    cues = pack.words("company_cues") | set(morphology.group_nouns(pack.language))
    return any(one.singular.lower().replace("ё", "е") in cues for one in morphology.noun(word, pack.language))


def read_names(sentences: Iterable[Sentence], pack: Pack) -> tuple[Register, dict[int, list[Found]]]:
    """Collect every party that a text names; a second pass finds the short forms of what came later."""
    sentences = list(sentences)
    register = Register()
    for sentence in sentences:
        find_names(sentence.text, pack, register)
    _join_tails(register)
    return register, {sentence.start: find_names(sentence.text, pack, register) for sentence in sentences}


def _join_tails(register: Register) -> None:
    """ "Yunhe Optics" is the "Wuhan Yunhe Optics" that the text names, too: a Latin name without its first word."""
    for short in list(register.entities):
        words = short.key.split()
        if len(words) < 2 or words[0][:1] > "z":
            continue
        longer = [one for one in register.entities if one.key.split()[1:] == words]
        if len(longer) != 1:
            continue
        full = longer[0]
        full.country, full.weak = full.country or short.country, full.weak and short.weak
        register.entities.remove(short)
        register.by_key |= {key: full for key, entity in register.by_key.items() if entity is short}
