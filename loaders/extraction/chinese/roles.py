"""Offices in Chinese: who holds which one at which firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.model import Party
from loaders.extraction import lexicon
from loaders.extraction.chinese import speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.persons import SURNAMES
from loaders.extraction.chinese.script import either
from loaders.extraction.chinese.state import Reading
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
FIRM = signs("name", "anaphor")
N, C, L, A = (signs(kind) for kind in ("name", "country", "place", "anaphor"))
D = signs("date")
PERSON = (
    rf"(?:(?P<pn>[{N}{A}])|(?P<pt>(?!董事|总经|经理|主席|厂长|所长|院长|副总|常务|代表|"
    rf"全资)[{SURNAMES}][一-龥]{{1,2}}))"
)
HE = r"(?P<he>[他她]|此人|这位商人|这名商人|该名商人|后者|前者)"
ALSO = r"(?:同时|还|也|又|亦|并|且|另|目前|现|现在|则|一直|仍|另外|此外|实际上?|曾经?|同样|兼任?)*"
HOLDS = r"(?:担任|出任|兼任|接任|就任|现任|升任|调任|履任|任职|充任|当选|任|是|系|当上|坐上|成为|兼|为)(?:了|着)?"
PRE = (
    r"(?:副|执行|常务|代理|技术|商务|销售|财务|采购|市场|营销|出口|外贸|生产|运营|董事会|监事会|名义|第一|首席|"
    r"联合|共同|行政|大区|区域|中国区|驻华|高级|实际|唯一的?|现任|名义上的|海外)"
)
SINCE = re.compile(r"(?:出任|就任|接任|升任|当选|任命|聘请|委任|上任)")


@lru_cache(maxsize=1)
def _patterns() -> list[re.Pattern[str]]:
    words = either(lexicon.load("zh").data["offices"].split())
    office = rf"(?P<t>{PRE}*(?:{words})(?:(?:兼任?|和|及|、){PRE}*(?:{words}))?)"
    own = r"(?:该公司|公司|该厂|该企业|企业|集团|该集团)?"
    return [
        re.compile(
            rf"(?P<b>[{FIRM}])(?:的|现任|"
            rf"时任)?(?:唯一的?)?{office}(?:兼[^，。{PARTY}]{{1,6}}?)?(?:一职)?(?:目前|现|仍|则|一直)?(?:由|为|是|"
            rf"系|名叫|叫)(?:[^，。{PARTY}]{{0,8}}?)(?:[{C}](?:籍|公民|国民|商人|人)*的?)?{PERSON}(?:担任|出任|兼任)?"
        ),
        re.compile(rf"{PERSON}(?:[^，。；{PARTY}]{{0,14}}?){HOLDS}[{C}]?[{L}]?(?P<b>[{FIRM}])(?:公司)?(?:的)?{office}"),
        re.compile(rf"(?P<b>[{FIRM}])(?:的|现任)?{office}(?P<pn>[{N}])"),
        re.compile(
            rf"(?P<b>[{FIRM}])(?:的|"
            rf"现任)?{office}(?P<pt>[{SURNAMES}][一-龥]{{1,2}})(?=[，、。表说称持在也否则曾于和与为是回告透介兼任出同被{D}])"
        ),
        re.compile(
            rf"(?:^|(?<=[，。；“]))(?P<b>)(?:其|该公司|公司)?{office}{PERSON}(?=[，、。对表说称在也否则告透坦承回{D}])"
        ),
        re.compile(rf"(?<=[和与及])(?P<b>)(?:其|它的|该公司|公司){office}(?P<pn>[{N}])"),
        re.compile(
            rf"(?:^|(?<=[，。；]))(?P<b>)(?:其|该公司|公司)?(?:现任|时任)?{office}(?:一职)?(?:则|现|也|"
            rf"仍)?(?:为|是|系|由)"
            rf"(?:[{C}](?:籍|公民|国民|商人|人)*的?)?{PERSON}(?=[，、。；担出兼]|$)"
        ),
        re.compile(
            rf"(?P<b>[{FIRM}])(?:现|目前|则|仍)?由(?:[^，。{PARTY}]{{0,8}}?){PERSON}(?:担任|出任|兼任|任){office}"
        ),
        re.compile(
            rf"(?P<b>[{FIRM}])(?:[^，。；{PARTY}]{{0,10}}?)(?:任命|聘请|委任|聘任|推选|选举|"
            rf"委派)(?:了)?{PERSON}(?:先生|女士)?(?:为|"
            rf"担任|出任|接任){own}(?:新任|新的)?{office}"
        ),
        re.compile(
            rf"{PERSON}(?:[^，。；{PARTY}]{{0,8}}?)(?:被|获|受)(?:任命|聘请|委任|聘任|推选|选举|选|推举)?(?:为|担任|"
            rf"出任)(?P<b>[{FIRM}])(?:的)?(?:新任)?{office}"
        ),
        re.compile(rf"(?P<pn>[{N}])，(?:现任|时任)?(?P<b>[{FIRM}])(?:的)?{office}(?=[，。；、])"),
        re.compile(rf"(?:^|(?<=[，。；“])){HE}?{ALSO}{HOLDS}[{C}]?[{L}]?(?P<b>[{FIRM}])(?:公司)?(?:的)?{office}"),
        re.compile(
            rf"(?:^|(?<=[，。；“])){HE}?{ALSO}(?:担任|出任|兼任|接任|就任|现任|任)(?P<b>)(?:该公司|公司)(?:的)?{office}"
        ),
        re.compile(
            rf"{PERSON}(?:[^，。；{PARTY}]{{0,6}}?)(?P<t>领导|掌管|执掌|主管|主持|管理|经营)(?:着)?(?P<b>[{FIRM}])"
        ),
        re.compile(
            rf"(?P<b>[{FIRM}])(?:目前|现|则|一直|仍)?由{PERSON}(?P<t>领导|掌管|执掌|主管|主持|管理|经营|打理|"
            rf"负责)(?=[，。；、]|$)"
        ),
    ]


def roles(reading: Reading) -> list[Draft]:
    """Read which persons hold an office at which firms."""
    found: list[Draft] = []
    for match in matches(_patterns(), reading):
        add(found, _role(reading, match))
    for draft in found:
        if draft.subject is not None and draft.object is not None:
            reading.state.offices.setdefault(draft.subject.surface, draft.object)
    return found


def matches(patterns: Iterable[re.Pattern[str]], reading: Reading) -> Iterator[re.Match[str]]:
    """Where patterns of relations fit a sentence, pattern by pattern."""
    for pattern in patterns:
        yield from pattern.finditer(reading.marked.code)


def add(found: list[Draft], draft: Draft | None) -> None:
    """Keep a claim that no other of the sentence makes already."""
    if draft is not None and not any(same(draft, one) for one in found):
        found.append(draft)


def same(one: Draft, other: Draft) -> bool:
    """The same parties, in either order."""
    if one.kind != other.kind or one.subject is None or one.object is None:
        return False
    names = {one.subject.surface, one.object.surface}
    return names == {party.surface for party in (other.subject, other.object) if party}


def said(reading: Reading, start: int, kind: str) -> Draft:
    """A claim of a kind about what is said at a place of the sentence, with its modality."""
    draft = Draft("ownership", [reading.marked.sentence])
    draft.kind = kind  # type: ignore[assignment]
    heads = [one for one in reading.clauses if one.speech and one.end <= start]
    aside = any(one.speech and one.start <= start < one.end for one in reading.clauses)
    source = any(one.start < start for one in reading.clauses if one.speech) or speech.leads(
        reading.marked.code[:start]
    )
    attributed = reading.state.chain or (source and reading.said and not aside)
    text = reading.marked.code[max(0, start - 12) : start]
    draft.modality = speech.judge(heads[-1].text if heads else "", speech.NEGATED.search(text) is not None, attributed)
    return draft


def _role(reading: Reading, match: re.Match[str]) -> Draft | None:
    before = reading.marked.code[: match.start("t")]
    if re.search(r"(?:前|前任|原|曾任|曾担任|卸任|辞去)$", before) or re.search(r"曾|此前|原先", match.group()[:12]):
        return None
    body = reading.parties(match["b"])
    if not match["b"]:
        pointed = re.match(r"其|该|公司", match.group().lstrip("，。；“")) is not None
        code = reading.marked.code[: match.start()] if pointed else reading.marked.code
        near = [one for one in reading.parties(code) if one.kind == "company"]
        body = near[:1] or [one for one in reversed(reading.state.parties) if one.kind == "company"][:1]
    person = person_of(reading, match) or _he(reading, match)
    if not body or person is None or body[0].kind != "company" or body[0].surface == person.surface:
        return None
    draft = said(reading, match.start(), "role")
    draft.subject, draft.object = person, body[0]
    draft.topic = reading.marked.printed(match.start("t"), match.end("t"))
    _since(reading, match, draft)
    return draft


def _since(reading: Reading, match: re.Match[str], draft: Draft) -> None:
    """ "自2019年起担任": since when."""
    begin = max((reading.marked.code.rfind(sign, 0, match.start()) for sign in "，。；"), default=-1) + 1
    text = reading.marked.code[begin : match.start("t")]
    for mention in reading.marked.kinds(text):
        date = mention.date
        if date is not None and date.first and (date.last is None or SINCE.search(text)):
            draft.start = date.first


def _he(reading: Reading, match: re.Match[str]) -> Party | None:
    """Whom 他 means, or a clause that leaves its subject out: the last person."""
    if "he" not in match.groupdict():
        return None
    named = [one for one in reading.parties(reading.marked.code[: match.start()]) if one.kind == "person"]
    return named[-1] if named else reading.state.person if match["he"] else None


def person_of(reading: Reading, match: re.Match[str]) -> Party | None:
    """The person that a match names, by a sign or by its letters."""
    groups = match.groupdict()
    if groups.get("pn"):
        found = reading.parties(groups["pn"] or "")
        return found[0] if found and found[0].kind == "person" else None
    if not groups.get("pt"):
        return None
    name = reading.marked.printed(match.start("pt"), match.end("pt"))
    name = re.sub(r"[担出兼现任先女]+$", "", name)
    place = reading.marked.sentence.text.find(name)
    if len(name) < 2 or place < 0:
        return None
    start = reading.marked.sentence.start + place
    return Party(surface=name, kind="person", span=(start, start + len(name)))
