"""Cases of Russian and Ukrainian nouns and adjectives by their endings, and their nominatives.

A form is read by every paradigm whose endings fit; readings whose lemma is known (simplemma, the lexicon of goods, the
words of the pack) win over the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from loaders.extraction import lexicon

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
ANY = frozenset(CASES)
VOWELS = "аеёиоуыэюяєіїь"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a noun.

    Attributes:
        case: nom, gen, dat, acc, ins or loc.
        number: sg or pl.
        gender: m, f or n.
        singular, plural: its nominatives.
    """

    case: str
    number: str
    gender: str
    singular: str
    plural: str


# gender, ending of the lemma, letters before it; then the endings of six cases in the singular and in the plural.
_TABLES = {
    "ru": """
m - [^гкхжшчщцаеёиоуыэюяйьъ] : - а у -,а ом е / ы ов ам ы,ов ами ах
m - [гкх] : - а у -,а ом е / и ов ам и,ов ами ах
m - [жшчщ] : - а у -,а ем,ом е / и ей ам и,ей ами ах
m - ц : - а у -,а ем,ом е / ы ев,ов ам ы,ев ами ах
m ь [^аеёиоуыэюяйь] : ь я ю ь,я ем е / и ей ям и,ей ями ях
m й [^и] : й я ю й,я ем е / и ев ям и,ев ями ях
m ий . : ий ия ию ий ием ии / ии иев иям ии иями иях
m ок . : ок ка ку ок,ка ком ке / ки ков кам ки,ков ками ках
m ек . : ек ка ку ек,ка ком ке / ки ков кам ки,ков ками ках
m ец [^ля] : ец ца цу ец,ца цом,цем це / цы цов,цев цам цы,цов,цев цами цах
m ец [ля] : ец ьца ьцу ец,ьца ьцом,ьцем ьце / ьцы ьцов,ьцев ьцам ьцы,ьцев ьцами ьцах
m аец . : аец айца айцу айца айцем айце / айцы айцев айцам айцев айцами айцах
m ин н|р : ин ина ину ина ином ине / е - ам - ами ах
f а [^гкхжшчщаеёиоуыэюяйь] : а ы е у ой,ою е / ы - ам ы,- ами ах
f а [гкх] : а и е у ой,ою е / и - ам и,- ами ах
f а [жшчщ] : а и е у ей,ой е / и - ам и,- ами ах
f ка . : ка ки ке ку кой ке / ки ок,ек кам ки,ок,ек ками ках
f я [^иь] : я и е ю ей е / и ь,ей ям и,ь ями ях
f я ь : я и е ю ей е / и ей ям и ями ях
f ия . : ия ии ии ию ией ии / ии ий иям ии,ий иями иях
f ь [^лр]|(?<!те)л|(?<!а)р : ь и и ь ью и / и ей ям и,ей ями ях
n о [^аеёиоуыэюяйь] : о а у о ом е / а - ам а ами ах
n но . : но на ну но ном не / на он,ен нам на нами нах
n ло . : ло ла лу ло лом ле / ла ол,ел лам ла лами лах
n е [^иьцщжшч] : е я ю е ем е / я ей ям я ями ях
n е [цщжшч] : е а у е ем е / а - ам а ами ах
n ье . : ье ья ью ье ьем ье / ья ий ьям ья ьями ьях
n ие . : ие ия ию ие ием ии / ия ий иям ия иями иях
""",
    "uk": """
m - [^жчшщгкхаеєиіїоуюяйь'’] : - а,у у,ові -,а ом і,у,ові / и ів ам и,ів ами ах
m - [гкх] : - а,у у,ові -,а ом у,ові / и ів ам и,ів ами ах
m - [жчшщ] : - а,у у,еві -,а ем і,у / і ів ам і,ів ами ах
m - р : - я ю,еві -,я ем і / і ів ям і,ів ями ях
m ь [^аеєиіїоуюяйь'’] : ь я,ю ю,еві ь,я ем і / і ів ям і,ів ями ях
m ець . : ець ця цю,цеві ець,ця цем ці / ці ців цям ці,ців цями цях
m єць а : єць йця йцю,йцеві йця йцем йці / йці йців йцям йців йцями йцях
m ід . : ід оду,ода оду,одові ід,ода одом оді / оди одів одам оди,одів одами одах
m ір . : ір ору,ора ору,орові ір,ора ором орі / ори орів орам ори,орів орами орах
m ок . : ок ка,ку ку,кові ок,ка ком ку / ки ків кам ки,ків ками ках
m й . : й я,ю ю,єві й,я єм ї / ї їв ям ї,їв ями ях
m ин н|р : ин ина ину,инові ина ином ині / и - ам - ами ах
f а [^жчшщгкхаеєиіїоуюяйь'’] : а и і у ою і / и - ам и,- ами ах
f ка . : ка ки ці ку кою ці / ки ок,к кам ки,ок ками ках
f га . : га ги зі гу гою зі / ги г гам ги,г гами гах
f ха . : ха хи сі ху хою сі / хи х хам хи,х хами хах
f а [жчшщ] : а і і у ею і / і - ам і,- ами ах
f я [^аоуіеєї'’] : я і і ю ею і / і ь,ей ям і,ь ями ях
f я [аоуіеєї'’] : я ї ї ю єю ї / ї й ям ї,й ями ях
f ь [^лр]|(?<!те)л|(?<!а)р : ь і і ь лю,ю,тю,ню і / і ей ям і,ей ями ях
f ість . : ість ості ості ість істю ості / ості остей остям ості остями остях
f - [жш]|(?<![аюя])ч : - і і - ю і / і ей ам і ами ах
f - ерф : - і і - ’ю,'ю і / і ей ям і ями ях
n о [^аеєиіїоуюяйь'’] : о а у о ом і / а - ам а ами ах
n но . : но на ну но ном ні / на он,ен нам на нами нах
n ло . : ло ла лу ло лом лі / ла ел,ол лам ла лами лах
n е [^аеєиіїоуюяйь'’] : е а у е ем і / а - ам а ами ах
n я [нтлдсзчжшц] : я я ю я ям і,ю / я ь ям я ями ях
""",
}


