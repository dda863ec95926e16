"""Asks whether a small trained model beats the rules of extraction on texts that neither has seen.

    pip install scikit-learn
    python -m benchmarks.trained_model TEXTS... [--model forest] [--fold number] [--pool all]

TEXTS are folders of annotated texts (tests/golden/tuning, claims_dev). Two models are tried: one leaves out claims of
the rules that look wrong, one judges the modality of those that are right. They learn from what older states of the
rules, taken out of git, offer on texts that those states were not tuned on (UNSEEN), and never from the texts of the
fold that is judged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer, MaxAbsScaler

from loaders.extraction import lexicon
from loaders.extraction.evaluation import INTERVAL, ROUNDS, SEED
from loaders.extraction.score import PAIRS, Score, matches, same, score

Claim = dict[str, Any]
EARLIER, LAST = ("15", "16", "17", "18"), ("21", "22", "23")
UNSEEN = {  # state of the rules -> numbers of the texts that it had not been tuned on
    "1a1ab7b": EARLIER + LAST, "c958f0c": EARLIER + LAST, "5113e84": EARLIER + LAST,
    "24d8ba7": LAST, "330de12": LAST, "676af6c": LAST, "81e09f8": LAST, "e8fc18e": LAST,
}  # fmt: skip
JUDGED = (("5113e84", EARLIER), ("e8fc18e", LAST))  # the first pair is for choices, the second is the verdict
LEAST = (0.2, 0.3, 0.4, 0.5)  # chances of being right below which a claim is left out
SURE = (0.0, 0.6, 0.7, 0.8)  # chances from which on the model's modality replaces that of the rules
ROLES = ("supplier", "recipient", "maker", "weapon", "subject", "object", "place")
SLOTS = ("model", "declared_as", "origin", "start", "end", "topic", "outcome", "speaker", "quantity", "value", "share")
CUES = ("feared_words", "planned_words", "alleged_words", "denied_words", "reported_words", "sought_words", "possible")
COUNTED = {"commas": "[,，;]", "digits": r"\d+", "capitals": r"\b[^\W\d_a-zа-яёіїєґ]\w+"}
STATE = """
import json, sys
from pathlib import Path
from loaders.documents import read
from loaders.extraction import report
from loaders.extraction.output import to_dict
from loaders.source import Meta
for line in sys.stdin:
    path, language, published = json.loads(line)
    document, text, *_ = read(Path(path), Meta(published=published, language=language))
    claims = [to_dict(claim, document) for claim in report(document, text).claims]
    print(json.dumps([c for c in claims if not any(f.startswith("rejected:") for f in c["flags"])]))
