"""Countries and places in Chinese sentences: names, words such as 俄方 and 对华, and cities with their country."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.reference import countries as reference
from loaders.extraction import lexicon
from loaders.extraction.chinese.script import either, simplify
from loaders.extraction.place import Place

COVERBS = "对赴向输供售销援驻访从自至往给由被将与同和抵入由在"
SEA = re.compile(
    r"海(?![关军上外运域空陆警事员产底])|湾(?!区)|洋(?!流)|海峡|人民币|法郎|卢比|里拉|克朗|福林|里亚尔|第纳尔|"
    r"镑|元(?=[，。的、])"
)  # 日本海, 阿曼湾: no country
SOUNDS = (  # signs with which foreign names are written
    "阿埃艾安昂奥巴班邦鲍贝本彼比别宾波博布查察茨慈次达戴丹当道德登邓迪蒂丁东杜敦多厄恩尔法凡范菲费芬丰弗夫福富盖甘冈高戈格根贡古瓜哈海汉豪赫亨洪胡华霍基吉季加贾简姜杰金京久卡凯坎康考柯科克"
    "肯孔库奎昆拉莱赖兰朗劳勒雷里利丽莉连廉列林琳留柳龙卢鲁伦罗洛吕马玛迈麦曼芒毛梅门蒙米密敏明摩莫墨默姆木穆娜纳乃南内嫩能妮尼年涅宁纽农努诺欧帕派潘庞佩彭蓬皮平珀普齐契奇恰乔钦琴丘"
    "基捷缅拜佳汗帖孜济阔奈切车彻楚川春聪堆芙圭隆让热仁日荣茹儒瑞若萨塞赛桑瑟森沙莎山尚邵绍舍申什盛诗施史士舒顺司丝思斯松苏索琐塔台泰坦汤唐陶特腾提铁廷通图土托瓦娃万旺威薇韦维魏温文翁沃乌伍武西希锡夏显香肖谢辛欣兴休许逊雅亚娅延扬杨耶叶"
    "大历烈侯优素易卜翰莲洁琪嘉甫廖祖珊茜蕾黛琼弥卓柏津岑伊依因英永尤于约云赞早泽扎詹占张章哲珍芝治朱兹子宗佐"
)
STATES = (
    "国防部",
    "外交部",
    "军方",
    "政府",
    "海关",
    "商务部",
    "国防",
    "联邦",
    "当局",
    "财政部",
    "总统",
    "官员",
    "媒体",
    "境内",
    "边境",
    "国企",
    "海军",
)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for mention in reference.mentions("zh"):
        form = simplify(mention.form)
        if len(form) > 1 and form not in ("对俄", "赴俄", "俄企", "俄军", "乌军", "美军"):
            role = "capital" if mention.role == "capital" else "name"
            table.setdefault(form, (mention.code, role))
    for code, listed in lexicon.load("zh").data["places"].items():
        for word in listed.split():
            table.setdefault(word, (code, "place"))
    return table


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """Return the countries that one sign can stand for."""
    return dict(lexicon.load("zh").data["letters"])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    signs = "".join(letters())
    return re.compile(
        rf"(?P<pair>(?:中俄|俄中|中白|美中|中美|俄乌|俄白|中乌|俄朝|朝俄|中伊|俄伊|伊俄|中哈|俄土)(?=[^文餐译语]))"
        rf"|(?<=俄罗斯)(?P<town>[{SOUNDS}]{{2,7}}?(?:斯克|茨克|格勒|格拉德|戈尔斯克|尔斯克|耶夫|罗夫|"
        rf"边疆区)(?=[市州的一“，。、港]))"
        rf"|(?P<word>{either(_table())})(?P<tail>市|省|州|自治区|港(?![口元币企资])|当局|政府|方面)?"
        rf"|(?<=[{COVERBS}])(?P<letter>[俄华美乌](?=[^罗]))|(?P<begin>[{signs}])(?=(?:{either(STATES)}))"
    )


@lru_cache(maxsize=512)
def find(text: str) -> tuple[Place, ...]:
    """Find the countries and places of a sentence in simplified signs; 中俄 gives both."""
    if text in letters():
        return (Place(0, 1, letters()[text], "name", reference.name(letters()[text], "zh")),)
    found: list[Place] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["pair"]:
            for place in (start, start + 1):
                code = letters()[text[place]]
                found.append(Place(place, place + 1, code, "name", reference.name(code, "zh")))
            continue
        if match["town"]:
            found.append(Place(start, end, "RU", "place", match["town"]))
            continue
        sign = match["letter"] or match["begin"]
        if sign:
            if sign == "华" and text[end : end + 1] in "为东北南中侨人尔沙盛丽夏":
                continue
            found.append(Place(start, end, letters()[sign], "name", reference.name(letters()[sign], "zh")))
            continue
        code, role = _table()[match["word"]]
        if SEA.match(text, match.end("word")):
            continue
        last = found[-1] if found else None
        beside = last is not None and last.end == start and last.code == code  # "阿塞拜疆巴库港"
        if role == "capital" and (beside or match["tail"] in ("市", "州", "省", "港")):
            role = "place"
        stop = end if match["tail"] != "方面" else match.end("word")
        printed = reference.name(code, "zh") if match["word"].endswith("方") or role == "capital" else match["word"]
        found.append(Place(start, stop, code, role, printed))
    return tuple(found)


def begins(text: str) -> Place | None:
    """The country or place with which a name begins."""
    found = find(text)
    return found[0] if found and found[0].start == 0 else None
