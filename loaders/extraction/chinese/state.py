"""What the sentences before say in a Chinese text, and a clause of the sentence that is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest

from graph.model import Amount, Party, replace
from graph.reference import countries as reference
from loaders.extraction.chinese.dates import Bounds
from loaders.extraction.chinese.mentions import Marked, Mention
from loaders.extraction.chinese.names import Names
from loaders.extraction.chinese.phrases import Goods
from loaders.extraction.drafts import Draft

CHARGE = re.compile(r"(?<!否认)(?:起诉(?!书)|控告|提起公诉)")
DOCUMENT = re.compile(  # words of plans and requests within the name of a source
    r"(?:招标|采购|询价|申请|谈判|计划|意向|讨论|请求|投标|预算|合作|磋商|商谈)[一-龥]{0,2}?(?:附件|文件|书|单|"
    r"表|公告|纪要|记录|材料|资料|通知|邮件|网站|平台|档案)"
)
SHORT = 4  # signs of what a verb of speech says by itself: "表示担忧"
FAR = 12  # clauses over which a verb of speech rules


@dataclass(slots=True)
class Clause:
    """A part of a marked sentence between commas: [start, end) in its code.

    Attributes:
        speech: whether it only says who speaks; its date is that of the statement.
        held: who speaks, in the parts that hang on a speech verb of the same clause.
    """

    start: int
    end: int
    text: str
    speech: bool = False
    held: Party | None = None


def _land(party: Party | None) -> Party | None:
    """The country of a party as a party of its own."""
    if party is None or party.country is None or party.form == "country":
        return party
    name = reference.name(party.country, "zh")
    return Party(surface=name, form="country", kind="country", country=party.country, span=party.span)


@dataclass(slots=True)
class State:
    """The state of reading one text.

    Attributes:
        names, published: of the text.
        parties: named parties and groups in the order of mention, the subject of a sentence last.
        recent: transfers of the last sentence that gave any; earlier: those of the paragraph before it.
        goods: names of the goods last spoken of.
        speaker, chain: the last source, and whether the paragraph still hangs on it.
        charge: whether that source accuses.
        person: the last person that a sentence named.
        near: firms of the last sentence of the paragraph that named any.
        offices: person -> the firm in which he holds an office.
        anchor: the last date.
        mentioned: all parties and persons of the last sentence that named any, in order, for 后者.
        country: the last country that a sentence named first, for 该国.
        weapon: the last weapon of the paragraph that has a designation.
    """

    text: str
    names: Names
    published: str | None
    drafts: list[Draft] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    recent: list[Draft] = field(default_factory=list)
    earlier: list[Draft] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)
    speaker: str | None = None
    chain: bool = False
    charge: bool = False
    person: Party | None = None
    near: list[Party] = field(default_factory=list)
    offices: dict[str, Party] = field(default_factory=dict)
    anchor: Bounds = (None, None)
    paragraph: int = -1
    country: Party | None = None
    mentioned: list[Party] = field(default_factory=list)
    weapon: Party | None = None
    around: set[str] = field(default_factory=set)

    def resolve(self, mention: Mention, own: list[Party], present: list[Party]) -> Party | None:
        """Whom 该公司, 后者, 其 or 该香港公司 means.

        Args:
            mention: what points back.
            own: ends of the transfers that the sentence has told so far.
            present: parties that the sentence names before the mention.
        """
        known = [*self.parties, *own]
        if mention.code is not None:
            return next((one for one in reversed(known) if one.country == mention.code and one.form != "country"), None)
        if mention.surface in ("该国", "当地", "这个国家"):
            lands = [one for one in present if one.country and one.form != "group"]
            third = [one for one in lands if one.country not in ("CN", "RU")]
            return _land(next(iter(third or lands), None)) or self.country
        others = [one for one in known if one.surface not in {party.surface for party in present}]
        if mention.surface == "后者":
            return next(reversed(present or self.mentioned or known), None)
        if mention.surface == "对方":
            return next(reversed(others), None)
        if mention.surface == "前者":
            return next(iter(present or own or known), None)
        if mention.surface == "其" and self.text[mention.offset + mention.start - 1] in "称指控稱":
            return next(reversed(present or others or known), None)
        if mention.surface == "其":
            return present[-1] if len(present) > 1 else next(reversed(others or known), None)
        beside = [one for one in present if one.form == "named" and one.kind == "company"]
        if beside and mention.surface not in ("公司", "企业", "厂方") and "客户" not in mention.surface:
            return beside[-1]
        named = [one for one in known if one.form == "named" and one.kind == "company"]
        if mention.surface in ("公司", "企业", "厂方") and len(self.near) == 1 and not own and not beside:
            return self.near[0]
        if mention.surface in ("公司", "企业", "厂方") and named and not any(one in named for one in own):
            count = Counter(one.surface for one in named)
            return max(named, key=lambda one: count[one.surface])  # whom the text is about
        if "客户" in mention.surface or "买家" in mention.surface:
            last = named[-1].surface if named else None
            named = [one for one in known if one.form != "country" and one.surface != last] or named
        if mention.surface in ("公司", "企业", "厂方") and beside and not named:
            return beside[0]
        return named[-1] if named else next((one for one in reversed(known) if one.form == "group"), None)


@dataclass(slots=True)
class Reading:
    """A sentence with what its frames need.

    Attributes:
        seen: parties of the transfers so far.
        told: the transfers so far.
        roles: the offices that it states.
    """

    marked: Marked
    clauses: list[Clause]
    state: State
    said: bool
    seen: list[Party] = field(default_factory=list)
    told: list[Draft] = field(default_factory=list)
    roles: list[Draft] = field(default_factory=list)

    def ruling(self, number: int) -> list[str]:
        """The words of the last speech before a clause, if any."""
        for index in range(number - 1, max(0, number - FAR) - 1, -1):
            if self.clauses[index].speech:
                charge = any(one.speech and CHARGE.search(one.text) for one in self.clauses[:number])
                first = index
                while first and (self.clauses[first - 1].speech or len(self.clauses[first - 1].text) <= SHORT):
                    first -= 1  # "表示担忧，认为…"
                return [
                    *(DOCUMENT.sub("文件", one.text) for one in self.clauses[first : index + 1]),
                    *(["起诉"] if charge else []),
                ]
        return []

    def stands_for(self, party: Party) -> Party:
        """The firm for which a person speaks or acts, where he holds an office."""
        return self.state.offices.get(party.surface, party) if party.kind == "person" else party

    def named_before(self, mention: Mention) -> list[Party]:
        """The parties that the sentence names before a mention."""
        named = [one for one in self.marked.mentions.values() if one.start < mention.start]
        return [one for other in named if (one := other.party()) is not None and one.kind != "place"]

    def parties(self, text: str) -> list[Party]:
        """The parties of a part of the code, with words that point back resolved."""
        found: list[Party] = []
        mentions = self.marked.kinds(text)
        for mention, following in zip_longest(mentions, mentions[1:]):
            if mention.kind == "country" and following and following.kind == "place" and following.start == mention.end:
                continue  # "格鲁吉亚波季港"
            party = mention.party()
            if party is not None and mention.here and party.country is None:
                land = self.state.resolve(replace(mention, surface="该国"), self.seen, self.named_before(mention))
                party = replace(party, country=land.country if land else None)
            if party is None and mention.kind == "anaphor":
                party = self.state.resolve(mention, self.seen, self.named_before(mention))
                if party is not None and (mention.start, mention.end):
                    found.append(party)
                    continue
            if party is not None:
                found.append(party)
        return found


@dataclass(slots=True)
class Frame:
    """One transfer as a verb states it."""

    verb: str
    kind: str
    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    topical: bool = False
    hoper: Party | None = None
    start: int = 0
    end: int = 0
    stop: int = 0
    relative: bool = False
    owned: bool = False
    inherited: bool = False
    places: list[Party] = field(default_factory=list)
    source: list[Party] = field(default_factory=list)


@dataclass(slots=True)
class Money:
    """A sum with whether it is the price of one piece."""

    amount: Amount
    each: bool
