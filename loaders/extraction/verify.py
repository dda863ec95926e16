"""One check for the claims of every extractor: what fails is kept and marked, never dropped."""

from __future__ import annotations

import re
from decimal import Decimal

from graph.fold import fold, fold_name
from graph.model import ROLES, Amount, Claim, Party, replace
from loaders.extraction import lexicon
from loaders.extraction.lexicon import Pack
from loaders.extraction.values import number_of_words, parse_number, times

REJECTED = "rejected:"
HAN = re.compile(r"[\u3400-\u9fff]")  # words that stand without blanks between them
STEM = 4  # letters that inflected words of a name must share at least
SHORT_PLURAL = re.compile("[а-яґєії]{3}[аиіыя]")  # "чипи" of "чипів": three letters stay
SHARES = {  # printed in words
    "100": r"(?i)\b(?:all|only|solely)\b",
    "80": r"(?i)\bfour[ -]fifths\b",
    "75": r"(?i)\b(?:(?:three|drei)[ -](?:quarters|vierteln?)\b|trois[- ]quarts\b|dörtte üç)",
    "60": r"(?i)\bthree[ -]fifths\b",
    "50": r"(?i)\b(?:(?:half|hälfte|moitié)\b|yarısı)",
    "40": r"(?i)\btwo[ -]fifths\b",
    "25": r"(?i)\b(?:(?:quarter|viertel|quart)\b|dörtte bir|çeyreğ)",
    "20": r"(?i)\bfifth\b",
    "10": r"(?i)\btenth\b",
}
WORD = re.compile(r"[а-яґєії]+['’][а-яґєії]+|\w+")  # "роз'єм" is one word
LONGEST_NUMBER = 6  # words of a number
CUES = {
    "fr": (
        "denied",
        r"\b(?:jamais|aucune?|dément\w*|démenti\w*|nie|nié|redoute\w*|crain\w+|prévoi\w*|aurait|auraient|serait|seraient|présumé\w*)\b",
    ),
    "de": (
        "denied",
        r"\b(?:kein\w*|nie|niemals|bestreitet|bestritt|dementiert\w*|befürcht\w*|fürchte\w*|geplant|plant|angeblich|mutmaßlich\w*|soll|sollen)\b",
    ),
    "zh": ("denied", r"否认|从未|未曾|计划|拟于|担心|担忧|涉嫌|指控|据称|据报道"),
    "en": (
        "denied",
        r"\b(?:never|not|denied|denies|deny|fears?|feared|plans?|planned|alleged\w*|reportedly|accused?|accuses)\b",
    ),
    "tr": (
        "denied",
        r"\b(?:yalanla\w*|reddet\w*|doğrulanma\w*|hiçbir zaman|asla|endişe\w*|iddia\w*|planl\w*|öne sür\w*|şüphe\w*)\b",
    ),
}


def verify(claim: Claim, text: str) -> Claim:
    """Check a claim against its text (EXTRACTION.md).

    Args:
        claim: from any extractor.
        text: of the document in which its spans count.

    Returns:
        The claim with flags: `rejected:REASON` where it fails, `name_elsewhere:ROLE` and `cue_contradicts` for review.
    """
    flags = [flag for flag in claim.flags if not flag.startswith(REJECTED)]
    if reason := _quote(claim, text) or _roles(claim, text, flags) or _amounts(claim):
        flags.append(REJECTED + reason)
    if (
        claim.modality == "asserted"
        and claim.language in CUES
        and re.search(CUES[claim.language][1], claim.quote, re.IGNORECASE)
    ):
        flags.append("cue_contradicts")
    return replace(claim, flags=tuple(dict.fromkeys(flags)))


def _quote(claim: Claim, text: str) -> str | None:
    if not claim.spans or not claim.quote:
        return "no_quote"
    if any(not 0 <= start < end <= len(text) for start, end in claim.spans):
        return "span_outside"
    pieces = [text[start:end] for start, end in claim.spans]
    if claim.quote in (" ".join(pieces), "\n".join(pieces)):
        return None
    return "quote_not_in_text"


