"""Shares that are entered in somebody's name, mothers and daughters, and the shares of further owners."""

from __future__ import annotations

import re

from graph.model import Amount, Party
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.slavic import morphology, roles
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.phrase import Phrase
from loaders.extraction.slavic.state import Reading

Owned = tuple[Party, Party]  # owner and firm
ACTS = frozenset({"supply", "acquire", "offer", "request", "say", "sign", "deny"})
NEAR = 60  # letters between what is left and who has it


def share_in(items: list[Item], text: str, pack: Pack) -> Amount | None:
    """The share that some items print: "65 %", "шестьдесят процентов", "три четверти", "единственный владелец"."""
    percent = next((item.amount.amount for item in items if item.amount and item.amount.kind == "percent"), None)
    if percent is not None:
        return percent
    printed = pack.phrase("fractions").search(text)
    if printed is not None:
        return Amount(str(pack.data["fraction_numbers"][printed.group().lower()]), "=", "%")
    return Amount("100", "=", "%") if pack.phrase("whole").search(text) else None


def entered(reading: Reading, clause: Clause) -> Owned | None:
    """ "65 % X записаны на Y", "доля в X числится за Y", "пакет X в руках Y": a share in somebody's name."""
    pack = reading.memory.pack
    text = reading.sentence.text[clause.items[0].start : clause.items[-1].end]
    verb = next((item for item in clause.items if item.low in pack.words("holding_verbs")), None)
    in_hands = pack.phrase("in_hands").search(text)
    if verb is None and in_hands is None:
        return None
    shares = re.compile(pack.data["shares"], re.IGNORECASE)
    shared = share_in(clause.items, text, pack) or any(shares.fullmatch(word) for word in clause.words)
    if not shared or clause.frames() & ACTS:
        return None
    holders = [one for one in clause.phrases if one.kind in ("party", "person")]
    if in_hands:
        spot = clause.items[0].start + in_hands.end()
        owner = next((one for one in holders if 0 < one.start - spot <= 30), None)
    else:
        owner = next((one for one in holders if one.prep in pack.words("holder_prepositions")), None)
    firms = [one for one in clause.phrases if is_firm(one, pack) and one is not owner]
    return _pair(owner, firms, reading)


def is_firm(phrase: Phrase, pack: Pack) -> bool:
    """A name, or a word such as "общества" that points back; its form may be a plural, too."""
    pointing = phrase.kind == "group" and phrase.lemma in pack.words("anaphora") and not phrase.plural
    return phrase.kind in ("party", "anaphor") or (pointing and "gen" in phrase.cases and phrase.code is None)


def _firm(phrase: Phrase, reading: Reading) -> Party | None:
    return phrase.party if phrase.kind == "party" else reading.memory.resolve(phrase)


def _pair(owner: Phrase | None, firms: list[Phrase], reading: Reading) -> Owned | None:
    firm = _firm(firms[0], reading) if firms else reading.memory.subject
    if owner is None or owner.party is None or firm is None or firm.form != "named" or firm.kind != "company":
        return None
    return None if firm.surface == owner.party.surface else (owner.party, firm)


def mother_of(reading: Reading, clause: Clause) -> Owned | None:
    """ "Y — дочерняя компания X", "материнская компания X — Y": a firm that owns another."""
    pack, text = reading.memory.pack, reading.sentence.text
    for place, item in enumerate(clause.items):
        daughter = _is(item, "daughter_words", pack)
        if not daughter and not _is(item, "mother_words", pack):
            continue
        firms = [one for one in clause.phrases if one.kind == "party" and one.party is not None]
        after = [one for one in firms if place < one.last <= place + 4]
        before = [one for one in firms if one.last < place]
        if not after or not (before or firms[firms.index(after[0]) + 1 :]):
            continue
        other = (before[-1:] or firms[firms.index(after[0]) + 1 :])[0]
        between = text[min(after[0].end, other.end) : max(after[0].start, other.start)]
        linked = re.search("[—–]", between) or set(between.lower().split()) & pack.words("copulas")
        if not linked or other.prep or after[0].prep or clause.frames() & ACTS:
            continue
        if after[0].party is None or other.party is None:
            continue
        return (after[0].party, other.party) if daughter else (other.party, after[0].party)
    return None


