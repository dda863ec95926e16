"""The words of a language as data: packs/LANGUAGE.yml read once into sets and tables."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, cast

from graph.packaged import packaged_yaml
from loaders.extraction import french_verbs

Form = Literal["finite", "infinitive", "participle", "gerund"]
LANGUAGES = ("de", "en", "fr", "ru", "tr", "uk", "zh")


@dataclass(frozen=True)
class Group:
    """A noun for parties that nobody names, with its forms.

    Attributes:
        singular, plural: forms, the nominative first.
        gender: m, f or n in German, else "".
    """

    singular: tuple[str, ...]
    plural: tuple[str, ...]
    gender: str


@dataclass(frozen=True)
class Verb:
    """One reading of a printed form.

    Attributes:
        frame: such as "supply".
        form: finite, infinitive, participle or gerund.
        particle: what must stand at the end of the clause ("an" of "bietet ... an"), or "".
        lemma: the infinitive.
    """

    frame: str
    form: Form
    particle: str
    lemma: str


class Pack:
    """The lexicon of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.language: str = data["language"]
        self.data = data
        self._sets: dict[str, frozenset[str]] = {}

    def words(self, key: str) -> frozenset[str]:
        """Return a list of the pack as a set of lower-case words or phrases."""
        if key not in self._sets:
            value = self.data.get(key) or ()
            items = value.split() if isinstance(value, str) else value
            self._sets[key] = frozenset(str(item).lower() for item in items)
        return self._sets[key]

    @lru_cache(maxsize=64)  # noqa: B019 - packs live as long as the process
    def any_of(self, keys: tuple[str, ...]) -> frozenset[str]:
        """Return several lists of the pack as one set."""
        return frozenset().union(*(self.words(key) for key in keys))

    @lru_cache(maxsize=64)  # noqa: B019
    def numbered(self, key: str) -> dict[str, int]:
        """Return a list of `word=number` as a table."""
        pairs = (item.rsplit("=", 1) for item in self.data[key].split())
        return {word: int(number) for word, number in pairs}

    @lru_cache(maxsize=64)  # noqa: B019
    def phrase(self, key: str) -> re.Pattern[str]:
        """Return a pattern that finds any word or phrase of a list, longest first, as whole words."""
        items = sorted(self.words(key), key=len, reverse=True)
        if not items:
            return re.compile(r"(?!)")
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, items)) + r")(?!\w)", re.IGNORECASE)

    @cached_property
    def joined(self) -> dict[str, str]:
        """Prepositions of several words -> the one word that stands for each."""
        table = self.data.get("joined", {})
        return {phrase.lower(): word for word, phrases in table.items() for phrase in phrases}

    @cached_property
    def joined_pattern(self) -> re.Pattern[str]:
        """A pattern that finds them; the last "de" of a French one may be contracted."""
        forms = [re.escape(phrase).replace("'", "['’]") for phrase in sorted(self.joined, key=len, reverse=True)]
        forms = [re.sub(r"\\ de$", r"\\ (?:des?|du|d['’])", form) for form in forms]
        return re.compile(r"(?<!\w)(?:" + "|".join(forms or [r"(?!)"]) + r")(?:(?<=['’])|(?!\w))", re.IGNORECASE)

    @cached_property
    def verbs(self) -> dict[str, tuple[Verb, ...]]:
        """Printed form -> readings; empty for a language whose verbs a module of its own reads by their stems."""
        if "verbs" not in self.data:
            return {}
        table: defaultdict[str, list[Verb]] = defaultdict(list)
        conjugate = {"de": _german, "en": _english, "fr": french_verbs.conjugate}[self.language]
        for frame, specs in self.data["verbs"].items():
            for spec in specs.split():
                for form, kind, particle, lemma in conjugate(spec):
                    verb = Verb(frame, cast(Form, kind), particle, lemma)
                    if verb not in table[form]:
                        table[form].append(verb)
        return {form: tuple(readings) for form, readings in table.items()}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Printed form (lower case) -> group noun."""
        table: dict[str, Group] = {}
        for entry in self.data["groups"]:
            group = Group(tuple(entry["sg"]), tuple(entry["pl"]), entry.get("g", ""))
            for form in (*group.singular, *group.plural):
                table[form.lower()] = group
        return table


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Pack:
    """Read the pack of a language."""
    return Pack(_yaml(f"{language}.yml"))


@lru_cache(maxsize=1)
def names() -> dict[str, Any]:
    """Read packs/names.yml: legal forms, places, media."""
    return _yaml("names.yml")


@lru_cache(maxsize=1)
def places() -> dict[str, str]:
    """Name of a city or province -> ISO code of its country."""
    table: dict[str, str] = {}
    for code, listed in names()["places"].items():
        table.update(dict.fromkeys(listed.split(), code))
    table.update(names()["multi_places"])
    return table


def _yaml(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", packaged_yaml("loaders.extraction", "packs", name))


Forms = list[tuple[str, str, str, str]]


def _german(spec: str) -> Forms:
    """Conjugate: finite forms, infinitives with and without zu, participle; separable verbs together and apart."""
    head, _, rest = spec.partition("/")
    particle, bar, base = head.partition("|")
    if not bar:
        particle, base = "", head
    inseparable = base.startswith("+")
    base = base.lstrip("+")
    if rest:
        present, past, pasts, participle = rest.split("/")
        participle = particle + participle
    else:
        stem = base[:-2] if base.endswith("en") else base[:-1]
        link = "e" if stem[-1] in "dt" or re.search(r"(?:[^aeiouylrhäöü]|ch)n$|[dt]m$", stem) else ""
        present, past, pasts = f"{stem}{link}t", f"{stem}{link}te", f"{stem}{link}ten"
        participle = f"{particle}{'' if inseparable else 'ge'}{stem}{link}t"
        if inseparable and base.endswith("ieren"):
            participle = f"{particle}{stem}t"
    lemma = particle + base
    stem = base[:-2] if base.endswith("en") else base[:-1]
    subjunctive = stem + "e"
    out: Forms = []
    for form in dict.fromkeys((present, past, pasts, base, subjunctive)):
        out.append((form, "finite", particle, lemma))
        if particle:
            out.append((particle + form, "finite", "", lemma))
    out += [(lemma, "infinitive", "", lemma), (participle, "participle", "", lemma)]
    if particle:
        out.append((f"{particle}zu{base}", "infinitive", "", lemma))
    return out


def _english(spec: str) -> Forms:
    if "/" in spec:
        base, present, past, participle, gerund = spec.split("/")
    else:
        base = spec
        stem = base[:-1] if base.endswith("e") else base
        soft = base.endswith("y") and base[-2] not in "aeiou"
        present = base[:-1] + "ies" if soft else base + ("es" if re.search(r"(s|sh|ch|x|z)$", base) else "s")
        past = participle = base[:-1] + "ied" if soft else stem + "ed"
        gerund = stem + "ing"
    lemma = base.lstrip("~")  # "~quote": as a noun its bare form is more common
    return [
        (base, "infinitive", "", lemma),
        (base, "finite", "", lemma),
        (present, "finite", "", lemma),
        (past, "finite", "", lemma),
        (participle, "participle", "", lemma),
        (gerund, "gerund", "", lemma),
    ]
