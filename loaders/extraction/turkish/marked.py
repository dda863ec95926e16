"""A Turkish sentence as a row of marks and small words: patterns need not care for endings, dates and asides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.legal_forms import split_legal_form
from graph.model import Party
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.endings import noun_case
from loaders.extraction.turkish.phrases import Phrase, form_of

FRACTIONS = (
    (re.compile(r"(?<!\w)yüzde yüz\w*"), "%100"),
    (re.compile(r"(?<!\w)dörtte (?:%\S+|üç\w*)"), "%75"),
    (re.compile(r"(?<!\w)(?:dörtte bir\w*|çeyreğ\w+)"), "%25"),
    (re.compile(r"(?<!\w)yarısı\w*"), "%50"),
)


POINTING = ("bu", "aynı", "konusu", "anılan", "ve", "ise", "da", "de", "göre", "itibarıyla", "üzere", "olarak")
COPULA = re.compile(r"(?:y?d[ıiuü]r?|y?m[ıiuü]ş)$")
CITIZEN = ("vatandaşı", "uyruklu", "asıllı", "doğumlu", "pasaportlu", "yurttaşı")


@dataclass(slots=True)
class Marked:
    """A sentence in marks.

    Attributes:
        text: such as "@0:gen hisselerinin %40 @1:dat ait": parties with their case, shares, the other words.
        parties: what the marks stand for.
        where: where each mark begins in the sentence.
    """

    text: str
    parties: list[Party] = field(default_factory=list)
    where: list[int] = field(default_factory=list)


def marked(reader: Reader, items: list[Item]) -> Marked:
    """Write a sentence in marks; dates, adverbs, peoples, places of a seat and brackets are left out."""
    pack, out = reader.pack, Marked("")
    tokens: list[str] = []
    dropped = pack.words("adverbs_of_holding")
    depth, offices = 0, pack.words("offices")
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        depth += {"(": 1, ")": -1}.get(item.text, 0) if item.kind == "punct" else 0
        if depth or item.kind in ("date", "dateline", "adjective"):
            continue
        seat = following is not None and (
            following.low in pack.words("seats") or following.low in CITIZEN or COPULA.sub("", following.low) in offices
        )
        if item.kind == "place" or (item.kind == "country" and (item.case in ("loc", "attr") or seat)):
            continue
        if item.kind in ("party", "person", "country") and item.party is not None:
            tokens.append(_mark(out, item.party, item.case or "nom", item.start))
        elif item.kind == "amount":
            percent = item.amount is not None and item.amount.kind == "percent"
            tokens.append(f"%{item.amount.amount.number}" if percent and item.amount else item.low or item.text.lower())
        elif item.kind == "word" and (party := _back(reader, items, index)) is not None:
            found = form_of(item.low, "anaphors", pack)
            case = "acc" if (found and found[1].owned) or item.low == "onu" else found[1].case if found else "gen"
            if tokens and tokens[-1] in ("bu", "aynı", "konusu", "anılan", "alıcı", "satıcı", "söz"):
                tokens = tokens[: -2 if tokens[-1] == "konusu" else -1]
            tokens.append(_mark(out, party, case, item.start))
        elif item.kind == "word" and _of_firm(item, tokens, pack) and (firm := _held_firm(reader)) is not None:
            tokens += [_mark(out, firm, "gen", item.start), *item.low.split()]
        elif item.kind == "punct":
            ordinal = item.text == "." and bool(tokens) and tokens[-1].isdigit()  # "14. yaptırım paketi"
            tokens += [item.text] if item.text in ",;:." and not ordinal else []
        elif item.low in dropped and not (following and following.text == "-"):
            continue
        elif item.kind in ("word", "verb"):
            tokens += item.low.split()
    text = " ".join(tokens)
    for pattern, share in FRACTIONS:
        text = pattern.sub(share, text)
    out.text = text + " "
    return out


def _mark(out: Marked, party: Party, case: str, start: int) -> str:
    out.parties.append(party)
    out.where.append(start)
    return f"@{len(out.parties) - 1}:{case}"


def _of_firm(item: Item, tokens: list[str], pack: Pack) -> bool:
    """ "Müdürü ise Y": an office with the ending of possession that begins a sentence is that of the firm before."""
    opens = not tokens or tokens[-1] == ";"
    return opens and (
        item.low in pack.words("offices") or item.low in ("sahibi", "hissedarı", "patronu", "ortağı", "genel")
    )


def _held_firm(reader: Reader) -> Party | None:
    """The firm of which the text told last who owns or leads it, else the last firm."""
    paragraph = reader.sentence.paragraph
    held = [one.object for one in reader.context.drafts if one.kind in ("role", "ownership")
            and one.sentences[-1].paragraph == paragraph]  # fmt: skip
    return held[-1] if held else reader.resolve(Phrase("back", "nom", 0, 0))


def _person_before(reader: Reader) -> Party | None:
    """ "onu": the person of whom the text spoke last."""
    named = [
        one.subject for one in reader.context.drafts if one.kind in ("role", "ownership") and one.subject is not None
    ]
    return next((one for one in reversed(named) if one.kind == "person"), None)


def _back(reader: Reader, items: list[Item], index: int) -> Party | None:
    """ "şirketin", "firmada", "alıcı şirketin": a firm named before; "Türk şirketi" and the like are no such word."""
    item, pack = items[index], reader.pack
    found = form_of(item.low, "anaphors", pack)
    if item.low in ("onu", "ona", "onun", "kendisi", "kendisini"):
        return _person_before(reader)
    listed = index + 1 < len(items) and items[index + 1].low.startswith("liste")  # "Kuruluş Listesi"
    if found is None or found[1].plural or listed or (found[1].owned and found[1].case != "nom"):
        return None
    before = items[index - 1] if index else None
    if before is not None and before.kind == "adjective" and not found[1].owned:
        fits = [one for one in reader.context.parties if reader.firm(one) and one.country == before.code]
        return fits[-1] if fits else reader.firm_of(before.code)  # "Kırgız şirketin"
    place = index
    while place > 1 and items[place - 1].low in pack.words("adverbs_of_holding"):
        place -= 1
    parted = place < index and items[place - 1].kind in ("party", "person")  # "X aynı zamanda şirketin müdürü"
    if not parted and not _may_point(before, found[1].owned, reader):
        return None
    semicolon = max((one.end for one in items[:index] if one.text == ";"), default=-1)
    here = [one.party for one in items[:index] if one.end <= semicolon and one.party is not None]
    firms = [one for one in here if reader.firm(one)]
    if firms:
        return firms[-1]
    found_firm = reader.resolve(Phrase("back", "nom", item.start, item.end, [item]))
    if found_firm is None or split_legal_form(found_firm.surface).form is not None:
        return found_firm
    formal = [one for one in reader.context.parties if split_legal_form(one.surface).form is not None]
    personal = len(found_firm.surface.split()) == 2 and found_firm.country is None
    return formal[-1] if formal and personal else found_firm  # who has no country and no legal form may be a person


def _may_point(before: Item | None, owned: bool, reader: Reader) -> bool:
    """Whether a noun after this item may stand for a firm: after "bu", a comma, a date, a word with its case."""
    if before is None or before.low in POINTING:
        return True
    if before.kind == "word":
        return noun_case(before.low, reader.pack) in ("loc", "abl", "ins")
    if before.kind == "party":
        return bool(before.case) and not owned
    return before.kind in ("punct", "date", "verb")
