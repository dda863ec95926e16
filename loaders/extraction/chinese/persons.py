"""Persons that a Chinese text names: foreign names with a dot, Chinese ones beside an office or a share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from loaders.extraction import lexicon
from loaders.extraction.chinese.names import Name, Names
from loaders.extraction.chinese.places import SOUNDS, begins
from loaders.extraction.chinese.script import either

SURNAMES = "".join(lexicon.load("zh").data["surnames"].split())
PERSON = re.compile(rf"[{SOUNDS}]{{1,7}}(?:·(?:[{SOUNDS}]{{1,9}}|[A-Z]\.?)){{1,3}}")
NAME = (
    rf"(?P<who>(?!董事|总[经裁监]|经[理纪]|主席|[厂所院行]长|副总|常务|代表|全资|方面|高管|高层|高级|金额|金属|"
    rf"白俄|万[元美]|于是|余下|时任|江苏|江西|"
    rf"安徽)[{SURNAMES}][一-龥]{{1,2}}?)"
)
ACTS = (
    r"(?:(?:自|于|在|从)?[\d一二〇零两]{1,4}年[^，。]{0,8}?)?(?:目前|现|仍|则|又|也|还|同时|分别|各自|各|仅|另|"
    r"间接|直接|实际|共同|继续|再|一直)*"
    r"(?:担任|出任|兼任|接任|就任|现任|持股|持有|占股|出资|认缴|入股|控股|掌管|执掌|拥有|一人|全资|独资|创办|创立|名下)"
)
ENDS = (
    r"(?=[，、。；（(和与及]|[于对向][^，。]{1,16}(?:表示|说|称)|(?:则|也|还|均|都|随后|当天|日前|昨[天日]|昨|"
    r"今[天日]|坚决|断然|公开)*(?:表示|说|称|否认|回应|"
    r"拒绝|透露|告诉|承认|坦言|回忆|强调|没有|证实|出席|签|持|担|一人|兼|又|在|是|名下|同时|曾|现年|今年|去年|"
    r"也|已|面对|被|将|把|从|通过|电话|接受|本人|语气)|"
    r"先生|女士|$)"
)


@lru_cache(maxsize=1)
def _beside() -> list[re.Pattern[str]]:
    pack = lexicon.load("zh")
    office = either(pack.words("offices"))
    what = either(pack.words("person_words"))
    return [
        re.compile(rf"(?:{office}|(?<![各小全])股东|{what})(?:一职)?(?:(?:为|是|系)(?:一名叫|名叫)?)?{NAME}{ENDS}"),
        re.compile(rf"(?:^|(?<=[，。；：、由和与及是为的“]))(?:老板|股东|商人)?{NAME}(?:女士|先生)?(?={ACTS})"),
        re.compile(rf"(?<=名叫|名为|叫做){NAME}的(?:[一-龥]{{0,6}})(?:{what}|人)"),
        re.compile(rf"(?<=任命|聘请|委任|聘任|推选|选举|委派){NAME}(?:先生|女士)?(?=为|担任|出任|接替)"),
        re.compile(rf"(?<=由){NAME}(?=(?:担任|出任|兼任|任))"),
        re.compile(rf"(?<=在){NAME}(?=名下|手中|手里)"),
        re.compile(rf"(?:^|(?<=[，。；“])){NAME}(?=，(?:现任|时任)?[^，。；]{{2,30}}?(?:{office})，)"),
    ]


@lru_cache(maxsize=1)
def _repeated() -> re.Pattern[str]:
    """A name of three signs behind an office; only where the text uses it again."""
    pack = lexicon.load("zh")
    return re.compile(
        rf"(?:{either(pack.words('offices'))}|{either(pack.words('person_words'))}){NAME.replace('{1,2}?', '{2}')}"
    )


def read_persons(names: Names, pairs: Iterable[tuple[str, str]]) -> None:
    """Add the persons of a text to its names, with the family name of foreign ones where the text uses it alone.

    Args:
        names: the firms of the text.
        pairs: every sentence in simplified signs and as printed.
    """
    pairs = list(pairs)
    whole = "\n".join(plain for plain, _ in pairs)
    for plain, printed in pairs:
        for start, end in _spans(plain, whole):
            key = plain[start:end]
            if any(key in firm for firm in names.table) or ("·" not in key and begins(key)):
                continue
            name = names.table.setdefault(key, Name(printed[start:end], None, person=True, aliases={key}))
            family = key.rpartition("·")[2]
            if family != key and len(family) > 2 and re.search(rf"(?<!·){family}(?!·)", whole):
                name.aliases.add(family)


def _spans(plain: str, whole: str) -> Iterator[tuple[int, int]]:
    for match in PERSON.finditer(plain):
        yield match.span()
    for match in _repeated().finditer(plain):
        if whole.count(match["who"]) > 1:
            yield match.span("who")
    for pattern in _beside():
        for match in pattern.finditer(plain):
            yield match.span("who")
