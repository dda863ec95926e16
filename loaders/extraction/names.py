"""Names of parties in a text: by legal form, by a noun such as "company" before them, and by what was named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.extraction import lexicon
from loaders.extraction.lexicon import Pack
from loaders.extraction.name_shapes import after_office, is_legal_form, is_person, is_public, runs
from loaders.extraction.turkish.endings import SUFFIX, case_of

WORD = r"[A-ZÄÖÜÇĞİŞŠŽÀ-ÖØ-Þ0-9][\w'’&./+-]*"
CAPITAL = re.compile(r"[^\W\d_a-zäöüß]")
_CORPORATE = """
Technology Technologies Electronics Industries Trading Shipping Company Plant Bank Works Systems Aerospace Engineering
Logistics Optics Ministry Department Institute Corporation Industry Factory Shipyard Treasury Office Service Directorate
Federation Committee Agency Bureau Enterprises Ticaret Sanayi
"""
CORPORATE = frozenset(_CORPORATE.split())
# English words that end the name of a firm; in a German text such a name ends with one of them.
TRADE_WORD = re.compile(
    r"(?<=[\w’'&] )(?:Technology|Technologies|Tech|Electronics?|Microelectronics|Micro|Semiconductors?|Industries|"
    r"Industrial|Trading|Trade|Shipping|Logistics|Freight|Engineering|Aerospace|Aviation|Aviatronics|Avionics|Optics?|Optical|"
    r"Optoelectronics|Photonics|Lasers?|Imaging|Vision|Robotics|Drones|Dynamics|Systems|Solutions|Instruments?|Devices|"
    r"Tools?|Machinery|Machines?|Machine|Motors?|Engines?|Bearings?|Gears?|Precision|Chemicals?|Chem|Materials|Metals?|"
    r"Steel|Power|Energy|Batter(?:y|ies)|Sensors?|Circuits|Components|Supply|Import|Export|International|Global|Capital|"
    r"Investments?|Ventures|Enterprises?|Equipment|Textiles?|Navigation|Control|Controls|Automation|Composites?|Auto|"
    r"Trucks|Hydraulics|Castings?|Fibres?|Fibers?|Cables?|Valves?|Pumps|Turbines?|Plastics|Rubber|Glass|Crystal|Antennas?|Radar|Signal|Electric|Electrical|Mechanical|"
    r"Heavy Industry|Works|Labs|Networks|Data|Software|Digital|Space|Marine|Wireless|Telecom|Communications)(?![\w-])"
)
# German nouns that go on with the name of a firm: "die Firma Kessler Hydraulik".
TRADE_NOUN = re.compile(
    r"(?:[Tt]echnik|[Oo]ptik|[Ee]lektronik|[Hh]ydraulik|[Mm]echanik|[Hh]andel|[Ll]ogistik|[Mm]aschinenbau|[Cc]hemie|"
    r"[Pp]räzision|[Ss]ysteme|[Rr]obotik|[Ss]ensorik|[Pp]neumatik|[Aa]utomation|[Oo]ptics|[Mm]etallbau)$"
)
SEATED = re.compile(
    r"(?<= (?:GmbH|Ltd\.))(?= of )" r"|(?<= (?:Ltd|LLC|Inc|FZE))(?= of )|(?<= (?:AG|BV|NV|SA|AB|OÜ|KG|Oy))(?= of )"
)
CONNECTORS = frozenset({"and", "und", "&", "of", "ve", "Ve", "for", "de"})
MAKES = re.compile(
    r" (?:de |d['’])[a-zà-ÿ-]+(?: [a-zà-ÿ]+(?:ques?|elles?|aux|ales?|iens?|iennes?|ois|oises?|ais|aises?))?(?= [A-Z])"
)
NEXT = re.compile(r" ([a-zà-ÿ-]+)")
BUSINESS = re.compile(  # what a firm does, after its name in a French text
    r"(?:, [^,]{2,40},)?,? (?:qui )?(?:produit|produisait|fabrique|fabriquait|assemble|exporte|commercialise|vend"
    r"|emploie|conçoit|fournit|fournira|livrera|s['’]est engagée?|a (?:vendu|revendu|livré|expédié|exporté|importé"
    r"|facturé|fabriqué|produit|racheté|fourni|conclu))\b"
)
MISTER = re.compile(r"(?:MM?\.|Mmes?|Mlles?|Me|Dr|Pr) (?=[A-ZÀ-Þ])")
FUNCTION = tuple("article preposition pronoun adverb subordinator coordinator possessive modal auxiliary".split())
QUOTED = re.compile(r"\s*[„\"“«‘'»]([^\"“”«»„’]{2,60})[\"”“»«’']")
HYPHENED = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*-(?:Werft|Werk|Werke|Gruppe|Institut|Konzern|Bank|Fabrik)(?!\w)"
)
ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{2,5}(?![\w-])")


@lru_cache(maxsize=1)
def _suffix() -> re.Pattern[str]:
    forms = "|".join(lexicon.names()["legal_suffixes"])
    return re.compile(rf"(?<=[\w.’'”“\")])(?:,)? (?:{forms})(?: (?:{forms}))*")


@lru_cache(maxsize=1)
def _long_form() -> re.Pattern[str]:
    """A legal form in words after another name: "X and Limited Liability Company"."""
    return re.compile(rf"(?:and|und|&) (?:{'|'.join(lexicon.names()['long_prefixes'])})\b")


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    forms = "|".join((*lexicon.names()["long_prefixes"], *lexicon.names()["legal_prefixes"].split()))
    quoted = r"[„\"“«][^\"“”»]{2,60}[\"”“»]|‘(?:[^‘’]|‘[^‘’]+’){2,60}’"
    return re.compile(rf"(?<![\w-])(?:{forms}) (?:{quoted}|({WORD}))")


def find_names(text: str, pack: Pack, masked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find what a sentence names by legal form or after a noun such as "company": [start, end)."""
    found: list[tuple[int, int]] = []

    def take(start: int, end: int) -> None:
        start += after_office(text[start:end])
        if (
            start < end
            and not is_legal_form(text[start:end])
            and not any(start < other[1] and other[0] < end for other in (*found, *masked))
        ):
            found.append((start, end))

    suffixed = []
    for match in _suffix().finditer(text):
        if _begins_next(text, match) or (pack.language == "de" and _town_before(text, match)):
            continue
        start = _left(text, match.start(), pack, masked)
        if start is not None and not _long_form().search(text, start, match.end()):
            suffixed.append((start, match.end()))
    for start, end in sorted(suffixed, key=lambda span: span[0] - span[1]):  # "X Group Y Co., Ltd." is one name
        take(start, end)
    for match in _prefix().finditer(text):
        take(match.start(), _right(text, match.end(), pack) if match[1] else match.end())
    for start, end in _after_cue(text, pack):
        take(start, end)
    for match in HYPHENED.finditer(text):
        take(match.start(), match.end())
    return found


