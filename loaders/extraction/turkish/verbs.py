"""Verbs of Turkish: stem, voice, negation, ability, and what the form does in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.endings import known_head, lower, soften

# finite: ends a sentence; noun: -dığını, -acağını, -ması, -mak hang on a verb or noun after it; before: -an, -dığı and
# the like describe the noun after it; link: -ıp, -arak share their subject with the verb after it.
Form = Literal["finite", "noun", "before", "link"]
Tense = Literal["past", "heard", "present", "future", "wish", ""]

_TAIL = (
    r"(?:[ıiuü]?[mkz]|s[ıiuü]n(?:[ıiuü]z)?|l[ae]r|[dt][ıiuü]r(?:l[ae]r)?|y?[dt][ıiuü](?:l[ae]r|k|m)?"
    r"|y?m[ıiuü]ş(?:l[ae]r|t[ıiuü]r)?)*"
)
_CASE = r"(?P<case@>n[ıiuü]n|n[dt][ae](?:ki)?|n[dt][ae]n|n[ae]|yl[ae]|n[ıiuü]|n?c[ae])?"
_FORMS: tuple[tuple[Form, Tense, str], ...] = (
    ("noun", "future", r"y?[ae]c[ae](?:ğ[ıi]|kl[ae]r[ıi])" + _CASE),
    ("finite", "future", r"y?[ae]c[ae][kğ]" + _TAIL),
    ("noun", "past", r"[dt][ıiuü](?:ğ[ıiuü]|kl[ae]r[ıi])" + _CASE),
    ("noun", "past", r"[dt][ıiuü]ğ[ıiuü]m[ıiuü]z[ıi]"),
    ("before", "past", r"[dt][ıiuü]ğ[ıiuü]m(?:[ıiuü]z)?"),
    ("link", "past", r"[dt][ıiuü]kt[ae]n"),
    ("finite", "past", r"[dt][ıiuü]" + _TAIL),
    ("finite", "past", r"m[ıiuü]şt[ıiuü]" + _TAIL),
    ("finite", "past", r"m[ıiuü]şt[ıiuü]r(?:l[ae]r)?"),
    ("finite", "heard", r"m[ıiuü]ş" + _TAIL),
    ("finite", "present", r"[ıiuü]?yor" + _TAIL),
    ("finite", "present", r"m[ae]kt[ae]" + _TAIL),
    ("finite", "wish", r"m[ae]l[ıi]" + _TAIL),
    ("before", "past", r"y?[ae]n(?P<case@>l[ae]r(?:[ıi]n|[ıi]|[ae]|d[ae]n|d[ae])?|[ıi]n|[ae]|[ıi])?"),
    ("link", "", r"y?[ae]r[ae]k|y?[ıiuü]p|m[ae]d[ae]n|y?[ıiuü]nc[ae]|[aeıiuü]?rk[ae]n"),
    ("noun", "", r"m[ae](?:s[ıi]|l[ae]r[ıi])(?P<case@>n[ıi]n|n[dt][ae](?:ki)?|n[dt][ae]n|n[ae]|yl[ae]|n[ıi])?"),
    ("noun", "wish", r"m[ae](?:k(?:t[ae]n|l[ae])?|y[ıiae])"),
    ("finite", "present", r"(?:[aeıiuü]?r|z)" + _TAIL),
)
_VOICE = r"(?P<passive>[ıiuü]l|[ıiuü]n|n(?=[dmyıiuüae]))?"
_ABLE = r"(?P<able>y?[ae]bil)?"
_NOT = r"(?P<neg>y?[ae]m[ae]|m[ae]|m(?=[ıiuü]yor))?"


DONE_BEFORE = re.compile(r"m[ıiuü]ş ol(?=\w)")  # "satmış olabileceğini"
OURS = re.compile(r"(?:[dt][ıiuü]k|[ıiuü]z[ıi]?)$")
VOICELESS = "fstkçşhp"


@dataclass(frozen=True, slots=True)
class Verb:
    """A printed form of a verb.

    Attributes:
        frame: such as "supply".
        lemma: the stem with what stands before it ("teslim et").
        form, tense: what it does in the sentence.
        passive, negative, able, ours: "satıldı", "satmadı", "satabilir", "sattık".
        case: its ending as a noun, or "".
        start, end: [start, end) in the sentence.
    """

    frame: str
    lemma: str
    form: Form
    tense: Tense
    passive: bool
    negative: bool
    able: bool
    case: str
    start: int
    end: int
    ours: bool = False


@lru_cache(maxsize=2)
def _stems(pack: Pack) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table: dict[str, tuple[str, str]] = {}
    for frame, text in pack.data["verb_stems"].items():
        for spec in text.split("|"):
            lemma = " ".join(spec.split())
            for printed in _printed(lemma):
                table.setdefault(printed, (frame, lemma))
    stems = sorted(table, key=len, reverse=True)
    pattern = r"(?<![\w'’-])(?P<stem>" + "|".join(re.escape(stem).replace(r"\ ", r"\s+") for stem in stems)
    return re.compile(pattern + r")(?P<rest>\w*m[ıiuü]ş ol\w+|\w*)(?![\w-])"), table


def _printed(lemma: str) -> list[str]:
    """A stem as it is printed before consonants and before vowels."""
    out = [lemma]
    if lemma.endswith(("et", "git")):
        out.append(lemma[:-1] + "d")
    if lemma[-1] in "aeıiuü":
        out.append(lemma[:-1])  # sağla- : sağlıyor
    return out


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    choices = "|".join(
        f"(?P<f{number}>{pattern.replace('@', str(number))})" for number, (_, _, pattern) in enumerate(_FORMS)
    )
    return re.compile(f"{_VOICE}{_ABLE}{_NOT}(?:{choices})")


def find_verbs(text: str, pack: Pack, masked: list[tuple[int, int]]) -> list[Verb]:
    """Find the verbs of a sentence that its frames know, in order.

    Args:
        text: the sentence.
        pack: the words of the language.
        masked: [start, end) of names and quotes, in which nothing is a verb.
    """
    pattern, table = _stems(pack)
    out: list[Verb] = []
    for match in pattern.finditer(lower(text)):
        if any(start < match.end() and match.start() < end for start, end in masked):
            continue
        describes = match.group() == "alan" and re.match(r"\s[A-ZÇĞİÖŞÜ]", text[match.end() :]) is not None
        if match.group() in pack.words("not_verbs") and not describes:
            continue
        frame, lemma = table[" ".join(match["stem"].split())]
        rest = DONE_BEFORE.sub("", match["rest"])
        read = (
            _read(rest)
            or _stands(match["stem"], match["rest"])
            or _bare(match["rest"], lower(text[match.end() : match.end() + 24]), pack)
        )
        if read is None:
            continue
        if re.match(r"[dt][ıiuü]", match["rest"]) and (match["rest"][0] == "t") != (match["stem"][-1] in VOICELESS):
            continue  # "altı" is no form of "al-"
        if read[:2] == ("finite", "present") and known_head(match.group(), pack):
            continue  # "ölçerler": a thing that measures
        if lemma == "var" and re.search(r"[ae]\s*$", lower(text[: match.start()])) is None:
            frame = "find"  # "iki çip vardı": there were two
        if _describes(match["rest"], lower(text[match.end() : match.end() + 20]), pack):
            continue
        form, tense, passive, negative, able, case = read
        ours = form in ("finite", "noun") and OURS.search(match["rest"]) is not None
        out.append(Verb(frame, lemma, form, tense, passive, negative, able, case, match.start(), match.end(), ours))
    out += _participles(text, masked, out, pack)
    out.sort(key=lambda verb: verb.start)
    if (last := _unknown(text, masked)) is not None and not any(last.start < verb.end for verb in out):
        out.append(last)
    for mark in re.finditer(r"[:;](?= )", text):
        inner = _unknown(text[: mark.start()], masked)
        if inner is not None and not any(inner.start < verb.end and verb.start < inner.end for verb in out):
            out.append(inner)
    out.sort(key=lambda verb: verb.start)
    return out


_LINKS = re.compile(r"(?<![\w'’-])(?P<stem>[a-zçğıöşüâî]{3,}?)(?:[ıiuü]p|(?<!ol)[ae]r[ae]k)(?=[\s,])")
_DONE = re.compile(r"(?<![\w'’-])(?P<stem>[a-zçğıöşüâî]{2,}?)(?:[ıiuü]l|[ıiuü]n)[ae]n(?=\s)")


def _participles(text: str, masked: list[tuple[int, int]], known: list[Verb], pack: Pack) -> list[Verb]:
    """ "Hollanda'dan çalınan çip": what describes a thing by a verb that no frame knows keeps its phrases to itself."""
    out = []
    for found in _DONE.finditer(text):
        if found.group() in pack.words("plain_nouns") or found.group() in pack.words("not_verbs"):
            continue
        taken = [*masked, *((verb.start, verb.end) for verb in known)]
        if not any(start < found.end() and found.start() < end for start, end in taken):
            out.append(Verb("other", found["stem"], "before", "past", True, False, False, "", *found.span()))
    for found in _LINKS.finditer(text):
        if found.group() in pack.words("not_links") or found.group() in pack.words("plain_nouns"):
            continue
        taken = [*masked, *((verb.start, verb.end) for verb in known)]
        if not any(start < found.end() and found.start() < end for start, end in taken):
            out.append(Verb("other", found["stem"], "link", "", False, False, False, "", *found.span()))
    return out


_LAST = re.compile(
    r"(?<![\w'’-])(?P<stem>[a-zçğıöşüâî]{2,}?)(?P<passive>[ıiuü]l|[ıiuü]n)?"
    r"(?P<tense>[ıiuü]yor(?:du)?|[dt][ıiuü]|m[ıiuü]şt?[ıiuü]?|[ae]c[ae]k|m[ae]kt[ae])(?:l[ae]r)?[.!…]?$"
)


def _unknown(text: str, masked: list[tuple[int, int]]) -> Verb | None:
    """A verb that no frame knows at the end of a sentence, so that what stands before it hangs on it."""
    found = _LAST.search(text)
    if found is None or any(start < found.end() and found.start() < end for start, end in masked):
        return None
    if found["tense"][:1] in "dt" and (found["tense"][0] == "t") != (
        (found["passive"] or found["stem"])[-1] in VOICELESS
    ):
        return None
    end = found.end() - len(found.group()) + len(found.group().rstrip(".!…"))
    return Verb("other", found["stem"], "finite", "past", bool(found["passive"]), False, False, "", found.start(), end)


def _describes(rest: str, after: str, pack: Pack) -> bool:
    """ "kurşun geçirmez yelek", "taşınabilir radar": such a form right before a noun only describes it."""
    word = re.match(r"\s(\w+)", after)
    return (
        word is not None
        and re.search(r"(?:m[ae]z|bilir|[ae]r|[ıiuü]r)$", rest) is not None
        and re.search(r"yor|m[ıiuü]ş", rest) is None
        and word[1] not in pack.words("conjunctions") | pack.words("adverbs")
    )


def _stands(stem: str, rest: str) -> Read | None:
    """ "görüşünde", "niyetindeydi": a noun in the locative that stands for a verb."""
    if not stem.endswith(("nda", "nde")) or not re.fullmatch(r"(?:y?[dt][ıiuü]r?)?(?:l[ae]r)?", rest):
        return None
    return "finite", "present", False, False, False, ""


ACTS = ("act_planned", "act_feared", "act_sought", "act_offered")


def _bare(rest: str, after: str, pack: Pack) -> Read | None:
    """ "satın alma kararı", "verme ihtimali": the bare form before a noun that says how it is meant."""
    found = re.fullmatch(r"(?P<passive>[ıiuü]l|[ıiuü]n)?m[ae]", rest)
    word = re.match(r"\s(\w+)", after)
    if found is None or word is None:
        return None
    if not any(word[1].startswith(noun) for key in ACTS for noun in _softened(key, pack)):
        return None
    return "noun", "wish", found["passive"] is not None, False, False, ""


@lru_cache(maxsize=8)
def _softened(key: str, pack: Pack) -> tuple[str, ...]:
    return tuple(form for noun in pack.words(key) for form in (noun, soften(noun)))


Read = tuple[Form, Tense, bool, bool, bool, str]


@lru_cache(maxsize=8192)
def _read(rest: str) -> Read | None:
    """What the endings after a stem say."""
    found = _ending().fullmatch(rest)
    if not found:
        return None
    number = next(index for index in range(len(_FORMS)) if found[f"f{index}"] is not None)
    form, tense, _ = _FORMS[number]
    case = found.groupdict().get(f"case{number}") or ""
    return form, tense, bool(found["passive"]), bool(found["neg"]), bool(found["able"]), case