"""


@dataclass(slots=True)
class Text:
    """A text with its annotated claims and those that each state of the rules offers."""

    path: Path
    language: str
    published: str
    gold: list[Claim]
    offered: dict[str, list[Claim]]

    @property
    def number(self) -> str:
        """The two digits of its name."""
        return self.path.stem[2:4]

    def key(self, fold: str) -> str:
        """What the texts of its fold share."""
        return self.path.name if fold == "text" else self.number

    def right(self, claim: Claim) -> Claim | None:
        """The annotated claim that an offered one matches; of several the one of the same modality."""
        hits = [answer for answer in self.gold if matches(answer, claim, strict=False)]
        return min(hits, key=lambda answer: bool(answer["modality"] != claim["modality"]), default=None)


def main() -> None:
    """Try both models and print the tables."""
    parser = argparse.ArgumentParser(description="A trained model against the rules of extraction.")
    parser.add_argument("texts", type=Path, nargs="+", help="folders of texts with claims*.jsonl and documents*.jsonl")
    parser.add_argument("--model", choices=sorted(MODELS), default="logistic", help="of the filter")
    parser.add_argument("--fold", choices=("text", "number"), default="text", help="texts that are left out at a time")
    parser.add_argument("--pool", choices=("unseen", "all"), default="unseen", help="texts that each state offers for")
    options = parser.parse_args()
    texts = list(read_texts(options.texts))
    for commit in UNSEEN:
        offer(texts, commit)
    for commit, numbers in JUDGED:
        judged = [text for text in texts if text.number in numbers]
        print(f"\nrules of {commit}, texts {', '.join(numbers)}")
        filter_trial(texts, judged, commit, options)
        modality_trial(texts, judged, commit, options)


def read_texts(folders: Iterable[Path]) -> Iterator[Text]:
    """Read the lists of texts and the annotated claims of some folders."""
    for folder in folders:
        gold: dict[str, list[Claim]] = {}
        for path in sorted(folder.glob("claims*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                claim = json.loads(line)
                gold.setdefault(claim["document"], []).append(claim)
        for path in sorted(folder.glob("documents*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                name = entry["document"]
                yield Text((folder / name).resolve(), entry["language"], entry["published"], gold.get(name, []), {})


def offer(texts: Sequence[Text], commit: str) -> None:
    """Note what the rules of a commit offer."""
    asked = "".join(json.dumps([str(text.path), text.language, text.published]) + "\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(["git", "archive", commit, "graph", "loaders"], check=True, capture_output=True).stdout
        subprocess.run(["tar", "x", "-C", folder], input=packed, check=True)
        done = subprocess.run([sys.executable, "-c", STATE], input=asked, capture_output=True, text=True, check=True,
                              cwd=folder, env={**os.environ, "PYTHONPATH": folder})  # fmt: skip
    for text, line in zip(texts, done.stdout.splitlines(), strict=True):
        text.offered[commit] = json.loads(line)


MODELS: dict[str, Callable[[], Any]] = {
    "logistic": lambda: LogisticRegression(C=0.3, max_iter=2000),
    "forest": lambda: RandomForestClassifier(400, min_samples_leaf=3, random_state=0),
    "boosting": lambda: HistGradientBoostingClassifier(max_iter=120, learning_rate=0.06, max_leaf_nodes=8),
}


def filter_trial(texts: Sequence[Text], judged: Sequence[Text], commit: str, options: argparse.Namespace) -> None:
    """Print what becomes of the rules' claims when those that look wrong are left out."""
    rows: dict[str, tuple[Text, dict[str, float], bool]] = {}
    for text in texts:
        for state, claims in text.offered.items():
            for claim in claims if options.pool == "all" or text.number in UNSEEN[state] else ():
                key = json.dumps([text.path.name, claim], sort_keys=True)
                rows.setdefault(key, (text, features(claim, claims), text.right(claim) is not None))
    print(f"filter: {len(rows)} claims to learn from, {sum(not row[2] for row in rows.values())} of them wrong")
    chances: dict[str, list[float]] = {}
    for fold, left in folds(judged, options.fold):
        learned = [row for row in rows.values() if row[0].key(options.fold) != left]
        dense = FunctionTransformer(lambda found: found.toarray())
        model = make_pipeline(DictVectorizer(), MaxAbsScaler(), dense, MODELS[options.model]())
        model.fit([row[1] for row in learned], [row[2] for row in learned])
        for text in fold:
            claims = text.offered[commit]
            asked = [features(claim, claims) for claim in claims]
            chances[text.path.name] = [float(one) for one in model.predict_proba(asked)[:, 1]] if claims else []
    ranking(judged, commit, chances)
    before = [score(text.gold, text.offered[commit]) for text in judged]
    for least in LEAST:
        print(f"  claims whose chance to be right is at least {least}; change of F1, of precision")
        after = []
        for text in judged:
            pairs = zip(text.offered[commit], chances[text.path.name], strict=True)
            after.append(score(text.gold, [claim for claim, chance in pairs if chance >= least]))
        table(judged, before, after, (lambda one: one.f1("lenient"), lambda one: one.precision))


