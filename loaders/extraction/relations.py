"""Ownership, offices and listings: whole sentences as patterns of the pack, with the parties as place holders."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from graph.model import Amount, Modality, Party
from loaders.extraction import english_relations
from loaders.extraction import french_relations as french
from loaders.extraction.context import Reading
from loaders.extraction.drafts import Draft
from loaders.extraction.item import PARTIES, Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.values import parse_number

PERSON = r"[A-ZÄÖÜÇĞİŞŠŽÀ-Þ][\w’'-]+(?: (?:[A-ZÄÖÜ]\.|[A-ZÄÖÜÇĞİŞŠŽÀ-Þ][\w’'-]+)){1,3}"
NUMBER = (
    r"(?P<n>\d+(?:[.,]\d+)?)[\s-](?P<unit>per ?cent|%|percent|pour cent)|(?P<n2>\d+(?:[.,]\d+)?)(?P<unit2>%)"
    r"|(?P<unit3>[Yy]üzde |%)(?P<n3>\d+(?:[.,]\d+)?)"
    r"|(?P<part>(?:[Aa] |[Oo]ne[ -])?"
    r"(?:[Hh]alf|quarter|fifth|tenth)"
    r"|[Tt]hree[ -]quarters|(?:[Tt]wo|[Tt]hree|[Ff]our)[ -]fifths"
    r"|(?:[Ll]a |[Ll]['’]autre )?moitié|(?:[Ll]es )?trois[- ]quarts|(?:[Uu]n |[Ll]e )quart)"
)
PARTS = (
    ("two-fifths", "40"), ("three-fifths", "60"), ("four-fifths", "80"), ("fifth", "20"), ("tenth", "10"),
    ("three", "75"), ("trois", "75"), ("quarter", "25"), ("quart", "25"),
    ("half", "50"), ("moitié", "50"),
)  # fmt: skip
KINDS = ("ownership", "role", "listing")
UNIONS = (
    "EU|European Union|United Nations|UN|UNO|"
    "Union européenne|Nations unies|UE|ONU|US Treasury|"
    "US (?:Commerce|State|Treasury) Department|Treasury Department|Commerce Department"
)
SEAT = re.compile(r"⟦\d+⟧-(?:based|registered|headquartered|incorporated) ")
RELATIVE = re.compile(r", (?:que|dont|qui|où) [^,;.]*, ")  # "X, que dirige P, est détenue par Y"
DESCRIBES = re.compile(r"⟧[»”\"]?, (?:an?|eine?[rsmn]?|une?) (?:[\w-]+ ){0,3}⟦?$")
MARK = re.compile(r"⟦(\d+)⟧")


@cache
def _patterns(language: str, pack: Pack) -> list[tuple[dict[str, Any], re.Pattern[str]]]:
    out = []
    for entry in pack.data["statements"]:
        text = entry["text"]
        for name, macro in (pack.data.get("statement_parts") or {}).items():
            text = text.replace(f"{{{name}}}", macro)
        seen = False
        while "{n}" in text:
            text = text.replace(
                "{n}", f"(?:{NUMBER})" if not seen else r"\d+(?:[.,]\d+)?\s?(?:per ?cent|%|pour cent)", 1
            )
            seen = True
        if entry.get("t"):
            text = re.sub(r"(?<!\\)\((?!\?)", "(?P<t>", text, count=1)
        if entry["kind"] == "listing":
            text = text.replace("<A>", f"(?:<A>|(?P<U>{UNIONS}))")
        text = text.replace("<A>", r"⟦(?P<A>\d+)⟧").replace("<B>", r"⟦(?P<B>\d+)⟧")
        text = text.replace("<P>", rf"(?:⟦(?P<P>\d+)⟧|(?P<Q>{PERSON}))")
        out.append((entry, re.compile(text)))
    return sorted(out, key=lambda one: one[0]["o"] == "O")  # "the rest" is of what the other patterns found


@cache
def _hints(language: str, pack: Pack) -> dict[str, re.Pattern[str]]:
    hints: dict[str, str] = pack.data.get("statement_hints") or {}
    return {kind: re.compile(text, re.IGNORECASE) for kind, text in hints.items()}


def relations(reading: Reading, back: Party | None = None) -> list[Draft]:
    """Read what a sentence says of owners, offices and lists.

    Args:
        reading: the sentence.
        back: whom "the company" means; the party that was named last when None.
    """
    hints = _hints(reading.context.pack.language, reading.context.pack)
    absent = {kind for kind, hint in hints.items() if not hint.search(reading.sentence.text)}
    if len(absent) == len(KINDS):
        return []
    marked, items = _marked(reading, back)
    drafts: list[Draft] = []
    short = RELATIVE.sub(" ", marked) if reading.context.pack.language == "fr" else marked
    plain = french.ASIDE.sub("", marked) if reading.context.pack.language == "fr" else marked
    for text in dict.fromkeys((short, plain, marked)):
        before = [*drafts]
        for entry, pattern in _patterns(reading.context.pack.language, reading.context.pack):
            for match in pattern.finditer(text) if entry["kind"] not in absent else ():
                draft = _draft(entry, match, items, reading, drafts)
                told = draft and any(one.kind == draft.kind and one.subject == draft.subject for one in before)
                again = next((other for other in drafts if draft and _same(draft, other)), None)
                if draft and again is not None:
                    again.share, again.topic = again.share or draft.share, again.topic or draft.topic
                elif draft and not told:
                    drafts.append(draft)
    return drafts


def _marked(reading: Reading, back: Party | None) -> tuple[str, list[Item]]:
    """The sentence with ⟦0⟧, ⟦1⟧ ... for its parties; "its", "it" and "the company" stand for the last one."""
    text = reading.sentence.text
    daughters = reading.context.pack.words("subsidiary")
    items = [
        item
        for item in reading.items
        if item.kind in PARTIES
        and item.party is not None
        and not item.text.endswith(("List", "Register", "Blacklist"))
        and item.low.rsplit(" ", 1)[-1] not in daughters
    ]
    out, position = "", 0
    for number, item in enumerate(items):
        out += text[position : item.start] + f"⟦{number}⟧"
        position = item.end
    out += text[position:]
    out = SEAT.sub("", out)
    if reading.context.pack.language == "fr":
        out = french.AGE.sub("", out)
    last = back or (reading.context.parties[-1] if reading.context.parties else None)
    if last is not None:
        number = len(items)
        items = [*items, Item("party", 0, 0, last.surface, "", party=last)]
        if reading.context.pack.language == "tr":
            out = re.sub(r"^(?:Aynı |Bu )?(?:[Şş]irket(?=in )|[Ff]irma(?=nın ))", f"⟦{number}⟧'", out)
            out = re.sub(r"^(?:Aynı )?(?:[Şş]irket|[Ff]irma) (?=sermayesinin|hisselerinin)", f"⟦{number}⟧' ", out)
            out = re.sub(r"^(?:Aynı |Bu )?(?:[Şş]irket|[Ff]irma)(?=,? )", f"⟦{number}⟧", out)
        elif reading.context.pack.language == "en":
            out = re.sub(r"^Its (?=\w)", f"⟦{number}⟧'s ", out)
            out = re.sub(r"^It (?=is|was|owns|holds)", f"⟦{number}⟧ ", out)
            out = re.sub(r"\band its (?=\w+ owner)", "and its ", out)
        else:
            out = re.sub(r"^(?:Sie|Er|Es|Elle|Il) (?=ist|gehört|war|est|était|appartient|détient)", f"⟦{number}⟧ ", out)
    return re.sub(r"\b(?:(?:The|Die|Der|Das|La|Le) |L['’])(?=⟦)", "", out), items


def _draft(
    entry: dict[str, Any], match: re.Match[str], items: list[Item], reading: Reading, found: list[Draft]
) -> Draft | None:
    subject = _party(entry["s"], match, items, reading)
    owned = [one.object for one in (*reading.context.drafts, *found) if one.kind == "ownership"]
    obj = owned[-1] if entry["o"] == "O" and owned else _party(entry["o"], match, items, reading)
    if subject is None or obj is None or subject.surface == obj.surface:
        return None
    kind = entry["kind"]
    if kind == "listing" and (subject.form == "group" or obj.form != "named" or obj.kind == "place"):
        return None
    if kind in ("role", "ownership") and (
        obj.form != "named" or obj.kind == "place" or (subject.form == "country" and kind == "role")
    ):
        return None
    if kind == "ownership" and subject.form == "country" and _only_says_where(entry, match):
        return None
    if kind == "ownership" and subject.kind != "person" and _only_describes(entry, match):
        return None
    groups = match.groupdict()
    number = groups.get("n") or groups.get("n2") or groups.get("n3")
    share = None
    if kind == "ownership" and number and (digits := parse_number(number, reading.context.pack)):
        share = Amount(digits, "=", (groups.get("unit") or groups.get("unit2") or groups["unit3"]).strip())
    if kind == "ownership" and groups.get("part"):
        words = groups["part"].lower().replace(" ", "-")
        share = next((Amount(part, "=", "%") for word, part in PARTS if word in words), None)
    if kind == "ownership" and (entry.get("whole") or (share is None and french.WHOLE.search(match.group()))):
        share = Amount("100", "=", "%")
    topic = match["t"] if entry.get("t") else None
    judged: Modality = "reported" if english_relations.reported(kind, subject, reading) else "asserted"
    if reading.context.pack.language == "fr" and french.CONDITIONAL.search(match.group()):
        judged = "reported"
    draft = Draft(
        kind,
        [reading.sentence],
        subject=subject,
        object=obj,
        share=share,
        topic=topic,
        modality=judged,
        confidence=0.75,
    )
    if kind == "listing":
        _listing_date(draft, reading)
    elif reading.context.pack.language == "en":
        english_relations.bounds(draft, reading)
    elif french.since(match, text=match.string):
        _since(draft, reading)
    return draft


def _since(draft: Draft, reading: Reading) -> None:
    """ "président depuis mars 2019": when an office or a share began."""
    dates = [item.date for item in reading.items if item.date and item.text.lower().startswith("depuis")]
    if len(dates) == 1:
        draft.start = dates[0].first


def _only_says_where(entry: dict[str, Any], match: re.Match[str]) -> bool:
    """ "owned by Moscow businessman X": the capital is no owner."""
    place = match.span(entry["s"]) if entry["s"] in match.groupdict() else (-1, -1)
    return (
        place[1] > 0
        and re.match(r"⟧ (?!and|or|und|oder|since|seit|in|to|zu)[a-z-]+ ⟦?[A-Z\d]", match.string[place[1] :])
        is not None
    )


def _only_describes(entry: dict[str, Any], match: re.Match[str]) -> bool:
    """ "owner of X, a Russian company that ...": the words behind the comma say what X is, and name no owner of it."""
    mark = match.span(entry["s"]) if entry["s"] in match.groupdict() else (-1, -1)
    place = mark if mark[0] > 0 else match.span("Q") if "Q" in match.groupdict() else mark
    return place[0] > 0 and DESCRIBES.search(match.string[: place[0]]) is not None


def _party(name: str, match: re.Match[str], items: list[Item], reading: Reading) -> Party | None:
    groups = match.groupdict()
    if name == "H":
        return english_relations.he(reading, match)
    if name == "L":
        marked = [items[int(number)] for number in MARK.findall(match.string[: match.start()])]
        before = [one.party for one in marked if one.kind == "party" and one.end and not one.weak]
        ahead = match.string[: match.start() + 1]
        if before and (";" in ahead or french.OWNED.search(ahead)):  # "X belongs to Y; its director is Z": of X
            return before[0]
        firms = [one for one in (*reading.context.parties, *before) if one is not None and one.kind == "company"]
        return firms[-1] if firms else None
    if groups.get(name) is not None:
        item = items[int(groups[name])]
        if item.kind == "anaphor":
            return reading.context.resolve(item)
        if item.party is not None and (titled := english_relations.TITLED.fullmatch(item.party.surface)):
            return english_relations.titled(titled[1], reading) or item.party
        if item.weak and item.party is not None and (seat := english_relations.SEATED.match(item.party.surface)):
            return _printed(seat.group(), "person", reading)
        return item.party
    if name == "P" and groups.get("Q") and not re.search(r"-(?:based|registered|owned|headquartered)\b", groups["Q"]):
        return _printed(groups["Q"], "person", reading)
    if name == "A" and groups.get("U"):
        return _printed(groups["U"], "public_body", reading)
    return None


def _printed(surface: str, kind: Literal["person", "public_body"], reading: Reading) -> Party | None:
    if (titled := english_relations.TITLED.fullmatch(surface)) and (
        full := english_relations.titled(titled[1], reading)
    ):
        return full
    surface = re.sub(r"^(?:Frau|Herr|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) ", "", surface)
    start = reading.sentence.text.find(surface)
    if start < 0:
        return None
    begin = reading.sentence.start + start
    return Party(surface=surface, form="named", kind=kind, span=(begin, begin + len(surface)))


def _listing_date(draft: Draft, reading: Reading) -> None:
    for item in reading.items:
        if item.date and item.date.day and not reading.attribution.said:
            draft.start = draft.end = item.date.day
            draft.flag("date_relative")
            return
        if item.date and (item.date.first or item.date.last):
            draft.start, draft.end = item.date.first, item.date.last
            if item.date.relative:
                draft.flag("date_relative")
            return


def _same(one: Draft, other: Draft) -> bool:
    def surfaces(draft: Draft) -> tuple[str, str]:
        return draft.subject.surface if draft.subject else "", draft.object.surface if draft.object else ""

    return one.kind == other.kind and surfaces(one) == surfaces(other)