def _roles(claim: Claim, text: str, flags: list[str]) -> str | None:
    parties = [(role, getattr(claim, role)) for role in ROLES] + [("via", party) for party in claim.via]
    for role, party in parties:
        if party is None:
            continue
        if party.span is not None and not 0 <= party.span[0] < party.span[1] <= len(text):
            return f"span_outside:{role}"
        if _stands(party, claim.quote, text, claim.spans):
            continue
        if not _stands(party, text, text, ((0, len(text)),)):
            return f"name_not_in_text:{role}"
        flags.append(f"name_elsewhere:{role}")
    if claim.goods and not words_stand(claim.goods, claim.quote):
        if not words_stand(claim.goods, text):
            return "goods_not_in_text"
        flags.append("goods_elsewhere")
    for slot in ("model", "declared_as"):
        value = getattr(claim, slot)
        if value and fold(value) not in fold(claim.quote):
            if fold(value) not in fold(text):
                return f"{slot}_not_in_text"
            flags.append(f"{slot}_elsewhere")
    return None


def _stands(party: Party, passage: str, text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    if party.span is not None:
        start, end = party.span
        within = any(first <= start and end <= last for first, last in spans)
        if within and _mention(text[start:end], party):
            return True
    return words_stand(party.surface, passage)


def _mention(mention: str, party: Party) -> bool:
    """Whether what stands at a span can mean the party: its words, its short form, or a word for its country."""
    if party.form == "country":
        return (
            party.country is None or bool(_country_words(mention, party.country)) or words_stand(party.surface, mention)
        )
    core, short = fold_name(party.surface), fold_name(mention)
    return (bool(short) and (short in core or core in short)) or words_stand(party.surface, mention)


def _country_words(mention: str, code: str) -> bool:
    from loaders.extraction.countries import find_places

    return any(
        place.code == code for language in lexicon.LANGUAGES for place in find_places(mention, lexicon.load(language))
    )


def words_stand(name: str, passage: str) -> bool:
    """Tell whether every word of a name stands in a passage, inflected or not."""
    whole = fold(passage)
    found = set(WORD.findall(whole))
    for word in WORD.findall(fold(name)):
        if word in found or (word in whole and (len(word) > 12 or HAN.search(word))):
            continue
        stem = word[:3] if SHORT_PLURAL.fullmatch(word) else word[: max(STEM, len(word) - 3)]
        if 3 <= len(word) < STEM and any(other.startswith(word) and len(other) - len(word) <= 3 for other in found):
            continue
        if len(word) < STEM or not any(other.startswith(stem) and abs(len(other) - len(word)) <= 3 for other in found):
            return False
    return True


def _amounts(claim: Claim) -> str | None:
    for slot in ("quantity", "value", "share"):
        amount: Amount | None = getattr(claim, slot)
        if slot == "share" and amount is not None and _whole(claim):
            continue
        if slot == "share" and amount is not None and re.search(SHARES.get(amount.number, "(?!)"), claim.quote):
            continue
        if slot == "share" and amount is not None and _printed_fraction(claim, amount):
            continue
        if amount is not None and amount.number != "1" and not _parses(amount, claim.quote, claim.language):
            return f"{slot}_not_in_quote"
    return None


def _whole(claim: Claim) -> bool:
    """ "hisselerinin tamamı": all of the shares are 100 per cent."""
    pack = lexicon.load(claim.language if claim.language in lexicon.LANGUAGES else "en")
    return claim.share is not None and claim.share.number == "100" and bool(pack.phrase("whole").search(claim.quote))


def _printed_fraction(claim: Claim, amount: Amount) -> bool:
    """ "на три чверті": a fraction in words, where the pack lists those of its language."""
    pack = lexicon.load(claim.language if claim.language in lexicon.LANGUAGES else "en")
    numbers = pack.data.get("fraction_numbers", {})
    return any(str(numbers[found.lower()]) == amount.number for found in pack.phrase("fractions").findall(claim.quote))


def _parses(amount: Amount, quote: str, language: str | None) -> bool:
    if language == "zh":
        from loaders.extraction.chinese import numbers

        return numbers.holds(amount, quote)
    pack = lexicon.load(language if language in lexicon.LANGUAGES else "en")
    words = {word: str(number) for word, number in pack.numbered("number_words").items()}
    words |= {word: str(number) for word, number in pack.data.get("part_numbers", {}).items()}  # "півтори тисячі"
    multipliers = pack.numbered("multipliers")
    links = {"uk": "'’", "fr": "-"}.get(language or "")  # "п'ять" is one word, and so is "quatre-vingt-dix"
    word = rf"[^\W\d_]+(?:[{links}][^\W\d_]+)*" if links else r"[^\W\d_]+"
    shapes = [rf"\d[\d.,\u00a0\u202f’'{space}]*\d|\d" for space in ("", " ")]  # "2022 300 Stück" holds two, "2 300" one
    if language == "fr":
        shapes.append(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+")  # "2023, 1 150 Stück"
    return any(_among(re.findall(rf"{shape}|{word}", quote), amount, pack, words, multipliers) for shape in shapes)


def _run(tokens: list[str], start: int, pack: Pack) -> str | None:
    """The number of the words from a place on, where the language writes numbers in several words."""
    if not pack.data.get("compound_numbers"):
        return None
    first = tokens[start].lower().replace("i̇", "i")
    if first not in pack.numbered("number_words") and first not in pack.numbered("multipliers"):
        return None
    known = pack.numbered("number_words").keys() | pack.numbered("multipliers").keys()
    words = [token.lower().replace("i̇", "i") for token in tokens[start : start + LONGEST_NUMBER]]
    stop = next((index for index, word in enumerate(words) if word not in known), len(words))
    value = number_of_words(words[:stop], pack) if stop else None
    return None if value is None else str(value)


def _rest(tokens: list[str], whole: str, amount: Amount, pack: Pack, multipliers: dict[str, int]) -> bool:
    """Whether a second piece makes the number whole: "4 млн 200 тыс."."""
    if len(tokens) < 2 or not tokens[0][0].isdigit() or tokens[1].lower() not in multipliers:
        return False
    number = parse_number(tokens[0].strip(" .,"), pack)
    rest = times(number, multipliers[tokens[1].lower()]) if number is not None else None
    return rest is not None and Decimal(whole) + Decimal(rest) == Decimal(amount.number)


def _mixed(tokens: list[str], start: int, pack: Pack, number: str) -> bool:
    """ "1 milyon 960 bin", "2 buçuk": numbers in figures and in words, as Turkish mixes them."""
    if pack.language != "tr":
        return False
    from loaders.extraction.turkish.amounts import PARTS, find_amounts

    words = [token.lower() for token in tokens[start : start + LONGEST_NUMBER]]
    known = pack.numbered("number_words").keys() | pack.numbered("multipliers").keys() | PARTS.keys()
    if not (words[0][0].isdigit() or words[0] in known) or not any(word in known for word in words[:2]):
        return False
    text = " ".join(words)
    found = [one.amount.number for one in find_amounts(text, pack, []) if one.start == 0]
    return found[:1] == [number]


def _among(tokens: list[str], amount: Amount, pack: Pack, words: dict[str, str], multipliers: dict[str, int]) -> bool:
    for index, token in enumerate(tokens):
        number = parse_number(token.strip(" .,"), pack) if token[0].isdigit() else None
        if number is None and token.lower() in words:
            number = words[token.lower()]
        if _run(tokens, index, pack) == amount.number or _mixed(tokens, index, pack, amount.number):
            return True
        if number is None:
            continue
        follower = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        if follower not in multipliers and (endings := pack.data.get("number_endings")):
            follower = re.sub(rf"(?:{endings})$", "", follower)  # "88 bini"
        whole = times(number, multipliers[follower]) if follower in multipliers else None
        if amount.number in (number, whole):
            return True
        if whole is not None and _rest(tokens[index + 2 : index + 4], whole, amount, pack, multipliers):
            return True
    return False
