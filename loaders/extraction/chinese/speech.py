"""Who says it in a Chinese sentence, and how sure it is: 据…称, …表示, 否认, 涉嫌, 计划, 希望, 担心."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Modality
from loaders.extraction.chinese.mentions import Marked, signs
from loaders.extraction.chinese.script import simplify

D, Q, M = signs("date"), signs("amount"), signs("money")
PARTY = signs("name", "group", "country", "place", "anaphor")
VERB = (
    r"否认|斥之为|斥责|斥为|痛斥|指控|指责|担心|担忧|忧虑|忧心|警示|提醒|证实|宣布|表示|指出|报道称?|透露|写道|认为|"
    r"披露|强调|声称|宣称|"
    r"坚称|诉称|谎称|"
    r"警告称?|承认|怀疑|推测|估计|驳斥|反驳|通报称?|补充说?|"
    r"确认|获悉|告诉|介绍说?|回应(?:称|说|道)?|回答说?|答复称?|回复(?:称|说)?|重申|断言|指称|控诉|控告|起诉(?=[^书])|"
    r"解释说?|相信|"
    r"主张|认定|预计|预测|谴责|质疑|查明|裁定|获知|暗示|"
    r"(?<=[研统数据文表记单证料究告册录档据会书果计调网站邮件函电信状片频像账簿历息])(?:还|也|均|并|又|则|都|"
    r"已|清楚地?|明确)*显示(?![屏器仪卡面模驱芯终单装板管])|"
    r"(?<![被所是即意特专泛手拇食屈直暗未单所])指(?=[，：]|$|[\ue000-\ue5ff])|(?:写明|载明|注明|列明|记载|记录|"
    r"证明|佐证|印证|揭示|揭露|爆料|回忆|供认|供述|交代|"
    r"坦言|坦承|直言|感叹|抱怨|"
    r"补充|追述|评论|判断|推断|研判|评估|发现)(?=[，：]|$)|"
    r"(?<![宣声坚号自诉谎名俗简统据堪伪冒假职申报])称(?![号为作谓重职赞])|(?<![学游小述劝])说(?![明法服客])|说道|表明"
)
SPEECH = re.compile(rf"(?:{VERB})(?:称|说|道|了|过|着)?")
ACCORDING = re.compile(
    r"(?:^|(?<=[，。；：“]))(?:[而但另又不过然]{0,2})(?:据|根据|按照|依据|按|援引|引述|引用|"
    r"综合)(?P<who>[^，。；：]{0,40}?)"
    r"(?:的)?(?P<verb>报道(?:称)?|报导|消息(?:称|人士称)?|称|说(?:法)?|透露|介绍|披露|通报|表示|分析|估计|估算|评估|"
    r"悉|了解|信|指|所知|说法|讲述|描述|爆料|情况|观察|测算|指控|陈述|统计(?:显示)?|数据(?:显示)?|"
    r"资料(?:显示)?|登记(?:资料|信息|显示)?(?=，)|回忆|供述|交代|证词|证实|"
    r"记录(?:显示)?|文件(?:显示)?|报告(?:显示)?|起诉书|话说|话|显示|(?<=[状书件料单票录案册表账报历])(?=，)|"
    r"(?<=[局部社报院署台网])(?=，))(?:，|：|(?=[^，]))"
)
BARE = re.compile(
    r"据(?:报道|报导|悉|称|了解|信|传|说|指|透露|消息)(?:，)?|据称|据信|报道称|消息称|有报道|传出|传闻|有消息"
)
GENERIC = re.compile(
    r"^(?:文件|报告|报道|统计|数据|记录|起诉书|调查|该报|该报告|该报道|该机构|该媒体|该组织|该研究|该文件|"
    r"上述(?:文件|报告|数据|报道|机构)|其|他|她|他们|它|该消息人士|消息|同一来源|同一份?(?:文件|报告|数据)|同一数据|"
    r"这份文件|这份报告|通报|公告|资料|报告书|文中|文章|该刊|该台|该文|该网站|该报社|检方|调查人员|记者|该发言人|"
    r"发言人|这位官员|这名官员|该官员|照片|视频)$"
)
LEAD = re.compile(
    rf"^(?:[{D}]|[，、：“”]|而|但是?|不过|然而|另据|另外|此外|同时|与此同时|对此|随后|日前|近日|当天|其中|此前|"
    rf"至于[^，]*，|对于[^，]*，|针对[^，]*，|另一方面|早些时候|一方面|据此|因此)+"
)
HOLDING = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<who>[^，。；：]{0,34}?(?:数据|统计|报告|通报|对账单|材料|文件|记录|合同|起诉书|档案|"
    r"清单|报表|附注|判决书|"
    r"案卷|卷宗|发票|单据|账本|邮件|信函|公告|年报|调查|备忘录|财报|函件|台账|简报|纪要|快讯|清单))(?:里|中|上|"
    r"内)?(?:面)?(?:还|也|则|均|"
    r"都|又|同时|另)*"
    r"(?:藏着|提到|提供|揭示|列出|列有|披露|载有|载明|记载|写明|写道|夹着|附有|交代|还原|勾勒|描绘|反映|记录|给出|"
    r"透露|证实|佐证|指向|显示|写着|包括|涉及)"
)
NUMBERED = re.compile(rf"^(?:(?:另)?[{Q}]|[一某数几多][家名位个份项些])(?:(?:不愿|不具名|匿名|要求)[^，]{{0,8}}的)?")
TAIL = re.compile(
    rf"(?:[{D}]|也|还|并|又|则|就|随即|再次|再|曾|已|均|都|一再|多次|进一步|坚决|断然|明确|当天|当日|公开|近日|日前|"
    rf"予以|对此|今天|周[一二三四五六日]|在[^，]{{1,24}}(?:上|中|时|里|后|间|期间)|(?<!反)对[^，]{{1,14}}|"
    rf"向[^，]{{1,14}}|"
    rf"于[^，]{{1,14}}|接受[^，]{{1,18}}(?:时|采访)|"
    r"援引[^，]{1,14}|同样|同日|日|星期[一二三四五六日]|[（(].*|[，].*|强烈|一致|书面|通过[^，]{1,14}|"
    r"发布[^，]{1,12}|就[^，]{1,20}|指认|人员在[^，]*|本周|上周)+$"
)

EXTRA = re.compile(r"(?:事后|随后|当天|只|在|日前|近日|发表声明|回顾|同时|另外|仅|没有|也|则)+$")
OF = re.compile(
    r"(?P<who>.{2,24}?)的(?:(?P<data>[^的]{0,10}(?:数据|统计|报告|材料|文件|记录|年报|报表|起诉书|对账单|附注|台账|"
    r"档案|资料))"
    r"|(?P<word>通报|声明|公告|说法|消息)|(?P<office>(?:新闻)?发言人|(?:代理)?律师|经理|负责人))"
)
ISSUED = re.compile(
    rf"(?P<who>[^，{D}]{{2,24}}?)(?:[{D}]|于|在|新近|最新|刚刚)*(?:公布|发布|披露|发表|出具|掌握|提交|移交|整理|汇编|"
    rf"提供)的(?P<what>[^，的]{{2,14}})$"
)
DENIED = re.compile(
    r"否认|驳斥|反驳|子虚乌有|不实|捏造|虚假(?!申报|报关|标|贸易|单|品)|纯属|不属实|毫无(?:事实)?(?:根据|依据)|"
    r"没有(?:任何)?事实(?:根据|依据)|(?:没有|尚?无|"
    r"未见)(?:任何)?(?:证据|"
    r"依据|迹象)|(?:未能|无法|尚未|没有|未获|未得到|未经|并未|未予|不能)(?:得到|获得|获)?(?:独立)?(?:证实|确认|核实)|"
    r"查无此事|不接受|不予接受|未发现|没有发现|不认可|无中生有|不存在|谣言"
)
NEGATED = re.compile(
    r"从未|从没有?|从来没有?|未曾|不曾|并未|并没有|没有(?!证据|得到)|更?谈不上|更不用说|何谈|并无|未向|未对|"
    r"没(?=[向对给把将卖])|(?<!尚)未(?!经|来|知|果|能|"
    r"必|获|予|得|公开|具名|披露|注册)|不会|绝不|决不|不向|不对|拒绝|无意|不再|并不|不提供|不出口|绝无|不可能|"
    r"禁止任何"
)
SOUGHT = re.compile(
    r"希望|索取|寻求|谋求|请求|要求|索要|求购|有意|有兴趣|感兴趣|想要?(?=[向从对购买进])|试图|企图|力图|争取|谈判|商谈|"
    r"磋商|洽谈|洽购|询价|询问|讨论|呼吁|申请|原拟|原计划|原准备|原定|本拟|本计划|本应|原本|曾计划|曾打算|曾拟|敦促|"
    r"渴望|盼|"
    r"期待|接洽|游说|探讨|招标|求助|意欲|意图|恳求|未果"
)
FAILED = re.compile(
    r"告吹|取消|搁浅|受阻|落空|流产|未果|搁置|未能(?!证实|确认|核实|得到证实)|作罢|夭折|失败|没能|中途(?:被)?(?:截获|"
    r"扣押)|"
    r"(?:没有|没|未|未能)(?:谈成|谈拢|谈妥|成功|做成|办成|成行|达成)|谈不拢|(?:合同|订单|协议|交易|买卖|"
    r"生意)[^，。]{0,6}(?:作废|黄了|吹了|废止|取消|终止|失效)|作废|"
    r"未成|撤单|终止了?(?:合同|交易)|泡汤|撤回|没有成交|未成交|无疾而终|不了了之|谈崩"
)
PLANNED = re.compile(
    r"应(?=[在于][\ue500-\ue5ff])|须(?=[在于][\ue500-\ue5ff])|计划(?!书)|拟(?!真|定清单|合)|准备|打算|预计|"
    r"预定|定于|有望|承诺|答应|应允|允诺|许诺|同意|即将|将(?:会|"
    r"与|于|在|向|"
    r"从(?![^，。]{1,14}的)|对|经|继续|再|"
    r"开始|首次|分批|陆续|交付|出口|获得|收到|提供|供应|采购|购买|进口|运往|由|通过|以|按|优先|很快|另|联合|共同|"
    r"陆续)|将(?=[\ue500-\ue5ff])|约定|商定|"
    r"(?:合同|协议|协定|订单|备忘录)(?:规定|约定)|考虑|筹备|筹划|酝酿|待(?:交付|发运)|尚未(?:交付|发运|交货|开始|"
    r"启运)|会在(?=[\ue500-\ue5ff])|愿意|愿(?=[向为对以把将])|打算|着手|安排|排期|会向|可望|日后|按计划"
)
FEARED = re.compile(
    r"担心|担忧|忧虑|不排除|恐(?=[会将怕])|忧心|唯恐|害怕|疑虑|警告(?:称|说)?(?=.{0,30}(?:可能|或|会|将|恐))|警惕|"
    r"顾虑|忌惮|"
    r"不安|(?:警告|警示|提醒).{0,24}(?:可能|或将|恐)"
)
ALLEGED = re.compile(
    r"涉嫌|指控|指责|被控|控告|起诉(?!书)|怀疑|疑似|疑(?=[似为将向])|嫌疑|指称|据信|据传|控诉|谴责|涉案|疑与|检举|"
    r"控状|诉状|控罪书|公诉书|提控|被告|受审|检控官|主控官|"
    r"被疑|声讨|被指|遭指|理由是|为由|指其|指该公司"
)


CHARGE = re.compile(r"控状|诉状|控罪书|公诉书|指控|被控|控告|检控官|主控官")


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a sentence.

    Attributes:
        speaker: as printed, or None.
        said: whether the sentence is attributed at all.
        back: whether it takes up the source of before.
    """

    speaker: str | None = None
    said: bool = False
    back: bool = False