def ranking(judged: Sequence[Text], commit: str, chances: dict[str, list[float]]) -> None:
    """Print how often a right claim stands before a wrong one, by the confidence of the rules and by the model."""
    rows = [
        [(text.right(claim) is not None, float(claim["confidence"] or 0), chance)
         for claim, chance in zip(text.offered[commit], chances[text.path.name], strict=True)]
        for text in judged
    ]  # fmt: skip

    def areas(some: Sequence[list[tuple[bool, float, float]]]) -> tuple[float, float]:
        right, rules, model = zip(*(row for text in some for row in text), strict=True)
        return float(roc_auc_score(right, rules)), float(roc_auc_score(right, model))

    draw = random.Random(SEED)
    drawn = [areas(draw.choices(rows, k=len(rows))) for _ in range(ROUNDS)]
    low, high = bounds([model - rules for rules, model in drawn])
    print("  a right claim before a wrong one: rules {:.2f}, model {:.2f}".format(*areas(rows)), end="")
    print(f", difference {low:+.2f} to {high:+.2f}")


def modality_trial(texts: Sequence[Text], judged: Sequence[Text], commit: str, options: argparse.Namespace) -> None:
    """Print what becomes of the modality when a model that learned the annotated quotes overrules the rules."""
    guesses: dict[str, list[tuple[str, float]]] = {}
    for fold, left in folds(judged, options.fold):
        learned = [claim for text in texts if text.key(options.fold) != left for claim in text.gold]
        words = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, preprocessor=_quote
        )  # fmt: skip
        kinds = make_pipeline(FunctionTransformer(lambda claims: [cues(claim) for claim in claims]), DictVectorizer())
        model = make_pipeline(make_union(words, kinds), LogisticRegression(C=3, max_iter=3000))
        model.fit(learned, [claim["modality"] for claim in learned])
        for text in fold:
            found = model.predict_proba(text.offered[commit]) if text.offered[commit] else []
            guesses[text.path.name] = [(model.classes_[one.argmax()], float(one.max())) for one in found]
    print("modality: learned from the annotated claims of all other texts")
    before = [score(text.gold, text.offered[commit]) for text in judged]
    for sure in SURE:
        print(f"  the model's word where its chance is at least {sure}, else that of the rules; change of modality")
        after = []
        for text in judged:
            pairs = zip(text.offered[commit], guesses[text.path.name], strict=True)
            claims = [{**claim, "modality": guess} if chance >= sure else claim for claim, (guess, chance) in pairs]
            after.append(score(text.gold, claims))
        table(judged, before, after, (accuracy,))


def _quote(claim: Claim) -> str:
    return str(claim["quote"]).lower()


def accuracy(one: Score) -> float:
    """Share of the found claims whose modality is right."""
    right, found = one.right("modality")
    return right / found if found else 1.0


def folds(judged: Sequence[Text], kind: str) -> Iterator[tuple[list[Text], str]]:
    """Give the judged texts one by one, or number by number, with the key that no text of the learned ones may have."""
    for key in sorted({text.key(kind) for text in judged}):
        yield [text for text in judged if text.key(kind) == key], key


def cues(claim: Claim) -> dict[str, float]:
    """Kind, language and the words of doubt, denial and plan that the packs know."""
    pack, quote = lexicon.load(claim["language"]), claim["quote"]
    out = {f"kind={claim['kind']}": 1.0, f"language={claim['language']}": 1.0}
    out |= {f"cue={key}": 1.0 for key in CUES if pack.phrase(key).search(quote)}
    if pack.words("negation") & set(re.findall(r"\w+", quote.lower())):
        out["cue=negation"] = 1.0
    return out


