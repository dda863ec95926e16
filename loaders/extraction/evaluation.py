"""Scores an extractor on annotated texts: by language and level, with intervals and the baseline of co-occurrence."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from loaders.documents import SUFFIXES, read
from loaders.extraction import Extractor, Rules, output, report
from loaders.extraction.baseline import co_occurring
from loaders.extraction.score import Score, level, score
from loaders.source import Meta

Claims = list[dict[str, Any]]
ROUNDS = 1000  # of the bootstrap
SEED = 20231003
INTERVAL = 0.95
MODALITY = ("modality",)
NUMBERS = ("start", "end", "quantity", "value")
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")  # a sign of Han counts as a word
INDEX = "documents"  # of a file of texts beside the answers: language, published; lists those without claims too
ANSWERS = "claims"  # of files of answers in a folder; claims-fr.jsonl has its texts in documents-fr.jsonl


@dataclass(frozen=True, slots=True)
class Scored:
    """One text.

    Attributes:
        name, language, level: of the text; level is company, country or none.
        tokens: words, and signs of Han.
        score: of the extractor.
        baseline: of co-occurrence.
    """

    name: str
    language: str
    level: str
    tokens: int
    score: Score
    baseline: Score


@dataclass(frozen=True, slots=True)
class Group:
    """Some texts together.

    Attributes:
        name: "all", a language, a level, or both.
        texts: how many.
        score, baseline: summed.
        strict, lenient: bounds of F1 that hold 95 % of the samples of texts drawn with replacement.
        false_per_1000: claims found in texts without any, for 1,000 tokens; None without such texts.
    """

    name: str
    texts: int
    score: Score
    baseline: Score
    strict: tuple[float, float]
    lenient: tuple[float, float]
    false_per_1000: float | None

    def to_json(self) -> dict[str, Any]:
        """Return the figures, rounded to three digits."""
        one = self.score
        modality, numbers = one.right(*MODALITY), one.right(*NUMBERS)
        return {
            "group": self.name,
            "texts": self.texts,
            "gold": one.gold,
            "found": one.found,
            "precision": round(one.precision, 3),
            "recall": round(one.recall, 3),
            "strict_f1": round(one.f1("strict"), 3),
            "strict_interval": [round(bound, 3) for bound in self.strict],
            "lenient_f1": round(one.f1("lenient"), 3),
            "lenient_interval": [round(bound, 3) for bound in self.lenient],
            "baseline_lenient_f1": round(self.baseline.f1("lenient"), 3),
            "modality": list(modality),
            "dates_quantities_values": list(numbers),
            "slots": {slot: list(pair) for slot, pair in sorted(one.slots.items())},
            "errors": dict(sorted(one.errors.items())),
            "false_per_1000": None if self.false_per_1000 is None else round(self.false_per_1000, 3),
        }


def evaluate(gold: Path, texts: Path, claims: Path | None = None, extractor: Extractor | None = None) -> list[Scored]:
    """Score every text that has answers, or that the index of texts beside the answers names.

    Args:
        gold: JSON Lines of annotated claims, in the form of claim.schema.json, or a folder of `claims*.jsonl`.
        texts: folder of the texts.
        claims: found claims in the same form; an extractor is run when None.
        extractor: that one; the rules when None.

    Raises:
        SourceError: a file is missing or wrong; names file, line and rule.
    """
    answers: dict[str, Claims] = {}
    known: dict[str, dict[str, Any]] = {}
    for path in sorted(gold.glob(f"{ANSWERS}*.jsonl")) if gold.is_dir() else (gold,):
        answers |= _by_document(path)
        own = path.with_name(path.name.replace(ANSWERS, INDEX, 1))
        known |= _index(own if own != path and own.exists() else path.with_name(f"{INDEX}.jsonl"))
    found = None if claims is None else _by_document(claims)
    names = sorted(answers.keys() | known.keys())
    if not names:
        raise SourceError("holds no claims", gold)
    reader = extractor or Rules()
    return [_scored(texts / name, answers.get(name, []), known.get(name, {}), found, reader) for name in names]


def grouped(scored: Sequence[Scored]) -> list[Group]:
    """Sum the scores: all, by language, by level, by language and level."""
    keys: list[tuple[str, Callable[[Scored], bool]]] = [("all", lambda one: True)]
    languages, levels = sorted({one.language for one in scored}), ("country", "company", "none")
    keys += [(language, lambda one, key=language: one.language == key) for language in languages]  # type: ignore[misc]
    keys += [(name, lambda one, key=name: one.level == key) for name in levels]  # type: ignore[misc]
    for language in languages:
        for name in levels:
            keys.append((f"{language} {name}", lambda one, a=language, b=name: (one.language, one.level) == (a, b)))  # type: ignore[misc]
    return [_group(name, some) for name, wanted in keys if (some := [one for one in scored if wanted(one)])]


def _group(name: str, some: Sequence[Scored]) -> Group:
    empty = [one for one in some if one.level == "none"]
    tokens = sum(one.tokens for one in empty)
    wrong = sum(one.score.found for one in empty)
    samples = list(_samples([one.score for one in some]))
    return Group(
        name=name,
        texts=len(some),
        score=_sum(one.score for one in some),
        baseline=_sum(one.baseline for one in some),
        strict=_bounds([one.f1("strict") for one in samples]),
        lenient=_bounds([one.f1("lenient") for one in samples]),
        false_per_1000=1000 * wrong / tokens if tokens else None,
    )


def _samples(scores: Sequence[Score]) -> Iterator[Score]:
    draw = random.Random(SEED)
    for _ in range(ROUNDS):
        total = Score()
        for one in draw.choices(scores, k=len(scores)):
            total.gold += one.gold
            total.found += one.found
            total.strict += one.strict
            total.lenient += one.lenient
        yield total


def _bounds(values: list[float]) -> tuple[float, float]:
    values.sort()
    cut = round(len(values) * (1 - INTERVAL) / 2)
    return values[cut], values[-1 - cut]


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for one in scores:
        total.add(one)
    return total


def _scored(
    path: Path, gold: Claims, known: Mapping[str, Any], found: Mapping[str, Claims] | None, reader: Extractor
) -> Scored:
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(f"must be a text ({', '.join(sorted(SUFFIXES))})", path)
    first = gold[0] if gold else known
    published = known.get("published") or first.get("published")
    document, text, _ = read(path, Meta(published=published, language=known.get("language") or first.get("language")))
    claims = verified(reader, document, text) if found is None else found.get(path.name, [])
    return Scored(
        name=path.name,
        language=document.language or report(document, text).language or "unknown",
        level=level(gold),
        tokens=len(WORD.findall(text)),
        score=score(gold, claims),
        baseline=score(gold, co_occurring(document, text)),
    )


def verified(reader: Extractor, document: Document, text: str) -> Claims:
    """Return the claims that an extractor finds and that pass the check, in the form of claim.schema.json."""
    return [
        output.to_dict(claim, document)
        for claim in reader.report(document, text).claims
        if not any(flag.startswith("rejected:") for flag in claim.flags)
    ]


def _by_document(path: Path) -> dict[str, Claims]:
    found: dict[str, Claims] = {}
    for number, claim in _objects(path):
        for key in ("document", "kind", "modality"):
            if not isinstance(claim.get(key), str):
                raise SourceError(f"line {number}: a claim needs {key!r} (claim.schema.json)", path)
        found.setdefault(claim["document"], []).append(claim)
    return found


def _index(path: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for number, entry in _objects(path) if path.exists() else ():
        if not isinstance(entry.get("document"), str):
            raise SourceError(f"line {number}: must name its 'document'", path)
        found[entry["document"]] = entry
    return found


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot be read as UTF-8 ({error})", path) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise SourceError(f"line {number}: is no JSON ({error})", path) from error
        if not isinstance(entry, dict):
            raise SourceError(f"line {number}: must be an object", path)
        yield number, entry