def source(marked: Marked) -> Source:
    """Find who a sentence names as its source."""
    code = marked.code
    if match := ACCORDING.search(code):
        who = match["who"]
        if who and not re.search(rf"[{D}]$", who):
            compiled = re.match(
                r"(?P<s>.+?)(?:所)?(?:整理|汇编|收集|掌握|提供|公布|发布|获得|查阅|取得|分析|获取|看到|披露|出具|"
                r"统计|汇总|编制)的?$",
                who,
            )
            text = _clean(marked, match.start("who"), match.start("who") + len(compiled["s"] if compiled else who))
            if match["verb"][:2] in ("统计", "登记", "数据", "记录", "文件", "报告", "资料") and text and not compiled:
                text += (
                    match["verb"][:2]
                    if match["verb"][:2] in ("统计", "登记")
                    else f"，{match['verb'][:2]}"
                    if "的" in code[match.end("who") : match.start("verb")]
                    else match["verb"][:2]
                )
            if text:
                return Source(
                    None if GENERIC.match(simplify(text)) else text, True, GENERIC.match(simplify(text)) is not None
                )
        return Source(None, True)
    if match := HOLDING.search(code):
        text = _clean(marked, match.start("who"), match.end("who"))
        if text:
            back = GENERIC.match(simplify(text)) is not None
            return Source(None if back else text, True, back)
    for match in SPEECH.finditer(code):
        start = max((code.rfind(sign, 0, match.start()) for sign in "，。；：“"), default=-1) + 1
        text = _clean(marked, start, match.start())
        if not text:
            start = _earlier(code, start)
            counted = start >= 0 and re.search(rf"[{Q}{M}]", code[start : match.start()])
            text = _clean(marked, start, match.start()) if start >= 0 and not counted else ""
        if text and len(text) <= 40:
            back = GENERIC.match(simplify(text)) is not None
            return Source(None if back else text, True, back)
        return Source(None, True, True)
    return Source(None, BARE.search(code) is not None)