@dataclass(frozen=True, slots=True)
class _Paradigm:
    gender: str
    ending: str
    before: re.Pattern[str]
    forms: tuple[tuple[str, ...], ...]


def _bare(ending: str) -> str:
    return "" if ending == "-" else ending


@lru_cache(maxsize=2)
def _endings(language: str) -> dict[str, list[tuple[_Paradigm, str, str]]]:
    """Ending of a form -> the paradigms, cases and numbers that it can stand for."""
    index: defaultdict[str, list[tuple[_Paradigm, str, str]]] = defaultdict(list)
    for line in _TABLES[language].strip().splitlines():
        head, _, rest = line.partition(" : ")
        gender, ending, before = head.split()
        cells = [tuple(_bare(one) for one in cell.split(",")) for cell in rest.replace("/", " ").split()]
        paradigm = _Paradigm(gender, _bare(ending), re.compile(f"(?:{before})$"), tuple(cells))
        for place, cell in enumerate(cells):
            for one in cell:
                index[one].append((paradigm, CASES[place % 6], "sg" if place < 6 else "pl"))
    return dict(index)


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word in lower case, without the dots of ё; the word itself where nobody knows it."""
    return str(simplemma.lemmatize(word.lower(), lang=language)).lower().replace("ё", "е")


@lru_cache(maxsize=100_000)
def in_dictionary(word: str, language: str) -> bool:
    """Whether the dictionary of the language has a word in this form."""
    return bool(simplemma.is_known(word.lower(), lang=language))


@lru_cache(maxsize=2)
def _known(language: str) -> frozenset[str]:
    """Words that stand in the nominative in the lexicon of goods and in the pack."""
    from graph.reference import goods

    words = {
        label.lower().replace("ё", "е")
        for label, code, _ in goods.labels()
        if code == language and label.replace("-", "").isalpha()
    }
    pack = lexicon.load(language)
    keys = (
        "nouns",
        "goods_heads",
        "nominal_supply",
        "nominal_acquire",
        "stop_nouns",
        "measures",
        "company_cues",
        "office_nouns",
        "owner_nouns",
        "source_nouns",
    )
    listed = {word.replace("ё", "е") for key in keys for word in pack.words(key)}
    return frozenset(words | listed | set(group_nouns(language)))


@lru_cache(maxsize=2)
def group_nouns(language: str) -> dict[str, str]:
    """Noun for parties (lemma) -> its kind: company, state, person."""
    return {word: kind for kind, words in lexicon.load(language).data["group_nouns"].items() for word in words.split()}


def is_noun(word: str, language: str) -> bool:
    """Whether the dictionary form of a word is a noun that the lexicon of goods or the pack knows."""
    return lemma(word, language) in _known(language)


@lru_cache(maxsize=100_000)
def noun(word: str, language: str) -> tuple[Sense, ...]:
    """Read a noun; words without case (acronyms, "шасси") have all of them."""
    pack = lexicon.load(language)
    low = word.lower()
    if low in pack.words("indeclinable") or (word.isupper() and len(word) > 1) or word.isascii():
        return tuple(Sense(case, number, "n", word, word) for case in CASES for number in ("sg", "pl"))
    if "-" in low and (head := low.rpartition("-")[0]) and low.rpartition("-")[2] in pack.words("indeclinable"):
        tail = word[len(head) :]
        return tuple(
            Sense(one.case, one.number, one.gender, one.singular + tail, one.plural + tail)
            for one in noun(word[: len(head)], language)
        )
    if "-" in low and (double := _double(word, language)):
        return double
    irregular = [one for one, plural in plurals(language).items() if plural == low and plural.endswith("а")]
    if irregular:
        head = irregular[0]
        gen = (Sense("gen", "sg", "m", head, word),) if low == f"{head}а" else ()
        return (*(Sense(case, "pl", "m", head, word) for case in ("acc", "nom")), *gen)  # "корпуса"
    dictionary = lemma(word, language)
    known, sure, rest = _known(language), [], []
    for size in range(min(5, len(low) - 1), -1, -1):
        ending = low[len(low) - size :]
        for paradigm, case, number in _endings(language).get(ending, ()):
            stem = word[: len(word) - size]
            if len(stem) < 2 or not paradigm.before.search(stem.lower()):
                continue
            singular = stem + paradigm.ending
            sense = Sense(case, number, paradigm.gender, singular, _plural(stem, paradigm, singular, language))
            folded = singular.lower().replace("ё", "е")
            verbal = paradigm.gender == "n" and stem.endswith(
                ("анн", "янн", "енн", "інн", "отт", "итт")
            )  # "маркування"
            if folded in known or (folded == dictionary and in_dictionary(word, language)) or verbal:
                sure.append((folded not in known, sense))
            else:
                rest.append(sense)
    if sure:
        return tuple(sense for _, sense in sorted(sure, key=lambda pair: pair[0]))
    return tuple(rest)


def _listed(word: str, language: str) -> bool:
    return in_dictionary(word, language) or in_dictionary(lemma(word, language), language)


def _double(word: str, language: str) -> tuple[Sense, ...]:
    """ "літаків-заправників": two nouns that are inflected together."""
    head, _, tail = word.rpartition("-")
    crowd = lemma(head, language) in group_nouns(language)  # "фірмам-прокладкам"
    if head.lower().endswith("о") or not (_listed(head, language) and (crowd or _listed(tail, language))):
        return ()
    return tuple(
        Sense(one.case, one.number, one.gender, f"{one.singular}-{two.singular}", f"{one.plural}-{two.plural}")
        for one in noun(head, language)
        for two in noun(tail, language)
        if (one.case, one.number) == (two.case, two.number)
    )


ADJECTIVE_LEMMA = ("ый", "ий", "ой", "ій")


def _plural(stem: str, paradigm: _Paradigm, singular: str, language: str) -> str:
    irregular = plurals(language).get(singular.lower().replace("ё", "е"))
    return irregular or stem + paradigm.forms[6][0]


@lru_cache(maxsize=2)
def plurals(language: str) -> dict[str, str]:
    """Lemma -> nominative plural where no rule gives it."""
    return dict(pair.split("=") for pair in lexicon.load(language).data["plurals"].split())


# Ending of an adjective; then case, number and gender ("x" in the plural) that it stands for.
_ADJECTIVE_TABLES = {
    "ru": """
