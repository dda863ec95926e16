"""Verbs of Russian and Ukrainian: the frame by the stem, the form by the ending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction import lexicon
from loaders.extraction.slavic import morphology

_EXTENSION = r"(?:[влджчщтсз]|л)?(?:а|я|и|і|е|у|ю|ва|ыва|ива|ова|ева|ирова|юва|ува|ну)?"
_FORMS = {
    "ru": {
        "past": r"(?:л|ла|ло|ли)?",
        "infinitive": r"(?:ть|ти|чь|зти|сти)",
        "present": r"(?:ем|им|ст|ет|ит|ут|ют|ат|ят|дут|тет|тут|зет|зут|ьет)",
        "short": r"(?:[еая]?н|т)(?:а|о|ы)?",
        "full": r"(?:[еая]?нн|т|ем|им|ом)(?:ый|ая|ое|ые|ого|ой|ому|ым|ом|ых|ыми|ую)",
        "active": r"(?:вш|ш|ющ|ящ|ущ|ащ)(?:ий|ая|ее|ие|его|ей|ему|им|ем|их|ими|ую)",
        "gerund": r"(?:вши|в|я)",
    },
    "uk": {
        "past": r"(?:в|ла|ло|ли)?",
        "present": r"(?:ємо|емо|имо|їмо|є|єть|еть|ить|їть|ять|ють|уть|ать|сть|дуть|е|тиме|тимуть|же|жуть)",
        "infinitive": r"(?:ти)",
        "short": r"(?:[еєая]?н|т)о",
        "full": r"(?:[еєая]?н|т)(?:ий|а|е|і|ого|ої|ій|ому|им|их|ими|ою|у)",
        "active": r"(?:вш|ш|юч|уч|ач|яч)(?:ий|а|е|і|ого|ої|ій|ому|им|их|ими|ою|у)",
        "gerund": r"(?:вши|ючи|учи|ачи|ячи)",
    },
}
_IMPERFECTIVE = re.compile(r"(?:а|я|ва|ыва|ива|у|ю)(?:ет|ют)$|(?:а|я|ва|у|ю)(?:є|ють)$|^(?:ет|ют|є|ють)$")


@dataclass(frozen=True, slots=True)
class Verb:
    """One reading of a word as a verb.

    Attributes:
        frame: such as "supply".
        form: past, present, future, infinitive, short (participle), full (participle), active (participle) or gerund.
        reflexive: whether it ends in -ся.
        plural: whether its subject is plural.
        neuter: whether nobody is its subject (-но, -то, -ло).
    """

    frame: str
    form: str
    reflexive: bool
    plural: bool
    neuter: bool

    @property
    def finite(self) -> bool:
        """Whether it can be the verb of a clause by itself."""
        return self.form in ("past", "present", "future", "short")


@lru_cache(maxsize=2)
def _stems(language: str) -> list[tuple[str, str]]:
    data = lexicon.load(language).data["verbs"]
    pairs = {(stem, frame) for frame, stems in data.items() for stem in stems.split()}
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


@lru_cache(maxsize=2)
def _stem_index(language: str) -> dict[str, list[tuple[str, str]]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for stem, frame in _stems(language):
        index.setdefault(stem[:2], []).append((stem, frame))
    return index


@lru_cache(maxsize=2)
def _endings(language: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(form, re.compile(_EXTENSION + ending)) for form, ending in _FORMS[language].items()]


@lru_cache(maxsize=50_000)
def read(word: str, language: str) -> tuple[Verb, ...]:
    """The readings of a word as a verb of one of the frames of the pack; empty for other words."""
    low = word.lower().replace("ё", "е").replace("’", "'")
    pack = lexicon.load(language)
    if low in pack.words("no_verb") or not word[:1].isalpha():
        return ()
    if morphology.is_noun(word, language) or AGENT.search(low):
        return ()
    reflexive = low.endswith(("ся", "сь")) and len(low) > 4
    bare = low[:-2] if reflexive else low
    whole = pack.words("whole_verbs")
    found: list[Verb] = []
    for stem, frame in _stem_index(language).get(low[:2], ()):
        if not low.startswith(stem) or any(verb.frame == frame for verb in found):
            continue
        if stem in pack.words("reflexive_only") and reflexive != (frame in ("plan", "move")):
            continue  # "збирається" plans, "дісталася" moves
        rest = bare[len(stem) :] if len(bare) >= len(stem) else ""
        given = "infinitive" if low in pack.words("whole_infinitives") else "past"
        form = given if stem == low and stem in whole else _form(rest, stem, language, pack)
        if form is None:
            continue
        found.append(
            Verb(
                frame,
                form,
                reflexive and stem not in pack.words("middle_verbs"),
                bare.endswith(_PLURAL[language]),
                bare.endswith(("о", "ло", "но", "то")),
            )
        )
    return tuple(found) or _other(word, bare, reflexive, language)


def _other(word: str, bare: str, reflexive: bool, language: str) -> tuple[Verb, ...]:
    """A verb of no frame still parts clauses."""
    if any(
        one.singular.lower() in lexicon.load(language).words("goods_heads") for one in morphology.noun(word, language)
    ):
        return ()  # "приціли": goods
    form = _other_form(word, bare, language)
    if form is None:
        return ()
    return (Verb("other", form, reflexive, bare.endswith(_PLURAL[language]), bare.endswith(("ло", "но", "то"))),)


def _other_form(word: str, bare: str, language: str) -> str | None:
    """The form by the dictionary, else by an ending that only verbs have."""
    lemma = morphology.lemma(word, language)
    verbal = lemma != word.lower() and lemma.endswith(("ть", "ти", "чь", "ться", "тися", "чись"))
    if verbal:
        found = next((name for name, pattern in _OTHER[language] if pattern.search(bare)), None)
        if found is not None:
            return found
    sure = _SURE_ENDINGS[language].search(word.lower()) if len(word) > 6 else None
    if sure is None or (not verbal and morphology.in_dictionary(word, language)):
        return None
    return "gerund" if sure["gerund"] else "past" if sure["past"] else "present"


_OTHER_ENDINGS = {
    "ru": {"past": "(?:л|ла|ло|ли)$", "present": "(?:[еиё]т|[аяую]т)$", "short": "[еая]?[нт][аоы]?$"},
    "uk": {"past": "(?:в|ла|ло|ли)$", "present": "(?:є|[аяую]ть|ить|е)$", "short": "[еая]?[нт]о$"},
}
# Endings that only verbs have, for words that no dictionary knows.
_SURE_ENDINGS = {
    "ru": re.compile(
        r"(?P<gerund>(?:вши|вшись|ируя|уясь|аясь)$)|(?P<past>(?:лся|лась|лось|лись|[оиы]вал[аио]?)$)|(?:[аяеиую]тся|ируют)$"
    ),
    "uk": re.compile(
        r"(?P<gerund>(?:вши|вшись|ючи|ючись)$)|(?P<past>(?:лася|лися|лося|лась|лись|[ую]вал[аои]|[ую]вав)$)|"
        r"(?:ться|тися|[ую]ють|[ую]ється)$"
    ),
}
_OTHER = {
    language: [(form, re.compile(ending)) for form, ending in table.items()]
    for language, table in _OTHER_ENDINGS.items()
}
AGENT = re.compile(
    r"тел(?:ь|я|ю|и|і|ем|ей|ів|ям|ями|ях|е)$|[юу]вач(?:|а|у|і|ів|ем|еві|ам|ами|ах)$"
)  # "исследователи": a noun of who does it
_PLURAL = {"ru": ("ли", "ют", "ут", "ят", "ат", "ы"), "uk": ("ли", "ють", "уть", "ять", "ать", "ні", "ті")}


def _form(rest: str, stem: str, language: str, pack: lexicon.Pack) -> str | None:
    for form, pattern in _endings(language):
        if not pattern.fullmatch(rest):
            continue
        if (
            form == "past"
            and not rest.endswith(("л", "ла", "ло", "ли", *(("в",) if pack.language == "uk" else ())))
            and not (rest == "" and stem in pack.words("bare_past"))
        ):
            continue
        if form == "present":
            perfective = stem in pack.words("perfective") and rest.startswith("а")  # "отримає"
            imperfective = not perfective and (_IMPERFECTIVE.search(rest) or stem in pack.words("imperfective"))
            return "present" if imperfective or "тим" in rest else "future"
        return form
    return None
