"""What goods are declared as in Chinese: 报关品名为“…”, 以“…”的名义, 伪称“…”."""

from __future__ import annotations

import re

from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.state import Reading

S = signs("quote")
DECLARED = re.compile(
    rf"(?:(?:报关|申报|海关申报|货物|通关|单据|提单|发票|申报单|报关单)?(?:上)?(?:的)?(?:品名|名称|商品名|货名|"
    rf"货品名|报关名|"
    rf"品目|用途)(?:一栏)?(?:却|则|仅|均|都|里|一律|统一|全部|竟|只)*(?:写作|写着|填写|写的?(?:却)?是|为|是|称|"
    rf"填报|登记|标注|填)(?:的)?(?:为|"
    rf"的是|成|是)?|"
    rf"(?:申报|报关|伪报|谎报|标注|标示|登记|描述|伪装|标为|记录|报称|瞒报|注明|标明|填报|虚报|假报|列|称|说|"
    rf"标称)(?:为|成|作|的是|名称为|的品名是|的品名为)|"
    rf"(?:申报单|报关单|单据|提单|发票|报关文件|货运单|海关单证|文件|单证|清单|货单|舱单)(?:上|中|里)?(?:却|则|均|仅|"
    rf"只)?(?:写着|写明|写的(?:却)?是|显示|注明|标注|填写?|列明|载明|标明|称)(?:的)?(?:却|则)?(?:是|为|着)?|"
    rf"(?:(?:[报写填标记列归登]|归类|包装|乔装|改标|伪造|登记)(?:成了?|作|为)|伪称|谎称|冒称|伪装成|称作|称为|"
    rf"假称|当作|充作)|(?:报关|申报|出口|清关|通关|出境|"
    rf"装船)(?:时|的时候|表|书)?(?:上|里|中)?(?:所)?(?:写|填|报|标|用|登记|填写|使用|申报)的(?:品名|名称|"
    rf"货名)?(?:却|则|竟|均|都)*(?:是|为)|"
    rf"以|冒充|假借|作为|"
    rf"当作)(?P<q>[{S}])(?P<as>(?:的)?(?:名义|"
    rf"品名|名目|名称))?"
)
PLAIN = re.compile(
    r"(?:伪报|谎报|虚报|假报|伪装|申报|报关|乔装|(?<![汇上回举申谎伪虚假呈填])报)(?:成了?|为|作)(?:普通的?|"
    r"民用的?|一批)?"
    r"(?P<p>[一-龥]{2,10}?)(?=[，。；]|后|再|运往|出口|经|的|$)"
)


def declared_in(reading: Reading, text: str) -> str | None:
    """Return the declaration that a clause prints."""
    for match in DECLARED.finditer(text):
        if match.group()[0] in "以假作当" and not match["as"] and match.group()[:2] not in ("假称", "当作"):
            continue
        return reading.marked.mentions[match["q"]].surface
    plain = PLAIN.search(text)
    if plain is None or plain["p"][-1] >= "\ue000":
        return None
    start = reading.marked.code.find(plain.group()) + plain.start("p") - plain.start()
    return reading.marked.printed(start, start + len(plain["p"]))
