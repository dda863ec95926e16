"""Who owns which firm in Chinese: shares held, bought and shared out, mothers and daughters."""

from __future__ import annotations

import re

from graph.model import Amount, Party
from loaders.extraction.chinese import speech
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.numbers import fraction
from loaders.extraction.chinese.roles import PERSON, add, matches, person_of, said
from loaders.extraction.chinese.state import Reading
from loaders.extraction.drafts import Draft

PARTY = signs("name", "group", "country", "place", "anaphor")
ANY = signs("name", "group", "country", "anaphor")
FIRM = signs("name", "anaphor")
N, C, D, E, M = signs("name"), signs("country"), signs("date"), signs("percent"), signs("money")
PART = (
    rf"(?:[{E}]|[一二三四五六七八九]成[半]?|半数|一半|过半|[二三四五六七八九十]分之[一二三四五六七八九]|全部|"
    rf"全数|百分之百)"
)
SHARE = rf"(?:约|近|超过|逾|合计|共|共计|高达|达|多达|其|的)*(?P<share>{PART})"
STOCK = r"(?:股份|股权|股本|股票|出资额?|权益|份额|资本|注册资本|股)"
ADVERB = (
    rf"(?:间接|直接|合计|共同|目前|现|仍|实际上?|共|则|还|也|又|已|最终|另|各|各自|分别|通过[^，。]{{1,16}}|"
    rf"[于在]?[{D}](?:起|以)?|"
    rf"以[{M}](?:的价格)?|就|一直|完全|暗中|据称|名义上|至少|均|都|并|在)*"
)
HOLD = r"(?:持有|拥有|控有|掌握|握有|收购|购入|购得|取得|买下|买进|控制|持|占有|占|接手|受让|获得|认购|认缴)(?:了|着)?"
WHOLE = r"(?P<full>全资|独资|百分之百|百分百|全额|独自|一人|单独)"
IS = r"(?:实际上|其实|目前|现|正|就|也|均|都|则|仍)*(?:是|为|系|即)"
RANK = (
    r"(?:唯一的?|最大的?|控股|第[一二三四]大|大|实际|主要|幕后|最终|真正的?|名义|原始|间接|法定|自然人|"
    r"两[名位]|三[名位]|仅有的?|单一)*"
)
HOLDER = (
    r"(?:股东|所有者|所有人|拥有者|拥有人|实际控制人|实控人|控制人|控制者|老板|业主|东家|出资人|出资方|控股方|"
    r"母公司|控股公司|受益人|受益所有人|投资人|投资方|主人)"
)
DAUGHTER = (
    r"(?:子公司|附属公司|附属企业|下属公司|下属企业|孙公司|旗下公司|旗下企业|分支机构|关联公司(?!之)|控股企业|"
    r"全资企业|子企业|海外公司|生产基地)"
)
KIND = r"(?:控股|间接控股|海外|境外|附属|设在[^，。]{1,8}的|在[^，。]{1,8}的|一家|第[一二三]家)*"
LOOSE = rf"[^，。；{PARTY}]"
OWNERS = [
    re.compile(
        rf"(?P<a>[{ANY}])(?:为|是|系)(?:其)?(?:第[一二三]大|最大|控股)股东，(?:其)?持(?:有|"
        rf"股)(?:(?P<b>[{FIRM}])的?)?{SHARE}"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?(?P<all>全部)?{STOCK}?(?:则|现|目前|实际|均|完全|系|是|如今|已|已经|早已|"
        rf"[{D}])*(?:由|为|被|归|属)"
        rf"{LOOSE}{{0,8}}(?P<a>[{ANY}]){LOOSE}{{0,6}}?{WHOLE}?(?:控股|持股|持有|占股|出资)(?:比例)?(?:为)?{SHARE}"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?(?P<all>全部)?{STOCK}?(?:则|现|目前|实际|均|完全|系|是|如今|已|已经|早已|"
        rf"[{D}])*(?:由|为|被|归|属)"
        rf"{LOOSE}{{0,8}}(?P<a>[{ANY}]){LOOSE}{{0,6}}?{WHOLE}?(?:持有|控制|所有|拥有|控股|设立|创办|创立|收购|"
        rf"出资设立|买下|接手|掌控|并购|名下)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){LOOSE}{{0,16}}?，?{ADVERB}{HOLD}(?P<b>[{FIRM}])(?:公司)?(?:中)?(?:的)?{SHARE}(?:左右|"
        rf"以上)?(?:的)?{STOCK}"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){ADVERB}{HOLD}(?P<b>[{FIRM}])(?:公司)?(?:的)?{STOCK}(?:总数|总额)?的?，?(?:占比|占|"
        rf"比例|持股比例|共|"
        rf"的)*(?:为|达)?{SHARE}"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){ADVERB}[在对](?P<b>[{FIRM}])(?:公司)?(?:中|里)?(?:的)?(?:持股|占股|持有|出资|拥有|"
        rf"占有)(?:比例)?(?:为|约|达|"
        rf"有)*{SHARE}"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的)?{SHARE}(?:的)?{STOCK}(?:则|现|目前|均|都|仍|已)*(?:由|归|属于?|为|在|掌握在|"
        rf"被|登记在|落入)"
        rf"{LOOSE}{{0,6}}(?P<a>[{ANY}]){LOOSE}{{0,4}}(?:持有|所有|名下|手中|手里|拥有|控制|收购|买下)?"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:实际上|其实|目前|现)?(?:是|系|为|属于?|隶属于?)(?P<a>[{ANY}])(?:公司)?(?:的|"
        rf"旗下的?|在[^，。]{{1,8}}的|所属的?)?"
        rf"{WHOLE}?的?{KIND}{DAUGHTER}"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:实际上|其实|目前|现|则)?(?:隶属于?|归属于?|属于|归)(?P<a>[{ANY}])(?:所有|旗下|"
        rf"名下|管辖)?(?=[，。；]|$)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:的|旗下的?|在[^，。]{{1,8}}的){WHOLE}?的?{KIND}{DAUGHTER}(?:是|为|系|即|——|"
        rf"，)?(?P<b>[{FIRM}])"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的|背后的?)?{RANK}(?P<sole>)(?:(?:董事|法人|总经理|经理|董事长|创始人)[兼和])?{HOLDER}{IS}"
        rf"{LOOSE}{{0,8}}(?:[{C}](?:籍|人|公民|商人|国民)+的?)?(?P<a>[{ANY}])(?:，(?:其)?(?:持股|占股|"
        rf"持有)(?:比例)?(?:为)?{SHARE})?"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){LOOSE}{{0,6}}?(?:是|为|系|成为|成了)(?P<b>[{FIRM}])(?:的)?{RANK}(?:(?:董事|法人|"
        rf"总经理|经理|董事长|"
        rf"创始人)[兼和])?{HOLDER}"
        rf"(?:，{LOOSE}{{0,6}}{SHARE}(?:的)?(?:股份|股权)?)?"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])的?{STOCK}(?:中|里)?，?{SHARE}(?:来自|出自|属于?|归|由)(?P<a>[{ANY}])(?:出资|持有|"
        rf"所有|认缴)?(?=[，。；]|$)"
    ),
    re.compile(rf"(?P<b>[{FIRM}])的母公司(?P<a>[{FIRM}])"),
    re.compile(
        rf"(?P<b>[{FIRM}])(?:的|背后的?){RANK}{HOLDER}[、，]?(?:[{C}])?(?:籍|商人|公民|国民|人|富商|"
        rf"企业家)*(?P<a>[{N}])"
    ),
    re.compile(rf"(?P<a>[{FIRM}])(?:旗下|控股|{WHOLE}(?:控股|拥有))的(?P<b>[{FIRM}])"),
    re.compile(rf"(?P<a>[{ANY}]){LOOSE}{{0,8}}?{WHOLE}(?:控股|拥有|持有|控制|收购|所有)(?:了|着)?(?P<b>[{FIRM}])"),
    re.compile(
        rf"(?P<a>[{ANY}])(?:实际|间接|直接|完全)*(?:控股|控制着|掌控着?|拥有)(?:了)?(?P<b>[{FIRM}])(?!的|[{C}])"
    ),
    re.compile(
        rf"(?P<a>[{FIRM}]){ADVERB}(?:正式|成功|全部|整体|悉数)?(?:收购|并购|买下|吞并|兼并|"
        rf"接管)了?(?P<b>[{FIRM}])(?=[，。；]|$)"
    ),
    re.compile(rf"{PERSON}{ADVERB}{HOLD}(?P<b>[{FIRM}])(?:公司)?(?:的)?{SHARE}(?:的)?{STOCK}"),
    re.compile(
        rf"[，；](?:其余的?|余下的?|剩余的?|剩下的?|另外的?|另有|另|其)?(?P<b>){SHARE}(?:的)?{STOCK}?(?:则|由|"
        rf"归|为|属于?|在)+"
        rf"{LOOSE}{{0,6}}(?P<a>[{ANY}]){LOOSE}{{0,4}}(?:持有|所有|名下|拥有|控制|手中)"
    ),
    re.compile(
        rf"[，；](?:其余|余下|剩余|剩下)(?:的)?(?P<b>){STOCK}?(?:部分)?(?:则|均|都|全部|仍)*(?:由|归|属于?|为|在)+"
        rf"{LOOSE}{{0,6}}(?P<a>[{ANY}]){LOOSE}{{0,4}}(?:持有|所有|名下|拥有|控制|手中)"
    ),
    re.compile(
        rf"(?P<a>[{ANY}])(?:则|另|各|分别|仅|实际|还|也|，|公司)*(?:出资|持股|占股|认缴|入股|占|持有)(?:比例)?(?:为|约|"
        rf"达)*{SHARE}(?P<b>)(?![一-龥]{{0,2}}市场|的[^股])"
    ),
    re.compile(
        rf"[，；](?:其)?(?P<b>)(?P<sole>唯一的?|最大|控股|实际|第一大|幕后|真正的?)?{HOLDER}(?:则|仍)?(?:为|是|系)"
        rf"{LOOSE}{{0,6}}(?:[{C}](?:籍|人|公民|商人)+)?(?P<a>[{ANY}])"
    ),
]
AND = r"(?:、|和|与|及|以及)"
SHARED = [
    re.compile(
        rf"(?P<a>[{ANY}]){AND}(?P<c>[{ANY}])(?:两[家人]|二者|"
        rf"双方)?{ADVERB}{HOLD}(?P<b>[{FIRM}])(?:的)?(?:约)?(?P<p>{PART})(?:的)?{AND}(?:约)?(?P<q>{PART})"
    ),
    re.compile(
        rf"(?P<a>[{ANY}]){AND}(?P<c>[{ANY}])(?:两[家人]|二者|"
        rf"双方)?{ADVERB}{HOLD}(?P<b>[{FIRM}])(?:的)?(?P<p>{PART})(?:的)?{STOCK}"
    ),
    re.compile(
        rf"(?P<b>[{FIRM}])?(?:的)?{RANK}{HOLDER}?(?:是|为|系|由|"
        rf"包括)?(?P<a>[{ANY}]){AND}(?P<c>[{ANY}])(?:两[家人]|二者|"
        rf"双方)?，?{ADVERB}"
        rf"(?:持股|占股|出资|持有)(?:比例)?(?:为)?(?P<p>{PART})(?:的)?(?:{AND}(?P<q>{PART}))?"
    ),
]
PLANS = re.compile(r"计划|拟|打算|准备|谈判|洽谈|有意|试图|寻求|希望|考虑|同意|即将")


def owners(reading: Reading) -> list[Draft]:
    """Read who holds which share of which firm."""
    found: list[Draft] = []
    for match in matches(SHARED, reading):
        for draft in _shared(reading, match):
            add(found, draft)
    for match in matches(OWNERS, reading):
        add(found, _owner(reading, match))
    return found


def _shared(reading: Reading, match: re.Match[str]) -> list[Draft]:
    """ "A和C分别持有B六成和四成股份": one claim for each holder."""
    owned = reading.parties(match["b"]) if match["b"] else _near(reading, match)
    first, second = reading.parties(match["a"])[:1], reading.parties(match["c"])[:1]
    groups = match.groupdict()
    parts = [match["p"], groups.get("q") or match["p"]]
    if groups.get("q") is None and not re.search(r"各", match.group()):
        return []
    drafts = []
    for owner, part in zip([*first, *second], parts, strict=False):
        if owned and owned[0].kind == "company" and owner.surface != owned[0].surface:
            draft = said(reading, match.start(), "ownership")
            draft.subject, draft.object, draft.share = owner, owned[0], _amount(reading, part)
            drafts.append(draft)
    return drafts


def _near(reading: Reading, match: re.Match[str]) -> list[Party]:
    """The firm that a clause leaves out: the first of the sentence, else the last before it."""
    near = [one for one in reading.parties(reading.marked.code[: match.start()]) if one.kind == "company"]
    owner = {one.surface for one in reading.parties(match["a"])}
    return [one for one in [*near[:1], *reversed(reading.state.parties)] if one.surface not in owner][:1]


def _owner(reading: Reading, match: re.Match[str]) -> Draft | None:
    groups = match.groupdict()
    person = person_of(reading, match) if "pt" in groups else None
    holders = [person] if person else reading.parties(groups.get("a") or "")
    owned = reading.parties(groups["b"]) if groups["b"] else _near(reading, match)
    if holders and owned and holders[0].surface == owned[0].surface and groups["b"] and "公司" in match.group():
        owned = [one for one in reading.state.parties if one.kind == "company" and one.surface != holders[0].surface]
    if not holders or not owned or holders[0].surface == owned[0].surface or owned[0].kind != "company":
        return None
    if re.search(r"没有|并未|未$|不再", match.group()):
        return None
    draft = said(reading, match.start(), "ownership")
    if draft.modality in ("asserted", "reported") and PLANS.search(match.group()):
        draft.modality = speech.judge(match.group(), False, draft.modality == "reported")
    draft.subject, draft.object, draft.share = holders[0], owned[0], _share(reading, groups)
    return draft


def _share(reading: Reading, groups: dict[str, str | None]) -> Amount | None:
    if groups.get("full") or groups.get("all"):
        return Amount("100", "=", "%")
    return _amount(reading, groups.get("share"))


def _amount(reading: Reading, part: str | None) -> Amount | None:
    mention = reading.marked.mentions.get(part or "")
    if mention is not None:
        return mention.amount.amount if mention.amount else None
    number = fraction(part or "")
    return Amount(number, "=", "%") if number else None