ый nom.sg.m acc.sg.m
ий nom.sg.m acc.sg.m
ой gen.sg.f dat.sg.f ins.sg.f loc.sg.f nom.sg.m acc.sg.m
ого gen.sg.m gen.sg.n acc.sg.m
его gen.sg.m gen.sg.n acc.sg.m
ому dat.sg.m dat.sg.n
ему dat.sg.m dat.sg.n
ым ins.sg.m ins.sg.n dat.pl.x
им ins.sg.m ins.sg.n dat.pl.x
ом loc.sg.m loc.sg.n
ем loc.sg.m loc.sg.n
ая nom.sg.f
яя nom.sg.f
ей gen.sg.f dat.sg.f ins.sg.f loc.sg.f
ую acc.sg.f
юю acc.sg.f
ое nom.sg.n acc.sg.n
ее nom.sg.n acc.sg.n
ые nom.pl.x acc.pl.x
ие nom.pl.x acc.pl.x
ых gen.pl.x acc.pl.x loc.pl.x
их gen.pl.x acc.pl.x loc.pl.x
ыми ins.pl.x
ими ins.pl.x
""",
    "uk": """
ий nom.sg.m acc.sg.m
ій nom.sg.m acc.sg.m dat.sg.f loc.sg.f
ого gen.sg.m gen.sg.n acc.sg.m
ому dat.sg.m dat.sg.n loc.sg.m loc.sg.n
им ins.sg.m ins.sg.n dat.pl.x
ім loc.sg.m loc.sg.n ins.sg.m
а nom.sg.f
я nom.sg.f
ої gen.sg.f
у acc.sg.f
ю acc.sg.f
ою ins.sg.f
е nom.sg.n acc.sg.n
є nom.sg.n acc.sg.n
і nom.pl.x acc.pl.x
их gen.pl.x acc.pl.x loc.pl.x
іх gen.pl.x acc.pl.x loc.pl.x
ими ins.pl.x
іми ins.pl.x
""",
}
_ADJECTIVES = {
    language: {row.split()[0]: row.split()[1:] for row in table.strip().splitlines()}
    for language, table in _ADJECTIVE_TABLES.items()
}
_SURE = {
    "ru": re.compile(
        r"(?:н|ск|ов|ев|нн|т|щ|ш|ж|л|цк|ем|им)"
        r"(?:ого|его|ому|ему|ыми|ими|ые|ие|ых|их|ую|юю|ая|яя|ое|ее|ый|ий|ым|им|ой|ом|ем|ей)$"
    ),
    "uk": re.compile(
        r"(?:н|ськ|ов|ев|зьк|цьк|т|л|ч)(?:ого|ому|ими|их|ої|ою|ий)$|(?:н|ськ|ов|ев|зьк|цьк)(?:ій|им|ні|а|у|е|і)$"
    ),
}
Slot = tuple[str, str, str]


@lru_cache(maxsize=100_000)
def adjective(word: str, language: str) -> frozenset[Slot]:
    """Case, number and gender ("x" in the plural) that an adjective can have; empty for other words."""
    low = word.lower()
    pack = lexicon.load(language)
    if low in pack.words("no_adjective") or not low[0].isalpha():
        return frozenset()
    dictionary = lemma(word, language)
    substantive = dictionary in pack.words("adjectival_nouns")
    if not substantive and any(
        one.singular.lower().replace("ё", "е") in _known(language) for one in noun(word, language)
    ):
        return frozenset()
    known = dictionary.endswith(ADJECTIVE_LEMMA) or substantive
    guessed = not in_dictionary(word, language) and len(low) > 5 and _SURE[language].search(low)
    if not known and not guessed and not (pack.phrase("participles").search(low)):
        return frozenset()
    for size in (3, 2, 1):
        slots = _ADJECTIVES[language].get(low[-size:])
        if slots and len(low) > size + 2:
            found = frozenset((case, number, gender) for case, number, gender in (one.split(".") for one in slots))
            masculine = not low.endswith("ой") or (dictionary == low and in_dictionary(word, language))
            return found if masculine else frozenset(one for one in found if one[2] != "m")
    return frozenset()


def stem_of(word: str, language: str) -> str:
    """An adjective without its ending."""
    low = word.lower()
    size = next(size for size in (3, 2, 1) if low[-size:] in _ADJECTIVES[language])
    stem = word[:-size]
    return stem[:-1] if stem.endswith("ь") and language == "uk" and size == 3 and low[-3:] in ("ого", "ому") else stem


def agree(word: str, number: str, gender: str, language: str) -> str:
    """The nominative of an adjective."""
    stem, low = stem_of(word, language), word.lower()
    last = stem[-1:].lower()
    if language == "uk":
        if number == "pl":
            return stem + "і"
        return stem + {"m": "ий", "f": "а", "n": "е"}[gender]
    soft = last not in "гкхжшчщ" and re.search(r"(?:его|ему|яя|юю|ее|ие|их|ими|им|ий|ей|ем)$", low) is not None
    velar, hushing = last in "гкхжшчщ", last in "жшчщ"
    if number == "pl":
        return stem + ("ие" if soft or velar else "ые")
    if gender == "m" and lemma(word, language).endswith("ой"):
        return stem + "ой"
    if gender == "m":
        return (
            word
            if low.endswith("ой") and {one[0] for one in adjective(word, language)} == {"nom"}
            else stem + ("ий" if soft or velar else "ый")
        )
    if gender == "f":
        return stem + ("яя" if soft else "ая")
    return stem + ("ее" if soft or hushing else "ое")


def in_mass(senses: tuple[Sense, ...], language: str) -> tuple[Sense, ...]:
    """Nouns for a mass ("микроэлектроника", "сталь") are read in the singular where that is possible."""
    mass = lexicon.load(language).words("mass")
    single = tuple(one for one in senses if one.number == "sg" and one.singular.lower() in mass)
    return single or senses


def together(modifiers: list[str], senses: tuple[Sense, ...], language: str) -> tuple[Sense, ...]:
    """The readings of a noun that agree with the adjectives before it; all where none does."""
    kept = senses
    for word in modifiers:
        slots = adjective(word, language)
        if slots:
            kept = tuple(
                one for one in kept if (one.case, one.number, one.gender if one.number == "sg" else "x") in slots
            )
    return kept or senses