def leads(code: str) -> bool:
    """Whether the begin of a sentence names a source."""
    return any(pattern.search(code) is not None for pattern in (ACCORDING, HOLDING, BARE))


def _earlier(code: str, start: int) -> int:
    """ "X予以否认，称…": the clause before names who speaks."""
    return max((code.rfind(sign, 0, start - 1) for sign in "，。；："), default=-1) + 1 if start > 1 else -1


def _clean(marked: Marked, start: int, end: int) -> str:
    text = marked.code[start:end]
    lead = LEAD.match(text)
    skip = lead.end() if lead else 0
    text = text[skip:]
    tail = TAIL.search(text)
    while tail and tail.start() > 0:
        text = text[: tail.start()]
        tail = TAIL.search(text)
    if tail and tail.start() == 0:
        return ""
    if re.match(r"没有|尚?无(?!锡)|尽管|虽然", text):
        return ""
    skip, text = (skip + 1, text[1:]) if text.startswith("有") else (skip, text)
    number = NUMBERED.match(text)
    if number and marked.printed(start + skip, start + skip + 1).lstrip("另")[:1] not in "一某数几多":
        number = None  # "两名知情人士" are two
    begin = start + skip + (number.end() if number else 0)
    issued = ISSUED.match(marked.code, begin, start + skip + len(text))
    if issued:
        return f"{marked.printed(begin, issued.end('who'))}，{marked.printed(issued.start('what'), issued.end())}"
    return _printed(marked.printed(begin, start + skip + len(text)))


def _printed(speaker: str) -> str:
    """The source and its data parted by a comma; officers beside their body without 的."""
    plain = EXTRA.sub("", simplify(speaker))
    speaker = speaker[: len(plain)]
    match = OF.fullmatch(plain)
    if match is None:
        return speaker
    who = speaker[: match.end("who")]
    if match["data"]:
        return f"{who}，{speaker[match.start('data') :]}"
    return who if match["word"] else who + speaker[match.start("office") :]


def judge(cues: str, negated: bool, said: bool) -> Modality:
    """The modality of a frame.

    Args:
        cues: the clauses that rule over it and stand beside it.
        negated: whether the verb itself is denied.
        said: whether a source stands behind it.
    """
    if negated or DENIED.search(cues):
        return "denied"
    if FEARED.search(cues):
        return "feared"
    if SOUGHT.search(cues) or FAILED.search(cues):
        return "sought"
    if PLANNED.search(cues):
        return "planned"
    if ALLEGED.search(cues):
        return "alleged"
    return "reported" if said else "asserted"
