"""French verbs: the printed forms that the third person and the participles take."""

from __future__ import annotations

import re

Forms = list[tuple[str, str, str, str]]


def conjugate(spec: str) -> Forms:
    """Conjugate: "livrer", "fournir" and "vendre" by rule; others by their stems.

    Args:
        spec: an infinitive, or infinitive/present/present plural/imperfect stem/past stem/future stem/participle.
    """
    if "/" in spec:
        lemma, present, presents, imperfect, past, future, participle = spec.split("/")
        finite = [present, presents, presents[:-2], f"{past}t", f"{past}rent"]
        finite += [f"{imperfect}{ending}" for ending in ("ait", "aient", "ons")]
        futures, gerund = [future], f"{imperfect}ant"
    else:
        lemma, ending = spec, spec[-2:]
        finite, futures, participle, gerund = {"er": _first, "ir": _second, "re": _third}[ending](spec[:-2])
    finite += [f"{stem}{ending}" for stem in futures for ending in ("a", "ont", "ait", "aient")]
    out: Forms = [(lemma, "infinitive", "", lemma), (gerund, "gerund", "", lemma)]
    out += [(form, "finite", "", lemma) for form in dict.fromkeys(finite)]
    plural = participle if participle.endswith("s") else f"{participle}s"
    for form in dict.fromkeys((participle, f"{participle}e", plural, f"{participle}es")):
        out.append((form, "participle", "", lemma))
    return out


Stems = tuple[list[str], list[str], str, str]


def _first(stem: str) -> Stems:
    """ "livrer"; "acheter" and "céder" change their last vowel, "échanger" and "annoncer" keep their sound."""
    mute = re.sub(r"(?:e(?=[bcdfglmnprtv]$)|é(?=[bcdfglmnprtv][lr]?$))", "è", stem)
    mute = re.sub(r"(?<=[ou])y$", "i", mute)
    hard = re.sub(r"c$", "ç", re.sub(r"g$", "ge", stem))
    doubled = [f"{stem}{stem[-1]}{ending}" for ending in ("e", "ent") if re.search(r"[^e]e[lt]$", stem)]  # "projette"
    finite = [
        f"{mute}e",
        f"{mute}ent",
        *doubled,
        f"{hard}ait",
        f"{hard}aient",
        f"{hard}a",
        f"{stem}èrent",
        f"{hard}ons",
    ]
    futures = list(dict.fromkeys((f"{mute}er", f"{stem}er"))) if not stem.endswith("envoy") else [f"{stem[:-2]}err"]
    return finite, futures, f"{stem}é", f"{hard}ant"


def _second(stem: str) -> Stems:
    finite = [f"{stem}it", f"{stem}issent", f"{stem}isse", f"{stem}issait", f"{stem}issaient", f"{stem}irent"]
    return [*finite, f"{stem}issons"], [f"{stem}ir"], f"{stem}i", f"{stem}issant"


def _third(stem: str) -> Stems:
    finite = [stem, f"{stem}ent", f"{stem}e", f"{stem}ait", f"{stem}aient", f"{stem}it", f"{stem}irent", f"{stem}ons"]
    return finite, [f"{stem}r"], f"{stem}u", f"{stem}ant"