def features(claim: Claim, claims: Sequence[Claim]) -> dict[str, float]:
    """Describe a claim by its form, its quote and the claims beside it; no names and no words but cues."""
    quote, core = claim["quote"], PAIRS[claim["kind"]]
    out = {**cues(claim), f"modality={claim['modality']}": 1.0}
    out |= {f"has={slot}": 1.0 for slot in SLOTS if claim.get(slot) is not None}
    out |= {f"flag={flag.split(':')[0]}": 1.0 for flag in claim["flags"]}
    out["filled"] = sum(claim.get(slot) is not None for slot in core)
    out[f"filled={claim['kind']}{out['filled']}"] = 1.0
    out |= {"length": min(len(quote), 600), "pieces": len(claim["spans"])}
    out |= {name: len(re.findall(pattern, quote)) for name, pattern in COUNTED.items()}
    places = dict(_parties(claim, out)) | _goods(claim, out)
    for one, first in places.items():
        for other, second in places.items():
            if one < other:
                out[f"distance={one}-{other}"] = min(abs(first - second), 300)
                out[f"order={one}-{other}:{first < second}"] = 1.0
    others = [other for other in claims if other is not claim]
    out["beside"] = sum(other["quote"] == quote for other in others)
    alike = [sum(claim.get(slot) is not None and same(claim.get(slot), other.get(slot), slot) for slot in core)
             for other in others if other["kind"] == claim["kind"]]  # fmt: skip
    out |= {"alike": sum(count >= 2 for count in alike), "repeated": sum(count >= 3 for count in alike)}
    named = Counter(one[role]["surface"] for one in claims for role in ROLES if one.get(role))
    mine = {claim[role]["surface"] for role in ROLES if claim.get(role)}
    out |= {"support": min((named[name] for name in mine), default=0),
            "unused": sum(name in quote and name not in mine for name in named)}  # fmt: skip
    return out


def _parties(claim: Claim, out: dict[str, float]) -> Iterator[tuple[str, int]]:
    """Add form, country and place of each party; give where those within the quote begin."""
    for role in ROLES:
        party = claim.get(role)
        if party is None:
            continue
        out[f"{role}={party['form']}"] = 1.0
        out[f"{role}:{party['country'] if party.get('country') in ('CN', 'RU', 'HK', 'BY', None) else 'other'}"] = 1.0
        start = (party.get("span") or [-1])[0]
        if any(first <= start < last for first, last in claim["spans"]):
            out[f"inside={role}"] = 1.0
            yield role, start


def _goods(claim: Claim, out: dict[str, float]) -> dict[str, int]:
    """Add what the name of the goods looks like and what follows it; give where it stands."""
    name, quote = claim.get("goods") or "", claim["quote"]
    place = quote.lower().find(name.lower()) if name else -1
    out |= {"goods:words": len(name.split()), "goods:letters": min(len(name), 60)}
    out |= {"goods:known": float(claim.get("goods_concept") is not None), "goods:printed": float(place >= 0)}
    if place < 0:
        return {}
    after = quote[place + len(name) :][:1]
    out[f"goods:next={'letter' if after.isalnum() else after}"] = 1.0
    return {"goods": int(claim["spans"][0][0]) + place}


def table(
    judged: Sequence[Text],
    before: Sequence[Score],
    after: Sequence[Score],
    measures: Sequence[Callable[[Score], float]],
) -> None:
    """Print a line for all texts and one for each language: without and with the model, and what it changes."""
    print(f"    {'':6}{'precision':>14}{'recall':>14}{'F1':>16}{'modality':>18}   change (95 %)")
    for name in ("all", *sorted({text.language for text in judged})):
        some = [place for place, text in enumerate(judged) if name in ("all", text.language)]
        old, new = _sum(before[place] for place in some), _sum(after[place] for place in some)
        draw = random.Random(SEED)
        drawn = [draw.choices(some, k=len(some)) for _ in range(ROUNDS)]
        sums = [(_sum(before[one] for one in places), _sum(after[one] for one in places)) for places in drawn]
        modality = " > ".join("{}/{}".format(*one.right("modality")) for one in (old, new))
        print(f"    {name:6}{old.precision:7.2f} > {new.precision:.2f}{old.recall:7.2f} > {new.recall:.2f}"
              f"{old.f1('lenient'):8.3f} > {new.f1('lenient'):.3f}{modality:>18}", end="")  # fmt: skip
        for measure in measures:
            low, high = bounds([measure(two) - measure(one) for one, two in sums])
            print(f"   {measure(new) - measure(old):+.3f} ({low:+.3f} to {high:+.3f})", end="")
        print()


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """The bounds that hold 95 % of the values."""
    cut = round(len(values) * (1 - INTERVAL) / 2)
    return sorted(values)[cut], sorted(values)[-1 - cut]


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for one in scores:
        total.add(one)
    return total


if __name__ == "__main__":
    main()