def _begins_next(text: str, match: re.Match[str]) -> bool:
    """Whether a legal form after a comma is the first word of another name: "in Russia, LLC Volna"."""
    form = match.group().lstrip(", ")
    return (
        match.group().startswith(",")
        and form in lexicon.names()["legal_prefixes"].split()
        and re.match(rf" (?:[„\"“«‘]|{WORD})", text[match.end() :]) is not None
    )


def _town_before(text: str, match: re.Match[str]) -> bool:
    """ "die Rostower OOO Wolna": an adjective of a town before a form that begins a name."""
    form = match.group().strip()
    following = re.match(rf" (?:[„\"“«]|{WORD})", text[match.end() :])
    prefix = form in lexicon.names()["legal_prefixes"].split()
    return prefix and following is not None and re.search(r"[A-ZÄÖÜ][a-zäöüß]+er$", text[: match.start()]) is not None


def guess_names(text: str, pack: Pack, masked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find what only its capital letters mark as a name, outside what is known: acronyms, capital words in English."""
    ignored = set(lexicon.names()["acronyms_ignored"].split())
    found: list[tuple[int, int]] = []
    if pack.language == "de":
        found += _trade_names(text, pack)
    if pack.language in ("en", "fr"):
        found += [span for span in _capitalised(text, pack) if text[span[0] : span[1]] not in ignored]
    found += [
        match.span()
        for match in ACRONYM.finditer(text)
        if match.group() not in ignored and not re.search(r"\d", match.group()) and not text.isupper()
    ]
    out: list[tuple[int, int]] = []
    for start, end in found:
        if is_legal_form(text[start:end]):
            continue
        inside = [other for other in masked if start < other[1] and other[0] < end]
        covered = sum(min(end, other[1]) - max(start, other[0]) for other in inside)
        own = len(re.findall(r"\b(?!of\b|the\b)\w\w+", text[start:end])) - sum(
            text[other[0] : other[1]].count(" ") + 1 for other in inside
        )
        if any(other[0] < start or other[1] > end for other in inside) or (
            inside and (own < 1 or covered == end - start)
        ):
            continue
        city_first = inside and inside[0][0] == start and text[start : inside[0][1]] in lexicon.places()
        if inside and not city_first and not (corporate(text[start:end], pack) or is_public(text[start:end])):
            continue  # a country with a capital word beside it is no name yet
        if not any(start < other[1] and other[0] < end for other in out):
            out.append((start, end))
    return out


def _trade_names(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """In a German text: capital words that end with an English word of trade ("Qingdao Weiba Motor").

    One that is a German word as well ("Motor") needs two words before it.
    """
    for match in TRADE_WORD.finditer(text):
        if TRADE_WORD.match(text, match.end() + 1):
            continue  # "Optics Trading"
        start = _left(text, match.end(), pack, [])
        if start is None:
            continue
        words = text[start : match.end()].split()
        while words and _goods_noun(words[0], pack) and len(words) > 1:
            start += len(words.pop(0)) + 1
        both = _goods_noun(match.group(), pack)
        inner = words[:-1]
        if len(words) < (3 if both else 2) or any(_goods_noun(word, pack) for word in inner if word[-1].islower()):
            continue
        yield start, match.end()


def corporate(name: str, pack: Pack) -> bool:
    """Tell whether a name says itself that it is one of a firm or a public body.

    The pack may know more such words: in a French text an English word of trade is nothing else.
    """
    more = pack.words("firm_words")
    return any(word in CORPORATE or (word[0].isupper() and word.lower() in more) for word in name.split())


def _function_word(word: str, pack: Pack) -> bool:
    low = word.lower()
    return low in pack.any_of(FUNCTION)


def _is_cue(word: str, pack: Pack) -> bool:
    low = word.lower().strip("„“\"'")
    if low in pack.words("name_cues") or low.removesuffix("s") in pack.words("name_cues"):
        return True
    return any(low.endswith(ending) and len(low) > len(ending) for ending in pack.data["name_cue_endings"])


def _left(text: str, end: int, pack: Pack, masked: list[tuple[int, int]]) -> int | None:
    """Walk to the left from a legal form as long as the words can belong to a name."""
    start: int | None = None
    position = end
    while position > 0:
        begin = text.rfind(" ", 0, position - 1) + 1
        word = text[begin:position].strip()
        if not word or any(begin < stop and first < position for first, stop in masked):
            break
        bare = word.lstrip("(„“\"'«‘")
        if pack.language == "fr" and (elided := re.match(r"(?:[LDldNnSs]|[Qq]u)['’]", bare)):
            bare = bare[elided.end() :]
        if start is not None and re.fullmatch(r"\([A-Z]\w*\)", word):  # "X Solutions (China) Ltd."
            position = begin
            continue
        if start is not None and word.endswith(".") and is_legal_form(word):  # the end of the sentence before
            break
        if (word in CONNECTORS or word in pack.words("name_connectors")) and start is not None:
            earlier = text[:begin].split()[-4:]
            if any(is_legal_form(one) for one in (*earlier[-1:], *(earlier if word in ("and", "und", "et") else ()))):
                break  # "X SA et Y SARL", "PAO X und Y Co., Ltd." are two
            if pack.language == "en" and word == "and" and is_person(" ".join(earlier[-2:])):
                break  # "Pavel Gorelov and X Capital Ltd."
            position = begin
            continue
        if word[-1] in ",;:.)“”" and start is not None and not word.endswith((".", ")")):
            break
        if start is None and re.fullmatch(r"\([A-Z]\w*\)", word):
            position = begin
            continue
        if (not CAPITAL.match(bare) or bare[0].islower()) and not (
            bare[:1].isdigit() and start is not None and len(bare) > 1 and bare[-1].isalpha()
        ):
            break
        if _stops(bare, pack):
            break
        start = begin + len(word) - len(bare)
        if bare != word:
            break
        position = begin
    return start


def _stops(word: str, pack: Pack) -> bool:
    from loaders.extraction.countries import adjective

    if word in ("Sanayi", "Import", "Export"):
        return False
    if word.endswith(("-based", "-owned", "-registered", "-headquartered", "-run", "-controlled", "-linked")) or (
        pack.data.get("suffix_after_apostrophe") and (hit := SUFFIX.search(word)) is not None and case_of(hit["s"])
    ):
        return True
    return (
        _function_word(word, pack)
        or word.lower() in pack.numbered("months")
        or adjective(word, pack) is not None
        or (pack.language == "de" and (_is_cue(word, pack) or word.lower() in pack.groups))
    )


def _right(text: str, end: int, pack: Pack) -> int:
    """Take further capital words after "OOO Name"; German nouns of goods end it."""
    while match := re.compile(rf" ({WORD})").match(text, end):
        word = match[1].rstrip(".,;:")
        if _function_word(word, pack) or (pack.language == "de" and _goods_noun(word, pack)):
            break
        if pack.language == "en" and (owner := re.search(r"['’]s$", word)):
            return match.start(1) + owner.start()  # "OOO Vektor's shares"
        if word.isdigit() and re.match(r" [^\W\d_A-Z]", text[match.end() : match.end() + 2]):
            break  # "OOO Vektor 25 tonnes"
        end = match.start(1) + len(word)
        if word != match[1]:
            break
    return end - (len(text[:end]) - len(text[:end].rstrip(".,;:")))


def _goods_noun(word: str, pack: Pack) -> bool:
    low = word.lower()
    from graph.reference import goods

    heads = any(low.endswith(head) for head in pack.words("goods_heads") if len(head) > 3)
    if heads or _plain_noun(word, pack):
        return True
    return goods.lookup(word) is not None and not TRADE_WORD.fullmatch(f"x {word}", 2)


def _after_cue(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    media = set(lexicon.names()["media"].split())
    for match in re.finditer(r"[\w-]+", text):
        if not _is_cue(match.group(), pack):
            continue
        if quoted := QUOTED.match(text, match.end()):
            if not re.search(r"[.!?,]", quoted[1]):
                yield quoted.start(1), quoted.end(1)
            continue
        end = begin = _past_adjectives(text, match.end(), pack)
        while follower := re.compile(rf" ({WORD})").match(text, end):
            word = follower[1].rstrip(".,;:")
            trade = pack.language == "de" and end > begin and TRADE_NOUN.search(word) is not None
            noun = not trade and (_goods_noun(word, pack) if pack.language == "de" else _plain_noun(word, pack))
            noun = noun and pack.language != "fr"  # there a capital makes it a name
            if _function_word(word, pack) or noun or word in media or (pack.language == "fr" and word.isdigit()):
                break
            end = follower.start(1) + len(word)
            if word != follower[1]:
                break
        if end > begin:
            yield begin + 1, end


def _past_adjectives(text: str, end: int, pack: Pack) -> int:
    """In French the adjectives stand between the noun and the name: "la société turque X"."""
    from loaders.extraction.countries import adjective

    if pack.language == "fr" and (of := MAKES.match(text, end)) and text[of.end() : of.end() + 2].strip()[:1].isupper():
        return of.end()  # "le fabricant de drones X"
    while pack.language == "fr" and (follower := NEXT.match(text, end)):
        if adjective(follower[1], pack) is None and follower[1] not in pack.words("group_modifiers"):
            break
        end = follower.end()
    return end


def _plain_noun(word: str, pack: Pack) -> bool:
    low = word.lower()
    return low in pack.words("goods_heads") or low in pack.groups or low in pack.words("stop_nouns") or low[0].isdigit()


def _capitalised(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """Runs of capital words inside an English sentence."""
    from loaders.extraction.countries import adjective

    bracket = r"(?<=\()|" if pack.language == "fr" else ""
    pattern = rf"(?:{bracket}(?<=[a-z0-9,’'à-ÿ»] )|(?<=[ldLD]['’])|^){WORD}(?: (?:(?:of|de) (?:the )?)?{WORD})*"
    for span in (span for match in re.finditer(pattern, text) for span in runs(text, *match.span())):
        start, end = span
        words = text[start:end].split()
        if start == 0 and (
            (len(words) < 2 and not (pack.language == "fr" and BUSINESS.match(text, end)))
            or words[0].lower() in pack.words("stop_nouns")
            or (words[0].endswith(("s", "ing", "ed")) and "-" not in words[0] and words[0] not in lexicon.places())
        ):
            continue
        start += after_office(text[start:end])
        if pack.language == "fr" and (title := MISTER.match(text, start, end)):
            start = title.end()
        if seat := SEATED.search(text, start, end):
            end = seat.start()  # "X GmbH of Lübeck"
        words = text[start:end].split()
        while len(words) > 1 and (words[-1][0].isdigit() or words[-1] in ("of", "the")):  # "Border Service 48,000 yuan"
            end -= len(words.pop()) + 1
        if start == 0 and len(words) < 2 and words[0].lower() in pack.words("nominal_supply"):
            continue
        while (
            words
            and words[0] not in ("US", "U.S.", "UK")
            and not (len(words) > 1 and is_public(text[start:end]) and adjective(words[0], pack))
            and (
                adjective(words[0].rstrip(",."), pack)
                or words[0].lower() in pack.numbered("number_words")
                or _function_word(words[0], pack)
                or words[0][0].isdigit()
                or (pack.language == "fr" and re.match(r"(?:[CSDNJMT]|Qu)['’][a-zà-ÿ]", words[0]))  # "C'est X"
                or re.search(r"-(?:made|built|based|owned|origin|led|backed)$", words[0])
            )
        ):
            start += len(words[0]) + 1
            words = words[1:]
        if not words or after_office(text[start:end]):  # "Russian Minister of Trade"
            continue
        piece = re.sub(r"['’]s$", "", text[start:end].rstrip(".,;:"))
        low = piece.lower()
        if low in pack.numbered("months") or low in pack.words("stop_nouns") or re.search(r"\d", piece):
            continue
        yield start, start + len(piece)
