"""Owners, offices, lists and events between the two states in Chinese: sentences as patterns over mentions."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from graph.model import Amount, Party
from loaders.extraction import lexicon
from loaders.extraction.chinese import speech
from loaders.extraction.chinese.mentions import SURNAMES, signs
from loaders.extraction.chinese.numbers import DIGITS
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.chinese.state import Reading
from loaders.extraction.chinese.timing import dated
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
ANY = signs("name", "group", "country", "anaphor")
FIRM = signs("name", "anaphor")
N, G, C, L, A = (signs(kind) for kind in ("name", "group", "country", "place", "anaphor"))
Q = signs("amount")
D, E = signs("date"), signs("percent")
PERSON = (
    rf"(?:(?P<pn>[{N}{A}])|(?P<pt>(?!董事|总经|经理|主席|厂长|所长|院长|副总|常务|代表|"
    rf"全资)[{SURNAMES}][一-龥]{{1,2}}))"
)
SHARE = (
    rf"(?:(?P<n>[{E}])|(?P<tenth>[一二三四五六七八九])成|(?P<half>半数|一半)|(?P<whole>全部|全数)|"
    rf"(?P<fraction>四分之三|四分之一|五分之[一二三四]))"
)
PAIRS = ({"CN", "RU"}, {"CN", "BY"})
HOLD = r"(?:持有|拥有|控有|掌握|握有|收购了?|取得|购得|控制)着?"
OWNERS = [
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?(?P<all>全部)?(?:股份|股权)?(?:则|现|目前|实际|均|完全|系|是)*(?:由|为|被|归|"
        rf"属)(?:[^，。{PARTY}]{{0,8}})(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,6}}?)(?P<full>全资|百分之百|独资)?(?:持有|"
        rf"控制|所有|拥有|控股|设立|创办|创立|收购)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,16}})?(?:，)?(?:间接|直接|合计|共同|通过[^，。]{{1,16}}|目前|现|仍|"
        rf"实际|共|则|还|也|又|已|最终|另)*{HOLD}(?:了)?(?P<b>[{FIRM}])(?:公司)?(?:的)?(?:约|近|超过|"
        rf"逾)?{SHARE}(?:左右)?(?:的)?(?:股份|股权|股本|股票|出资|权益|份额|资本)"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?{SHARE}(?:的)?(?:股份|股权|股本|权益)(?:则|现|目前|均)?(?:由|归|属于?|为|"
        rf"在)(?:[^，。{PARTY}]{{0,6}})(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,4}})(?:持有|所有|名下|手中|拥有|控制)?"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:实际上|其实|目前|现)?(?:是|系|为|属于?|隶属于?)(?P<a>[{ANY}])(?:公司)?(?:的|旗下的?|"
        rf"在[^，。]{{1,8}}的)?(?P<full>全资)?(?:控股|间接控股|海外|境外|附属)?(?:子公司|附属公司|下属(?:公司|企业)|"
        rf"孙公司|旗下(?:公司|企业))"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:的|旗下的?)(?P<full>全资)?(?:控股|海外|境外)?(?:子公司|附属公司)(?:是|为|系|"
        rf"即)?(?P<b>[{FIRM}])"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?(?:唯一|最大|控股|第一大|大|实际|主要|幕后)?(?P<sole>)(?:(?:董事|法人|总经理|经理|董事长)兼)?(?:股东|所有者|拥有者|"
        rf"实际控制人|老板|业主|东家|控制人|所有人|出资人)(?:则|也|正|就|均)?(?:为|是|"
        rf"系)(?:[^，。{PARTY}]{{0,6}})(?P<a>[{ANY}])(?:，(?:其)?(?:持股|占股|持有)(?:比例)?(?:为)?{SHARE})?"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,6}})?(?:是|为|系)(?P<b>[{FIRM}])(?:的)?(?:唯一|最大|控股|第一大|"
        rf"第二大|大|实际|主要|幕后)*(?:股东|所有者|拥有者|实际控制人|老板|业主|控制人|"
        rf"所有人)(?:，[^，。{PARTY}]{{0,6}}{SHARE}(?:的)?(?:股份|股权))?"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,8}})?(?P<full>全资)(?:控股|拥有|持有|控制)(?:了|着)?(?P<b>[{FIRM}])"
    ),
    re.compile(rf"(?P<a>[{ANY}])(?:实际|间接|直接)?(?:控股|控制着|掌控着?)(?P<b>[{FIRM}])"),
]
OMITTED = re.compile(
    rf"[，；](?:其余的?|余下的?|剩余的?|剩下的?|另外的?|另有|另|其)?(?P<b>){SHARE}(?:的)?(?:股份|股权)?(?:则|由|归|为|"
    rf"属于?)+(?:[^，。{PARTY}]{{0,6}})(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,4}})(?:持有|所有|名下|拥有|控制)"
)
HOLDER = re.compile(
    rf"[，；](?:其)?(?P<b>)(?P<sole>唯一的?|最大|控股|实际|第一大)?(?:股东|所有者|实际控制人|控制人|老板|"
    rf"所有人)(?:则|仍)?(?:为|是|系)(?:[^，。{PARTY}]{{0,6}})(?:[{C}](?:籍|人|公民|商人)+)?(?P<a>[{ANY}])"
)
STAKE = re.compile(
    rf"(?P<a>[{ANY}])(?:则|另|各|分别|仅|实际|还|也)*(?:出资|持股|占股|认缴|入股|占)(?:比例)?(?:为|约|"
    rf"达)?{SHARE}(?P<b>)(?![一-龥]{{0,2}}市场)"
)
PERSONS = re.compile(
    rf"{PERSON}(?:目前|现|仍|间接|直接|实际|还|也|另)*{HOLD}(?:了)?(?P<b>[{FIRM}])(?:公司)?(?:的)?(?:约|近|超过|"
    rf"逾)?{SHARE}(?:的)?(?:股份|股权|股本|权益)"
)
LARGEST = re.compile(
    rf"(?P<a>[{ANY}])(?:为|是|系)(?:其)?(?:第[一二三]大|最大|控股)股东，(?:其)?持(?:有|"
    rf"股)(?:(?P<b>[{FIRM}])的?)?{SHARE}"
)
LISTED = [
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,6}}?)(?P<t>(?:制裁|实体|出口管制|管制|黑)(?:实体)?(?:名单|清单|列表))(?:[^，。{PARTY}]{{0,6}}?)"
        rf"(?:新增|增列|增加|添加|新列|收录|收入|加上)(?:了)?(?P<b>[{FIRM}](?:[、和与及][{FIRM}])*)"
    ),
    re.compile(
        rf"(?P<b>[{ANY}])(?:[^，。{PARTY}]{{0,10}})?(?:已|又|也|还|均|曾|先后|随即|再|于)*(?:被|遭|遭到|"
        rf"受到)(?P<a>[{ANY}](?:[、和与及][{ANY}])*)(?:[^，。{PARTY}]{{0,10}})?(?:列入|纳入|加入|加进|列进|放进|"
        rf"添加到|写入|拉进|登上)(?:了|"
        rf"到)?(?P<t>[^，。；]{{1,20}}?(?:名单|清单|列表|黑名单|目录))"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,14}})?(?:将|"
        rf"把)(?P<b>[{FIRM}](?:[、和与及][{FIRM}])*)(?:等[{Q}]?[{G}])?(?:[^，。{PARTY}]{{0,8}})?(?:列入|纳入|加入|加进|列进|放进|添加到|"
        rf"写入)(?:了|到)?(?P<t>[^，。；]{{1,20}}?(?:名单|清单|列表|黑名单|目录))"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:[^，。{PARTY}]{{0,12}})?(?:列入|纳入|登上|进入|"
        rf"上了)(?:了)?(?P<a>[{ANY}])(?:的)?(?P<t>[^，。；{PARTY}]{{0,14}}?(?:名单|清单|列表|黑名单))"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:[^，。{PARTY}]{{0,10}})?(?:被|遭|遭到|受到|受)(?P<a>[{ANY}])(?:的)?(?P<t>(?:金融|"
        rf"经济)?制裁)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,12}})?(?:对|"
        rf"宣布对)(?P<b>[{FIRM}](?:[、和与及][{FIRM}])*)(?:[^，。{PARTY}]{{0,6}})?(?:实施|施加|采取|"
        rf"实行)(?:了)?(?P<t>(?:金融|经济)?制裁)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,12}})?(?P<t>(?:(?<=宣布)|(?<=决定)|(?<=已经)|(?<=已))制裁|制裁(?=了))(?:了)?(?P<b>[{FIRM}])"
    ),
]
TOPIC = (
    r"(?:[^，。；]{0,22}?)(?:联合演习|联合军演|军演|演习|演练|联合巡航|联合巡逻|巡航|巡逻|会谈|会晤|磋商|谈判|协议|"
    r"协定|备忘录|联合训练|培训|训练|对话|会议|论坛|联合声明|声明|访问|合作意向书|意向书|路线图|演训计划|合作计划|"
    r"计划|纪要)"
)
EVENTS = [
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,8}})?(?:与|同|和|跟|及|、)"
        rf"(?P<b>[{ANY}])(?:(?:、|和|及|与)[{ANY}])*(?P<mid>[^，。；]{{0,26}}?)(?:举行|进行|展开|举办|签署|签订|签|"
        rf"达成|召开|启动|开展|完成|"
        rf"发表|续签|恢复|结束|参加)(?:了|过)?(?P<t>{TOPIC})"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,18}})?(?:对)(?P<b>[{C}])(?P<mid>[^，。；{PARTY}]{{0,6}})(?:进行|开始|"
        rf"展开)(?:了)?(?P<t>[^，。；]{{0,10}}访问)"
    ),
    re.compile(
        rf"(?P<a>[{C}{G}])(?P<b>[{C}{G}])(?:两国|双方|两军|海军|空军|军方)*(?P<mid>[^，。；]{{0,26}}?)(?:举行|进行|展开|"
        rf"举办|签署|签订|达成|召开|启动|开展|完成|发表)(?:了|过)?(?P<t>{TOPIC})"
    ),
]
JOINT = re.compile(
    rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,8}})?(?:与|同|和|跟|及|"
    rf"、)(?P<b>[{ANY}])(?P<mid>[^，。；]{{0,24}}?)(?P<t>联合(?:巡逻|巡航|演习|军演|训练|演练))"
)
MEET = re.compile(
    rf"(?P<a>[{N}{G}{C}])(?:[^，。；{PARTY}]{{0,16}})?(?:[{C}{L}])?(?:[^，。；{PARTY}]{{0,10}}?)(?P<t>会见|会晤|接见|"
    rf"拜会|接待)(?:了)?"
    rf"(?:来访的|到访的)?(?:[{C}](?:[^，。；{PARTY}]{{0,10}}))?(?P<b>[{N}{G}{C}])"
)
TRAINED = re.compile(
    rf"(?P<a>[{G}{C}{N}])(?:[^，。；{PARTY}]{{0,8}})?(?:在|赴|前往|"
    rf"到)(?P<b>[{C}])(?:[^，。；{PARTY}]{{0,16}}?)(?:接受|参加|进行|完成|受训|"
    rf"学习)(?:了)?(?P<t>[^，。；]{{0,14}}?(?:培训|训练|受训|演练|演习))"
)
VISIT = re.compile(
    rf"(?P<a>[{N}{G}{C}])(?:[^，。；{PARTY}]{{0,12}})?(?P<t>访问|到访|造访|抵达|考察|参观|"
    rf"访)(?:了)?(?:位于[{L}]的)?(?P<b>[{C}{L}{G}])"
)


@lru_cache(maxsize=1)
def _roles() -> list[re.Pattern[str]]:
    words = either(lexicon.load("zh").data["offices"].split())
    office = rf"(?P<t>(?:副|执行|常务|代理|技术|商务|销售|财务|采购)?(?:{words}))"
    return [
        re.compile(
            rf"(?P<b>[{FIRM}])(?:的|现任|时任)?(?:唯一的?)?{office}(?:兼[^，。{PARTY}]{{1,6}}?)?(?:一职)?(?:目前|现|仍|则|一直)?(?:由|为|是|"
            rf"系)(?:[^，。{PARTY}]{{0,8}}?){PERSON}(?:担任|出任|兼任)?"
        ),
        re.compile(
            rf"{PERSON}(?:[^，。；{PARTY}]{{0,10}}?)(?:担任|出任|兼任|现任|任|是|"
            rf"系)(?:了)?(?P<b>[{FIRM}])(?:的)?{office}"
        ),
        re.compile(rf"(?P<b>[{FIRM}])(?:的|现任)?{office}(?P<pn>[{N}])"),
        re.compile(
            rf"(?P<b>[{FIRM}])(?:的|"
            rf"现任)?{office}(?P<pt>[{SURNAMES}][一-龥]{{1,2}})(?=[，、。表说称持在也否则曾于和与为是回告透介兼任出{D}])"
        ),
        re.compile(rf"(?:^|(?<=[，。；]))(?P<b>)(?:其|该公司|公司)?{office}{PERSON}(?=[，、。对表说称在也否则{D}])"),
        re.compile(
            rf"(?:^|(?<=[，。；]))(?P<b>)(?:其|该公司|公司)?(?:现任|时任)?{office}(?:一职)?(?:则|现|也|仍)?(?:为|是|系|由)"
            rf"(?:[{C}](?:籍|公民|国民|商人|人)*的?)?{PERSON}(?=[，、。；担出兼]|$)"
        ),
        re.compile(rf"(?P<b>[{FIRM}])由(?:[^，。{PARTY}]{{0,8}}?){PERSON}(?:担任|出任){office}"),
        re.compile(rf"{PERSON}(?:[^，。；{PARTY}]{{0,6}}?)(?P<t>领导|掌管|执掌|主管)(?:着)?(?P<b>[{FIRM}])"),
    ]


def relations(reading: Reading) -> list[Draft]:
    """Read what a sentence says of owners, offices and lists."""
    found: list[Draft] = []
    code = reading.marked.code
    for pattern in [LARGEST, *OWNERS, PERSONS, OMITTED, STAKE, HOLDER]:
        for match in pattern.finditer(code):
            draft = _owner(reading, match)
            if draft is not None and not any(_same(draft, one) for one in found):
                found.append(draft)
    for pattern in _roles():
        for match in pattern.finditer(code):
            draft = _role(reading, match)
            if draft is not None and not any(_same(draft, one) for one in found):
                found.append(draft)
    for pattern in LISTED:
        for match in pattern.finditer(code):
            found += [one for one in _listing(reading, match) if not any(_same(one, other) for other in found)]
    return found


def _same(one: Draft, other: Draft) -> bool:
    """The same parties, in either order."""
    if one.kind != other.kind or one.subject is None or one.object is None:
        return False
    names = {one.subject.surface, one.object.surface}
    return names == {party.surface for party in (other.subject, other.object) if party}


def _said(reading: Reading, start: int, kind: str) -> Draft:
    draft = Draft("ownership", [reading.marked.sentence])
    draft.kind = kind  # type: ignore[assignment]
    heads = [one for one in reading.clauses if one.speech and one.end <= start]
    aside = any(one.speech and one.start <= start < one.end for one in reading.clauses)
    said = reading.state.chain if aside else reading.said
    text = reading.marked.code[max(0, start - 12) : start]
    draft.modality = speech.judge(heads[-1].text if heads else "", speech.NEGATED.search(text) is not None, said)
    return draft


def _owner(reading: Reading, match: re.Match[str]) -> Draft | None:
    groups = match.groupdict()
    person = _person(reading, match) if "pt" in groups else None
    owners, owned = [person] if person else reading.parties(groups.get("a") or ""), reading.parties(groups["b"] or "")
    if not groups["b"]:
        near = [one for one in reading.parties(reading.marked.code[: match.start()]) if one.kind == "company"]
        owned = near[:1] if near and match.re in (OMITTED, STAKE, HOLDER) else []
    if not groups["b"] and not owned:
        owned = [one for one in reversed(reading.state.parties) if owners and one.surface != owners[0].surface][:1]
    if owners and owned and owners[0].surface == owned[0].surface and groups["b"] and "公司" in match.group():
        owned = [one for one in reading.state.parties if one.kind == "company" and one.surface != owners[0].surface][:1]
    if not owners or not owned or owners[0].surface == owned[0].surface or owned[0].kind != "company":
        return None
    if re.search(r"没有|并未|未$", match.group()):
        return None
    draft = _said(reading, match.start(), "ownership")
    draft.subject, draft.object, draft.share = owners[0], owned[0], _share(reading, groups)
    return draft


def _share(reading: Reading, groups: dict[str, str | None]) -> Amount | None:
    if groups.get("full") or groups.get("whole") or groups.get("all"):
        return Amount("100", "=", "%")
    if groups.get("n"):
        found = reading.marked.mentions[groups["n"] or ""].amount
        return found.amount if found else None
    if groups.get("tenth"):
        return Amount(str(DIGITS[groups["tenth"] or ""] * 10), "=", "%")
    if groups.get("half"):
        return Amount("50", "=", "%")
    if fraction := groups.get("fraction"):
        of, _, part = fraction.partition("分之")
        return Amount(str(100 * DIGITS[part] // DIGITS[of]), "=", "%")
    return None


def _role(reading: Reading, match: re.Match[str]) -> Draft | None:
    body = reading.parties(match["b"])
    if not match["b"]:
        near = [one for one in reading.parties(reading.marked.code) if one.kind == "company"]
        body = near[:1] or [one for one in reversed(reading.state.parties) if one.kind == "company"][:1]
    person = _person(reading, match)
    if not body or person is None or body[0].kind != "company":
        return None
    draft = _said(reading, match.start(), "role")
    draft.subject, draft.object = person, body[0]
    draft.topic = reading.marked.printed(match.start("t"), match.end("t"))
    return draft


def _person(reading: Reading, match: re.Match[str]) -> Party | None:
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


def _listing(reading: Reading, match: re.Match[str]) -> list[Draft]:
    authority, listed = reading.parties(match["a"]), reading.parties(match["b"])
    unions = lexicon.load("zh").words("unions")
    if not authority or (authority[0].country is None and simplify(authority[0].surface) not in unions):
        return []
    found = []
    for by, party in product(authority, listed):
        if party.form != "named" or party.kind not in ("company", "person"):
            continue
        draft = _said(reading, match.start(), "listing")
        draft.subject, draft.object = by, party
        draft.topic = reading.marked.printed(match.start("t"), match.end("t")).removeprefix("的")
        if draft.modality == "denied":
            continue
        number = next((index for index, one in enumerate(reading.clauses) if one.end > match.start("t")), 0)
        dated(reading, number, [draft])
        found.append(draft)
    return found


def events(reading: Reading) -> list[Draft]:
    """Talks, visits, exercises and agreements between a Chinese and a Russian side."""
    found: list[Draft] = []
    for pattern in [*EVENTS, JOINT, MEET, TRAINED, VISIT]:
        for match in pattern.finditer(reading.marked.code):
            one, other = reading.parties(match["a"]), reading.parties(match["b"])
            if not one or not other or {one[0].country, other[0].country} not in PAIRS:
                continue
            draft = _said(reading, match.start(), "event")
            draft.subject, draft.object = one[0], other[0]
            if other[0].kind == "place":
                draft.object, draft.place = None, other[0]
            draft.topic = re.sub(
                r"^(?:[了过]|第[^，]{1,3}次)", "", reading.marked.printed(match.start("t"), match.end("t"))
            )
            places = [
                party
                for mention in reading.marked.kinds(match.groupdict().get("mid") or "")
                if mention.kind == "place" and (party := mention.party())
            ]
            draft.place = draft.place or next(iter(places), None)
            own = reading.marked.code[match.start() : match.start("t")]
            draft.modality = speech.judge(own, speech.NEGATED.search(own) is not None, reading.said)
            number = next((index for index, clause in enumerate(reading.clauses) if clause.end > match.start("t")), 0)
            dated(reading, number, [draft])
            if not any(_same(draft, before) for before in found):
                found.append(draft)
    return found
