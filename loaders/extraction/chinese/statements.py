"""Finds, production, ownership, offices, lists and events in Chinese, and what completes the transfers of before."""

from __future__ import annotations

import re

from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.state import Reading
from loaders.extraction.drafts import Draft

S = signs("quote")


def statements(reading: Reading, found: list[Draft]) -> list[Draft]:
    """Read what a sentence says besides transfers."""
    return []


DECLARED = re.compile(
    rf"(?:(?:报关|申报|海关申报|货物|通关)?(?:品名|名称|商品名)(?:一栏)?(?:却|则|仅|均|都)?(?:写作|写着|填写|写的?是|"
    rf"为|是|称|填报|登记|标注)(?:为|的是|成)?|(?:申报|报关|伪报|谎报|标注|标示|登记|描述|伪装|标为|记录|报称|瞒报|"
    rf"注明|标明|填报|虚报|假报|列|称)(?:为|成|作|的是|名称为)|以|冒充|假借)(?P<q>[{S}])(?P<as>(?:的)?(?:名义|品名|"
    rf"名目|名称))?"
)


def complete(reading: Reading, found: list[Draft]) -> None:
    """Give the declaration of a sentence to its transfers, or to those of the sentence before."""
    for match in DECLARED.finditer(reading.marked.code):
        if match.group()[0] in "以假列称" and not match["as"]:
            continue
        targets = [draft for draft in found if draft.kind == "transfer"] or reading.state.recent
        for draft in targets[-1:] if not found else targets:
            if draft.declared_as is None and draft.modality not in ("denied", "feared", "sought"):
                draft.declared_as = reading.marked.mentions[match["q"]].surface
                draft.also(reading.marked.sentence)
