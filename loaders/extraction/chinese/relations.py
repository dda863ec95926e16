"""Owners, offices, lists and events between the two states in Chinese: sentences as patterns over mentions."""

from __future__ import annotations

import re
from itertools import product

from loaders.extraction import lexicon
from loaders.extraction.chinese import speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.owners import owners
from loaders.extraction.chinese.roles import said, same
from loaders.extraction.chinese.script import simplify
from loaders.extraction.chinese.state import Reading
from loaders.extraction.chinese.timing import dated
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
ANY = signs("name", "group", "country", "anaphor")
FIRM = signs("name", "anaphor")
N, G, C, L, A = (signs(kind) for kind in ("name", "group", "country", "place", "anaphor"))
Q = signs("amount")
D, E = signs("date"), signs("percent")
PAIRS = ({"CN", "RU"}, {"CN", "BY"})
LISTED = [
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,6}}?)(?P<t>(?:制裁|实体|出口管制|管制|黑)(?:实体)?(?:名单|清单|"
        rf"列表))(?:[^，。{PARTY}]{{0,6}}?)"
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
        rf"把)(?P<b>[{FIRM}](?:[、和与及][{FIRM}])*)(?:等[{Q}]?[{G}])?(?:及其[^，。]{{1,12}})?(?:[^，。{PARTY}]{{0,8}})?(?:列入|纳入|"
        rf"加入|加进|列进|放进|添加到|"
        rf"写入)(?:了|到)?(?P<t>[^，。；]{{1,20}}?(?:名单|清单|列表|黑名单|目录))"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])[^。；{PARTY}]{{0,14}}(?:将|把)[^，。；]{{2,24}}?(?:列入|纳入|加入)(?:了|到)?"
        rf"(?P<t>[^，。；]{{1,20}}?(?:名单|清单|列表|黑名单|目录))，"
        rf"(?:其中)?(?:包括|包含|涉及|有|含|就有|便有)(?:了)?(?P<b>[{FIRM}](?:[、和与及][{FIRM}])*)"
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
        rf"(?P<a>[{ANY}])(?:[^，。{PARTY}]{{0,12}})?(?P<t>(?:(?<=宣布)|(?<=决定)|(?<=已经)|(?<=已))制裁|"
        rf"制裁(?=了))(?:了)?(?P<b>[{FIRM}])"
    ),
]
TOPIC = (
    r"(?:[^，。；]{0,22}?)(?:联合演习|联合军演|军演|演习|演练|联合巡航|联合巡逻|巡航|巡逻|会谈|会晤|磋商|谈判|协议|"
    r"协定|备忘录|联合训练|培训|训练|对话|会议|论坛|联合声明|声明|访问|合作意向书|意向书|路线图|演训计划|合作计划|"
    r"计划|纪要)"
)
AT = rf"(?:[^，。；{PARTY}]{{0,8}}(?:[{L}][^，。；{PARTY}]{{0,8}})?)"
TALKS = (
    r"(?:磋商|商谈|洽谈|商讨|探讨|讨论|协商|会商|谈判|研究|商定|敲定|交流|研讨|座谈|会谈|交换(?:了)?意见|"
    r"通电话|通话|接触|视频会议|切磋)"
)
EVENTS = [
    re.compile(
        rf"(?P<a>[{ANY}]){AT}(?:与|同|和|跟|及|、)"
        rf"(?P<b>[{ANY}])(?:(?:、|和|及|与)[{ANY}])*(?P<mid>[^，。；]{{0,26}}?)(?:举行|进行|展开|举办|签署|签订|签|"
        rf"达成|召开|启动|开展|完成|"
        rf"发表|续签|恢复|结束|参加)(?:了|过)?(?P<t>{TOPIC})"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:[^，。；{PARTY}]{{0,18}})?(?:对)(?P<b>[{C}])(?P<mid>[^，。；{PARTY}]{{0,6}})(?:进行|开始|"
        rf"展开)(?:了)?(?P<t>[^，。；]{{0,10}}访问)"
    ),
    re.compile(
        rf"(?P<a>[{C}{G}])(?P<b>[{C}{G}])(?:两国|双方|两军|海军|空军|军方)*(?P<mid>[^，。；]{{0,26}}?)(?:举行|"
        rf"进行|展开|"
        rf"举办|签署|签订|达成|召开|启动|开展|完成|发表)(?:了|过)?(?P<t>{TOPIC})"
    ),
]
TALKED = [
    re.compile(  # "A在L同B磋商救援合作"
        rf"(?P<a>[{ANY}]){AT}(?:与|同|和|跟)(?P<b>[{ANY}])(?P<mid>{AT})(?:已|又|曾|还|再次|正|正在|再度)*{TALKS}(?:了|"
        rf"过)?(?P<t>[^，。；]{{2,26}})"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){AT}(?:与|同|和|跟)(?P<b>[{ANY}])(?P<mid>{AT})(?:就|围绕|"
        rf"针对)(?P<t>[^，。；]{{2,26}}?)(?:问题|事宜)?"
        rf"(?:举行|进行|展开|开展|继续|恢复|重启|启动|深入|初步|多次|再次)*(?:了|过)?{TALKS}"
    ),
    re.compile(  # "A为B讲授…", "A前往L，为B讲授…"
        rf"(?P<a>[{C}{G}{N}])(?:[^。；{PARTY}]{{0,10}}(?:[{L}{C}][^。；{PARTY}]{{0,8}})?)(?P<mid>)(?:为|给|向|"
        rf"对)(?P<b>[{C}{G}{N}])(?:[^，。；{PARTY}]{{0,6}}?)"
        rf"(?P<t>(?:讲授|讲解|讲课|授课|传授|培训|训练|演示|展示|展出)(?:了|过)?[^，。；]{{0,24}})"
    ),
    re.compile(rf"(?P<a>[{G}{C}{N}])(?P<mid>{AT})(?P<t>培训|训练|轮训)(?:了|过)?(?:[{Q}])?(?:来自)?(?P<b>[{G}{C}])"),
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
    rf"访)(?:了)?(?:位于)?(?:[{L}]的)?(?P<b>[{C}{L}{G}])"
)


