"""A German sentence as segments between its signs, each party with the words that govern it: for owners and offices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.model import Amount, Party
from loaders.extraction.context import Context, Reading
from loaders.extraction.dates import DateFound
from loaders.extraction.item import Item

SIGNS = frozenset(',;:–—-()"„“”')
CONTRACTED = {
    "am": "an",
    "beim": "bei",
    "vom": "von",
    "zum": "zu",
    "zur": "zu",
    "im": "in",
    "ins": "in",
    "hinterm": "hinter",
}
ARTICLES = frozenset(
    "der die das dem den des ein eine einen einem einer eines dieser diese dieses diesem diesen".split()
)
ADJECTIVE = re.compile(r"(?:\d+-)?[a-zäöüß-]{2,}(?:e|en|er|es|em)$")
NAME = re.compile(r"[A-ZÄÖÜÀ-Þ][\w’'-]*$")
TITLE = re.compile(
    r"(?:.*(?:mann|frau|händler|unternehmer|direktor|geschäftsführer|chef|leiter|prokurist|gesellschafter|eigentümer|"
    r"inhaber|eigner|aktionär|anwalt|offizier|oligarch|investor|ingenieur|buchhalter|bürger|politiker|manager|sprecher|"
    r"vorstand|vorsitzende|beamte|minister|register|amt|general|oberst|sohn|tochter|bruder|schwester|gründer|besitzer|"
    r"präsident|berater|makler|bankier|funktionär|abgeordnete|experte|vertreter|staatsbürger|milliardär|gatte|gattin|"
    r"agent|vermittler|kaufleute)(?:in)?[srn]?|herrn?|frau|dr|professor|vater|mutter|witwe|ehefrau|neffe|nichte|onkel|"
    r"cousin|anteile|prozent|hand|besitz|eigentum|name|namen|firma|holding|gruppe|konzern|register|auszug)$"
)
AGED = frozenset({"jährige", "jähriger", "jährigen"})
TWO_WORDS = re.compile(
    r"(?<![\w-])(?=([A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ]\w+)? [A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ]\w+)?)(?![\w-]))"
)
FUNCTION = ("article", "preposition", "pronoun", "adverb", "subordinator", "coordinator", "auxiliary", "modal")
OWNING = re.compile(
    r"(?:eigentümer|eigner|inhaber|gesellschafter|aktionär|besitzer|teilhaber|ableger|mutter|tochter)"
    r"(?:in|firma|gesellschaft|unternehmen|konzern)?s?$"
)
PARTS = {"hälfte": "50", "viertel": "25", "fünftel": "20", "zehntel": "10"}
TIMES = {"drei": 3, "zwei": 2, "vier": 4, "neun": 9}


@dataclass(slots=True)
class Token:
    """A word, party, share or date of a segment.

    Attributes:
        kind: word, party, share, number or date.
        low: in lower case.
        party, share, date: what it is.
        prep, article: what stands before a party; noun: the noun that it hangs on as a genitive or with "von".
        joined: whether "und" joins a party to the one before.
    """

    kind: str
    text: str
    low: str
    party: Party | None = None
    share: Amount | None = None
    date: DateFound | None = None
    prep: str = ""
    article: str = ""
    noun: str = ""
    joined: bool = False
    weak: bool = False


@dataclass(slots=True)
class Segment:
    """What stands between two signs.

    Attributes:
        sign: the sign before it, "" at the start.
        tokens: in order.
    """

    sign: str
    tokens: list[Token] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """Its tokens in lower case."""
        return [token.low for token in self.tokens]

    @property
    def parties(self) -> list[Token]:
        """Its parties in order."""
        return [token for token in self.tokens if token.kind == "party"]

    @property
    def relative(self) -> bool:
        """Whether it is a relative clause: "die zu 60 Prozent X gehört", "an der Y 40 Prozent hält"."""
        words = self.words
        place = 1 if words[:1] and words[0] in ("an", "von", "bei", "hinter", "in") else 0
        opener = words[place : place + 1]
        opens = bool(opener) and opener[0] in ("die", "der", "das", "dem", "deren", "dessen", "denen", "welche")
        last = self.tokens[-1] if self.tokens else None
        return self.sign == "," and opens and last is not None and last.kind == "word" and last.text[0].islower()


def segments(reading: Reading) -> list[Segment]:
    """Cut a sentence at its signs and say what governs each party."""
    out = [Segment("")]
    items = _persons(reading.items, reading)
    for item in items:
        if item.text in SIGNS and item.kind != "speech":
            if out[-1].tokens:
                out.append(Segment(item.text))
            elif len(out) > 1:
                out[-1].sign = item.text
            continue
        out[-1].tokens += _token(item, reading.context, [one for part in out for one in part.parties])
    out = _bracketed(out)
    for segment in out:
        _fractions(segment)
        _govern(segment, reading.context)
    return out


def _bracketed(parts: list[Segment]) -> list[Segment]:
    """ "X (70 Prozent) und Y (30 Prozent)": a share in brackets belongs to the words around it."""
    out: list[Segment] = []
    inside = False
    for segment in parts:
        shared = segment.sign == "(" and [one.kind for one in segment.tokens] == ["share"]
        dated = segment.sign == "," and [one.kind for one in segment.tokens] == ["date"]
        if out and (shared or dated or (inside and segment.sign == ")")):
            out[-1].tokens += segment.tokens
        elif segment.tokens:
            out.append(segment)
        inside = shared
    return out


def _token(item: Item, context: Context, before: list[Token]) -> list[Token]:
    if item.kind == "speech":
        return []
    if item.kind == "anaphor":
        words = item.low.split()
        firms = [one.party for one in before if one.party is not None and one.party.kind == "company"]
        party = firms[0] if len({one.surface for one in firms}) == 1 else context.resolve(item)
        if party is None:
            return [Token("word", word, word.lower()) for word in item.text.split()]
        return [Token("party", item.text, item.low, party, article=words[0] if len(words) > 1 else "")]
    if item.party is not None and item.party.form == "group" and OWNING.search(item.low):
        return [Token("word", word, word.lower()) for word in item.text.split()]  # "eine hundertprozentige Tochter"
    if item.party is not None and item.text.endswith(("List", "Register", "Blacklist")):
        return [Token("word", item.text, item.text.rsplit(" ", 1)[-1].lower())]
    if item.party is not None and item.kind != "place":
        return [Token("party", item.text, item.low, item.party, weak=item.weak and item.kind == "country")]
    if item.amount is not None and (
        item.amount.kind == "percent" or (item.amount.amount.unit or "").lower() == "prozent"
    ):
        return [Token("share", item.text, item.text.lower(), share=item.amount.amount)]
    if item.amount is not None and item.amount.kind == "number" and item.text[0].isdigit():
        return [Token("number", item.text, item.text.lower(), share=item.amount.amount)]
    if item.date is not None:
        return [Token("date", item.text, item.text.lower(), date=item.date)]
    if item.kind == "punct":
        return []
    low = item.low or item.text.lower()
    if item.kind in ("adjective", "place"):
        return [Token("adjective" if item.kind == "adjective" else "place", item.text, item.text.lower())]
    return [Token("word", item.text, low)]


def _persons(items: list[Item], reading: Reading) -> list[Item]:
    """Names of persons that nobody registered: two or three capital words, after a title or not."""
    out: list[Item] = []
    index = 0
    while index < len(items):
        run = _run(items, index, reading.context)
        if run > 1:
            first, last = items[index], items[index + run - 1]
            text = reading.sentence.text[first.start : last.end]
            span = (reading.sentence.start + first.start, reading.sentence.start + last.end)
            item = Item("party", first.start, last.end, text, text.lower())
            item.party = Party(surface=text, form="named", kind="person", span=span)
            out.append(item)
            index += run
            continue
        known = _known(items[index], reading) or _aged(items, index, reading)
        out.append(items[index] if known is None else known)
        index += 1
    return out


def _aged(items: list[Item], index: int, reading: Reading) -> Item | None:
    """ "Die 54-Jährige": the person whom the sentences before named last."""
    item = items[index]
    if not (item.text.endswith(("-Jährige", "-Jähriger", "-Jährigen")) or (item.low in AGED and index > 1)):
        return None
    before = reading.context.text[max(0, reading.sentence.start - 300) : reading.sentence.start]
    names = [match for match in TWO_WORDS.finditer(before) if not _titled(match[1], reading.context)]
    if not names:
        return None
    start = max(0, reading.sentence.start - 300) + names[-1].start()
    party = Party(surface=names[-1][1], form="named", kind="person", span=(start, start + len(names[-1][1])))
    return Item("party", item.start, item.end, item.text, item.low, party=party)


def _titled(name: str, context: Context) -> bool:
    pack = context.pack
    return any(
        TITLE.match(word.lower())
        or word.lower() in pack.words("stop_nouns") | pack.words("name_cues") | pack.words("goods_heads")
        or word.lower() in pack.any_of(FUNCTION)
        or word.lower() in pack.groups
        or word.lower() in pack.numbered("months")
        for word in name.split()
    )


def _run(items: list[Item], index: int, context: Context) -> int:
    """How many items from here on are a name."""
    if not _part_of_name(items[index], context) or TITLE.match(items[index].low):
        return 0
    count = 1
    while count < 4 and index + count < len(items) and items[index + count].start - items[index + count - 1].end <= 1:
        one = items[index + count]
        if one.kind == "word" and TITLE.match(one.low):
            return count if count > 1 else 0  # "Alleinige Gesellschafterin"
        initial = one.text == "." and len(items[index + count - 1].text) == 1
        if not (initial or _part_of_name(one, context)):
            break
        count += 1
    return count


def _part_of_name(item: Item, context: Context) -> bool:
    if item.kind != "word" and not (item.kind == "aside" and item.party is None):
        return False
    low = item.low
    pack = context.pack
    if NAME.match(item.text) is None or any(sign.isdigit() for sign in item.text):
        return False
    return not (
        low in pack.any_of(FUNCTION)
        or low in pack.groups
        or low in pack.words("stop_nouns")
        or low in pack.words("goods_heads")
        or low in pack.words("name_cues")
        or low in pack.verbs
        or low in PARTS
        or low.endswith(("ung", "schaft", "heit", "keit", "register", "tion"))
    )


def _known(item: Item, reading: Reading) -> Item | None:
    """ "Hagenow" after "Detlef Hagenow": the person of an earlier claim."""
    if item.kind != "word" or NAME.match(item.text) is None or len(item.text) < 3:
        return None
    for draft in reversed(reading.context.drafts):
        person = draft.subject
        if draft.kind not in ("role", "ownership") or person is None or person.kind != "person":
            continue
        if item.text.removesuffix("s") == person.surface.split()[-1].removesuffix("s"):
            return Item("party", item.start, item.end, item.text, item.low, party=person)
    return None


def _fractions(segment: Segment) -> None:
    """ "drei Viertel", "zur Hälfte", "ein Fünftel"."""
    for index, token in enumerate(segment.tokens):
        low = token.low.removesuffix("n") if token.low.endswith("eln") else token.low
        if token.kind != "word" or low not in PARTS:
            continue
        before = segment.tokens[index - 1].low if index else ""
        number = int(PARTS[low]) * TIMES.get(before, 1)
        token.kind, token.share = "share", Amount(str(number), "=", "%")


def _govern(segment: Segment, context: Context) -> None:
    tokens = segment.tokens
    for index, token in enumerate(tokens):
        if token.kind != "party":
            continue
        place = index - 1
        while place >= 0 and _within(tokens, place, context):
            place -= 1
        place = _past_seat(tokens, place)
        token.joined = _joins(tokens, place)
        if place >= 0 and tokens[place].low in ARTICLES:
            token.article = token.article or tokens[place].low
            place -= 1
        if place < 0:
            continue
        before = tokens[place]
        prep = CONTRACTED.get(before.low, before.low)
        if before.kind == "word" and prep in context.pack.words("preposition") | {"hinter", "auf"}:
            token.prep = prep
            token.article = token.article or ((before.low[-1] == "m" and "dem") or "")
            noun = tokens[place - 1] if place else None
            if prep == "von" and noun is not None and _is_noun(noun) and not _portion(tokens, place - 1):
                token.noun = noun.low
        elif before.low in ("namens",):
            token.prep, token.article = _through(tokens, place, context)
        elif token.article in ("der", "des", "dieser", "dieses") and _is_noun(before):
            token.noun = "" if _portion(tokens, place) else before.low


def _past_seat(tokens: list[Token], place: int) -> int:
    """ "bei der in Schardscha registrierten X": the words for the seat stand between article and name."""
    skipped = [one.low for one in tokens[max(0, place - 2) : place + 1]]
    if len(skipped) == 3 and skipped[1] in ("in", "aus", "bei") and skipped[0] in ARTICLES:
        return place - 2
    return place


def _portion(tokens: list[Token], place: int) -> bool:
    """ "gehört zu 60 Prozent der X": what follows the share does not hang on it."""
    led = {one.low for one in tokens[max(0, place - 2) : place]} & {"zu", "zur"}
    return tokens[place].kind == "share" and bool(led)


def _joins(tokens: list[Token], place: int) -> bool:
    """ "X und die Y", "zu 60 Prozent X und zu 40 Prozent der Y"."""
    while place >= 0 and (
        tokens[place].kind in ("share", "number") or tokens[place].low in ARTICLES | {"zu", "mit", "je"}
    ):
        place -= 1
    return place >= 0 and tokens[place].low in ("und", "sowie")


def _through(tokens: list[Token], place: int, context: Context) -> tuple[str, str]:
    """ "einer Frau namens X": the case is that of the noun before."""
    place -= 1
    while place >= 0 and (tokens[place].text[:1].isupper() or ADJECTIVE.match(tokens[place].low)):
        if tokens[place].low in ARTICLES:
            return "", tokens[place].low
        place -= 1
    return "", ""


def _is_noun(token: Token) -> bool:
    return token.kind == "share" or (token.kind == "word" and token.text[:1].isupper())


def _within(tokens: list[Token], place: int, context: Context) -> bool:
    """Whether a token stands between an article and its party: adjectives, "Geschäftsmann", "Holding"."""
    token = tokens[place]
    if token.kind == "adjective":
        return True
    if token.kind != "word" or not token.low:
        return False
    if token.text[0].isupper():
        if place and tokens[place - 1].low in ("der", "des") and _owner_noun(token.low):
            return False
        cue = token.low in context.pack.words("name_cues") or token.low in context.pack.groups
        person = TITLE.match(token.low) is not None and not _owner_noun(token.low)
        town = token.low.endswith("er") and not _owner_noun(token.low) and place + 1 < len(tokens)
        return cue or person or (town and tokens[place + 1].kind == "party")
    return ADJECTIVE.match(token.low) is not None and token.low not in context.pack.any_of(FUNCTION) | ARTICLES


def _owner_noun(low: str) -> bool:
    return OWNING.search(low) is not None
