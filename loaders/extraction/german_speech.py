"""German words that name a source: "Aus X geht hervor, dass", "wie X zeigen", and the nominative of a source."""

from __future__ import annotations

import re

from loaders.extraction.clauses import Clause
from loaders.extraction.drafts import Draft
from loaders.extraction.lexicon import Pack

WHO = r"(?P<s>[^,;:.]{3,90}?)"
STANDS = (
    re.compile(rf"(?:^|, )[Ww]ie aus {WHO} (?:hervorgeht|hervorging)\b"),
    re.compile(rf"(?:^|, |: )[Aa]us {WHO},? (?:geht|ging|gehe|wird) (?:\w+ )?(?:hervor|deutlich|klar|ersichtlich)\b"),
    re.compile(rf"^(?P<v>Hervor) (?:geht|ging) (?:das|dies) aus {WHO}(?=[,.;])"),
    re.compile(rf"(?:^|, |: ){WHO} (?:ist|sind|war|lässt sich|lasse sich) (?:\w+ )?(?:zu )?entnehmen\b"),
    re.compile(
        r"(?:^|, |: )(?:so )?(?:heißt|hieß|heiße|steht|stehe|stand) es (?:\w+ )?"
        rf"(?:aus|bei|beim|von|vom|in|im) {WHO}(?=[,.;:]|$)"
    ),
    re.compile(
        r"^(?:Im|In der|In dem|In den) (?P<s>(?:[a-zäöü]+ )?[A-ZÄÖÜ]?\w*(?:[Rr]egister|[Ff]irmenbuch|[Gg]rundbuch)n?) "
        r"(?:ist|sind|steht|stehen|wird|werden|taucht|tauchen|findet|finden|firmiert|war|waren)\b"
    ),
    re.compile(rf"(?:^|, |: ){WHO} (?:liegen|liegt) (?:Belege|Unterlagen|Hinweise|Erkenntnisse) (?:dafür )?vor\b"),
)
ARTICLE = re.compile(
    r"(?P<a>der|das|dem|einem|ein|einen|den) (?P<w>[\w-]+?)(?P<e>e|en|er|es) (?=[A-ZÄÖÜ])", re.IGNORECASE
)
NEUTER = re.compile(
    r"(?:ministerium|amt|institut|magazin|unternehmen|büro|gericht|blatt|portal|werk|haus|land)s?\b", re.I
)
MEANT = re.compile(r"\b(?:sollten?|hätten?)\b|\bbestellte[nrs]?\b|\bbestellt\b|\bgeplatzt\b")
FELL = re.compile(
    r"\b(?:geplatzt|platzte|scheitert\w*|gescheitert|stornier\w+|abgefangen\w*|vereitelt\w*|beschlagnahmt\w*|"
    r"sichergestellt\w*|aufgehalten|zurückgehalten|gestoppt\w*|stoppte\w*|kam(?:en)? (?:\w+ ){0,3}(?:nicht|nie)\b|"
    r"nie an\b|nicht (?:zustande|ausgeliefert|mehr an)|kam es (?:\w+ )?nicht|blieb\w* aus\b|verhindert\w*|"
    r"angehalten\w*|hielt\w* .*\bauf\b)"
)
WEAK = (
    (r"beamten$", "beamter"),
    (r"(diplomat|analyst|spezialist|journalist)en$", r"\1"),
    (r"(expert|zeug)en$", r"\1e"),
)


def named(text: str, clauses: list[Clause], pack: Pack) -> str | None:
    """The source of "Aus einem Bericht der Regierung geht hervor, dass ..." and of "..., wie Daten zeigen"."""
    if pack.language != "de":
        return None
    for pattern in STANDS:
        if (found := pattern.search(text)) and len(found["s"].split()) < 14:
            return ("dem " if found["s"][0].islower() and found["s"].split()[0].endswith("en") else "") + found["s"]
    for clause in clauses:
        if clause.opener != "wie" or not clause.predicates:
            continue
        last = clause.predicates[-1]
        if (
            last.verb.frame in ("say", "analyse", "declare")
            and last.index == len(clause.items) - 1
            and not last.passive
        ):
            who = text[clause.items[1].start : clause.items[last.index].start].strip() if len(clause.items) > 2 else ""
            return re.sub(r" (?:am|auf|in|unter|gegenüber|dem|der|im|vor|bei) .*$", "", who) or None
    return None


def nominative(speaker: str) -> str:
    """ "dem chinesischen Zoll" is "chinesischer Zoll", "das Auswärtige Amt" "Auswärtiges Amt"."""
    found = ARTICLE.match(speaker)
    if found:
        rest = speaker[found.end() :]
        article, ending = found["a"].lower(), found["e"]
        neuter = NEUTER.search(rest.split()[0]) is not None
        if (article == "das" and ending == "e") or (article in ("dem", "einem") and ending == "en" and neuter):
            ending = "es"
        elif (article == "der" and ending == "e") or (article in ("dem", "einem", "den", "einen") and ending == "en"):
            ending = "er"
        elif article == "der" and ending == "en":
            ending = "e"
        speaker = f"{found['w']}{ending} {rest}"
    for pattern, weak in WEAK:
        speaker = re.sub(pattern, weak, speaker)
    return speaker


def fell_through(text: str) -> re.Match[str] | None:
    """ "sollten nach X gehen, der Zoll hielt sie auf", "bestellt, kamen nie an": an order that fell through."""
    return FELL.search(text) if MEANT.search(text) else None


def still_alleged(found: list[Draft], recent: list[Draft], words: set[str]) -> None:
    """ "... Im August habe die Firma sie verkauft": a charge goes on in the subjunctive."""
    if not any(draft.modality == "alleged" for draft in recent) or not words & {
        "habe",
        "hätten",
        "sei",
        "seien",
        "hätte",
    }:
        return
    for draft in found:
        if draft.kind == "transfer" and draft.modality == "reported":
            draft.modality = "alleged"