def relations(reading: Reading) -> list[Draft]:
    """Read what a sentence says of owners, offices and lists."""
    found = [*owners(reading), *reading.roles]
    code = reading.marked.code
    for pattern in LISTED:
        for match in pattern.finditer(code):
            found += [one for one in _listing(reading, match) if not any(same(one, other) for other in found)]
    return found


def _listing(reading: Reading, match: re.Match[str]) -> list[Draft]:
    authority, listed = reading.parties(match["a"]), reading.parties(match["b"])
    unions = lexicon.load("zh").words("unions")
    if not authority or (authority[0].country is None and simplify(authority[0].surface) not in unions):
        return []
    found = []
    for by, party in product(authority, listed):
        if party.form != "named" or party.kind not in ("company", "person"):
            continue
        draft = said(reading, match.start(), "listing")
        if draft.modality == "reported" and not any(
            one.speech and one.start <= match.start() for one in reading.clauses
        ):
            draft.modality = "asserted"  # the act of a state asserts
        draft.subject, draft.object = by, party
        draft.topic = reading.marked.printed(match.start("t"), match.end("t")).removeprefix("的")
        if draft.modality == "denied":
            continue
        number = next((index for index, one in enumerate(reading.clauses) if one.end > match.start("t")), 0)
        dated(reading, number, [draft])
        if draft.start is None and draft.end is None:
            _own_date(reading, match, draft)
        found.append(draft)
    return found


def _own_date(reading: Reading, match: re.Match[str], draft: Draft) -> None:
    """ "英国2月宣布制裁A": whoever lists says it, and the date of both is one."""
    dates = [one.date for one in reading.marked.kinds(match.group()) if one.date is not None and one.date.first]
    if len(dates) == 1 and dates[0] is not None:
        draft.start, draft.end = dates[0].first, dates[0].last


def events(reading: Reading) -> list[Draft]:
    """Talks, visits, exercises and agreements between a Chinese and a Russian side."""
    found: list[Draft] = []
    for pattern in [*EVENTS, *TALKED, JOINT, MEET, TRAINED, VISIT]:
        for match in pattern.finditer(reading.marked.code):
            one, other = reading.parties(match["a"]), reading.parties(match["b"])
            if not one or not other or {one[0].country, other[0].country} not in PAIRS:
                continue
            draft = said(reading, match.start(), "event")
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
            own = re.sub(TALKS, "", own) if pattern in TALKED else own
            draft.modality = speech.judge(own, speech.NEGATED.search(own) is not None, reading.said)
            number = next((index for index, clause in enumerate(reading.clauses) if clause.end > match.start("t")), 0)
            dated(reading, number, [draft])
            if not any(same(draft, before) for before in found):
                found.append(draft)
    return found
