"""A Turkish sentence as a row of marks and small words, so that patterns need not care for endings, dates and asides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.model import Party
from loaders.extraction.item import Item
from loaders.extraction.turkish.clause_reader import Reader
from loaders.extraction.turkish.phrases import Phrase, form_of

FRACTIONS = (
    (re.compile(r"(?<!\w)dörtte (?:%\S+|üç\w*)"), "%75"),
    (re.compile(r"(?<!\w)(?:dörtte bir\w*|çeyreğ\w+)"), "%25"),
    (re.compile(r"(?<!\w)yarısı\w*"), "%50"),
)


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
    depth = 0
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        depth += {"(": 1, ")": -1}.get(item.text, 0) if item.kind == "punct" else 0
        if depth or item.kind in ("date", "dateline", "adjective"):
            continue
        seat = following is not None and following.low in pack.words("seats")
        if item.kind == "place" or (item.kind == "country" and (item.case in ("loc", "attr") or seat)):
            continue
        if item.kind in ("party", "person", "country") and item.party is not None:
            tokens.append(_mark(out, item.party, item.case or "nom", item.start))
        elif item.kind == "amount":
            percent = item.amount is not None and item.amount.kind == "percent"
            tokens.append(f"%{item.amount.amount.number}" if percent and item.amount else item.low or item.text.lower())
        elif item.kind == "word" and (party := _back(reader, items, index)) is not None:
            found = form_of(item.low, "anaphors", pack)
            if tokens and tokens[-1] in ("bu", "aynı", "konusu", "anılan", "alıcı", "satıcı", "söz"):
                tokens = tokens[: -2 if tokens[-1] == "konusu" else -1]
            tokens.append(_mark(out, party, found[1].case if found else "gen", item.start))
        elif item.kind == "punct":
            tokens += [item.text] if item.text in ",;:." else []
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


def _back(reader: Reader, items: list[Item], index: int) -> Party | None:
    """ "şirketin", "firmada", "alıcı şirketin": a firm named before; "Türk şirketi" and the like are no such word."""
    item, pack = items[index], reader.pack
    found = form_of(item.low, "anaphors", pack)
    listed = index + 1 < len(items) and items[index + 1].low.startswith("liste")  # "Kuruluş Listesi"
    if found is None or found[1].plural or found[1].owned or listed:
        return None
    before = items[index - 1] if index else None
    free = before is None or before.kind in ("punct", "date", "party", "verb", "person")
    again = before is not None and before.low in ("bu", "aynı", "konusu", "anılan", "ve", "ise", "da", "de")
    named = before is not None and before.kind in ("party", "person") and not before.case and before.end + 2 > item.start
    if (not free and not again) or named:
        return None
    if re.match(r"(?:şirket|firma)$", item.low) and index + 1 < len(items) and items[index + 1].low.startswith("yetkili"):
        return None
    semicolon = max((one.end for one in items[:index] if one.text == ";"), default=-1)
    here = [one.party for one in items[:index] if one.end <= semicolon and one.party is not None]
    firms = [one for one in here if reader.firm(one)]
    if firms:
        return firms[-1]
    return reader.resolve(Phrase("back", "nom", item.start, item.end, [item]))