def of_which(reading: Reading, clause: Clause) -> Owned | None:
    """ "Y, 80 % якої має Z", "X, половина акций которого принадлежит Z"."""
    pack = reading.memory.pack
    place = next((spot for spot, item in enumerate(clause.items[:5]) if item.low in pack.words("of_which")), 0)
    has = pack.words("having_verbs") | pack.words("owning_verbs") | pack.words("belonging_verbs")
    if not place or not set(clause.words[place:]) & has:
        return None
    before = [one for one in reading.items if one.kind == "party" and one.end <= clause.items[0].start]
    after = [one for one in clause.items[place:] if one.kind in ("party", "person")]
    if not before or not after or before[-1].party is None or after[0].party is None:
        return None
    return (after[0].party, before[-1].party) if after[0].party.surface != before[-1].party.surface else None


def bought(reading: Reading, clause: Clause) -> tuple[Owned, Amount | None] | None:
    """ "Y купил 51 % акций X", "Y приобрёл долю в X": who buys a share of a firm owns it."""
    pack, memory = reading.memory.pack, reading.memory
    verb = next((one for one in clause.predicates if one.verb.frame == "acquire"), None)
    if verb is None or verb.verb.form != "past" or verb.verb.reflexive or clause.kind == "relative":
        return None
    text = reading.sentence.text[verb.item.end : clause.items[-1].end]
    after = [item for item in clause.items if item.start > verb.item.start]
    shares = re.compile(pack.data["shares"], re.IGNORECASE)
    named = [item.end for item in after if item.kind == "word" and shares.fullmatch(item.low)]
    parts = [item.end for item in after if item.amount is not None and item.amount.kind == "percent"]
    lead = roles.subject(roles.parts_of(clause, memory), verb)
    buyer = roles.party_of(lead, memory) if lead is not None else None
    buyer = buyer or next(
        (item.party for item in clause.items if item.kind == "person" and item.end < verb.item.start), None
    )
    spot = max([*named, *parts], default=0)
    firm = next(
        (one for one in clause.phrases if one.kind in ("party", "anaphor") and 0 < one.start - spot <= 30), None
    )
    owned = roles.party_of(firm, memory) if spot and firm is not None else None
    if buyer is None or owned is None or buyer.form != "named" or owned.surface == buyer.surface:
        return None
    return (buyer, owned), share_in(after, text, pack)


def _is(item: Item, key: str, pack: Pack) -> bool:
    return item.kind == "word" and morphology.lemma(item.text, pack.language) in pack.words(key)


def further(reading: Reading, first: Party, firm: Party, seen: int) -> list[tuple[Party, Amount | None]]:
    """ "60 % X принадлежат A, 20 % — B, остальное — C": more owners of the same firm, each with a printed share.

    Args:
        reading: the sentence.
        first: the owner whom a claim names already.
        firm: that they own.
        seen: where the claim of the first owner ends in the sentence.
    """
    pack, text = reading.memory.pack, reading.sentence.text
    known = {first.surface, firm.surface}
    rest = pack.phrase("the_rest").search(text, seen)
    more = [item.start for item in reading.items if item.amount is not None and item.amount.kind == "percent"]
    starts = sorted({start for start in (*more, rest.start() if rest else -1) if start >= seen})
    out: list[tuple[Party, Amount | None]] = []
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(text)
        holders = [one for one in reading.items if start < one.start < stop and one.kind in ("party", "person")]
        holder = next((one for one in holders if one.party and one.party.surface != firm.surface), None)
        if holder is None or holder.party is None:
            continue  # "остальные 40 % — у A": the share belongs to the words before it
        between = text[start : holder.start]
        if holder.party.surface in known or len(between) > NEAR or not _linked(between, holder, pack):
            continue
        items = [one for one in reading.items if start <= one.start < holder.start]
        known.add(holder.party.surface)
        out.append((holder.party, share_in(items, between, pack)))
    return out


def _linked(between: str, holder: Item, pack: Pack) -> bool:
    """Whether only a dash, "у", "за" or a verb of belonging stands between what is left and who has it."""
    words = set(re.findall(r"[\w-]+", between.lower()))
    verbs = pack.words("holding_verbs") | pack.words("belonging_verbs") | pack.words("owning_verbs")
    return bool(re.search("[—–]", between)) or bool(words & (verbs | pack.words("holder_prepositions")))
