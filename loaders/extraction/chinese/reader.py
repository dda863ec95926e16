"""The reader of Chinese: sentence by sentence, clause by clause, frames to drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Party
from graph.reference import goods as reference
from loaders.extraction.chinese import phrases, speech
from loaders.extraction.chinese.frames import frames, topic
from loaders.extraction.chinese.mentions import Marked, mark, signs
from loaders.extraction.chinese.names import read_names
from loaders.extraction.chinese.persons import read_persons
from loaders.extraction.chinese.roles import roles
from loaders.extraction.chinese.script import simplify
from loaders.extraction.chinese.spread import spread
from loaders.extraction.chinese.state import FAR, Clause, Frame, Reading, State
from loaders.extraction.chinese.statements import complete, statements
from loaders.extraction.chinese.verbs import verbs
from loaders.extraction.drafts import Draft
from loaders.extraction.follow import merge
from loaders.extraction.lexicon import Pack
from loaders.extraction.relevance import relevant
from loaders.extraction.sentences import Sentence

D = signs("date")
PARTY = signs("name", "group", "country", "place", "anaphor")
CUT = re.compile(r"[，；：,;]|——")
PROHIBITED = re.compile(
    r"不得|严禁|禁止(?!任何俄)|应当(?=提交|申请|履行|遵守|向)|须(?:经|获|向|事先|提交|申请)|必须|(?:实施|实行|"
    r"加强)(?:[^，。]{0,8})管制|管制公告|(?:出口|进口)管制(?:法|条例|清单|措施|政策|规定|规则)|适用本|许可证(?:管理|"
    r"制度|规定)|"
    r"需(?:要)?(?:经|获|申请|取得)(?:[^，。]{0,6})(?:许可|批准)|列入(?:[^，。]{0,10})(?:管制|管控)|限制(?:向|对)|"
    r"不适用|豁免|免于(?:申报|许可|管制)|不在(?:[^，。]{0,10})(?:之列|范围)|不受(?:[^，。]{0,10})(?:限制|管制|影响)|不属于|"
    r"违者|可处|处以|最高可(?:判|处)|将被追究|构成(?:犯罪|走私)|均可正常|不受限|"
    r"应(?:依法|事先|按|向[^，。]{1,10}申请)|一律(?:不|停)|不允许|方可|未经(?:许可|批准|授权)，"
)
BROKEN = re.compile(r"违反|绕过|绕开|规避|逃避|躲避|无视|避开|违规|违法|尽管|虽然|擅自")
HYPOTHETICAL = re.compile(
    r"有多少|多大程度|有哪些|^(?:如果|若|倘若|假如|一旦|除非|只要|是否|无论|即便|即使|要是|假设|万一)|(?:如果|"
    r"倘若|一旦|假如|是否)[^，]*$|"
    r"(?<![一-龥])若(?=[\ue000-\ue4ff])"
)
HANGING = re.compile(
    rf"(?:[{D}]|[{PARTY}]|[于在的]|随后|此后|之后|则|又|还|也|并|再|曾)*(?:通过|透过|途经|经由|经过|经|借道|取道|"
    rf"绕道|从|自|由|向)(?:[^，。]{{0,10}}?)(?:[{PARTY}])(?:等地|境内|中转|转运|转口|口岸|的?[一-龥]{{0,4}})"
)
KEPT = 8  # earlier transfers of a paragraph to which a sentence can still refer


def drafts_of(text: str, sentences: list[Sentence], pack: Pack, published: str | None) -> list[Draft]:
    """Read all sentences of Chinese.

    Args:
        text: of the document.
        sentences: those in Chinese, in order.
        pack: the language.
        published: partial ISO date.
    """
    plain = [simplify(sentence.text) for sentence in sentences]
    names = read_names((one, sentence.text) for one, sentence in zip(plain, sentences, strict=True))
    read_persons(names, zip(plain, (sentence.text for sentence in sentences), strict=True))
    state = State(text, names, published)
    for one, sentence in zip(plain, sentences, strict=True):
        if names.table:
            mark(sentence, one, names, published, (None, None))  # learns the countries of the names
    for one, sentence in zip(plain, sentences, strict=True):
        _sentence(sentence, one, state, alone=len(sentences) == 1)
    return [draft for draft in state.drafts if _wanted(draft, state.drafts)]


def beside(sentences: list[Sentence], published: str | None) -> Iterator[tuple[Party, Party, str]]:
    """Yield the first two parties of every sentence with each word of the goods lexicon in it, for the baseline."""
    names = read_names((simplify(one.text), one.text) for one in sentences)
    for sentence in sentences:
        marked = mark(sentence, simplify(sentence.text), names, published, (None, None))
        parties = [party for one in marked.kinds(marked.code) if (party := one.party()) is not None]
        for goods in phrases.labels_in(marked) if len(parties) > 1 else ():
            yield parties[0], parties[1], goods


def _sentence(sentence: Sentence, plain: str, state: State, alone: bool) -> None:
    if sentence.paragraph != state.paragraph:
        state.paragraph, state.chain, state.weapon, state.charge = sentence.paragraph, False, None, False
        state.earlier, state.recent, state.near = [], [], []
    marked = mark(sentence, plain, state.names, state.published, state.anchor)
    if plain.endswith(("？", "?")) or (not alone and not re.search(r"[。！!…；：)）”\"]$", plain)):
        _remember(marked, state, [])
        return
    source = speech.source(marked)
    clauses = _clauses(marked)
    reading = Reading(marked, clauses, state, source.said or state.chain)
    for clause in clauses:
        if clause.speech:
            clause.held = None
    reading.roles = roles(reading)
    _hold(reading)
    found = _transfers(reading)
    found += statements(reading, found)
    _attribute(found, source, state, sentence)
    complete(reading, found)
    state.chain = state.chain or source.said
    state.charge = _charges(clauses) if source.said and not source.back else state.charge or _charges(clauses)
    state.speaker = source.speaker or state.speaker
    state.drafts += found
    _remember(marked, state, found)


def _clauses(marked: Marked) -> list[Clause]:
    """Cut at commas, and behind a speech verb that goes on in the same clause."""
    found: list[Clause] = []
    start = 0
    edges = [(match.start(), match.end()) for match in CUT.finditer(marked.code)]
    for edge, following in [*edges, (len(marked.code), len(marked.code))]:
        text = marked.code[start:edge]
        if text.strip("”“ "):
            found += _parts(start, text)
        start = following
    return _joined(marked, found)


def _joined(marked: Marked, clauses: list[Clause]) -> list[Clause]:
    """A clause that only holds coverbs or a subject with them belongs to the verb behind it: "经土耳其，向…出售"."""
    found: list[Clause] = []
    for clause in clauses:
        last = found[-1] if found else None
        if (
            last is not None
            and not last.speech
            and not clause.speech
            and marked.code[last.end : clause.start] == "，"
            and HANGING.fullmatch(last.text)
            and not verbs().search(last.text)
        ):
            found[-1] = Clause(last.start, clause.end, marked.code[last.start : clause.end])
        else:
            found.append(clause)
    return found


def _parts(start: int, text: str) -> list[Clause]:
    match = speech.SPEECH.search(text)
    while match and _noun(text, match):
        match = speech.SPEECH.search(text, match.end())
    if match is None or len(text[: match.start()]) > 60:
        leads = speech.ACCORDING.match(text + "，")
        return [Clause(start, start + len(text), text, speech=leads is not None and leads.end() > len(text) - 1)]
    edge = match.end()
    head = Clause(start, start + edge, text[:edge], speech=True)
    if len(text[edge:].strip("”“ 。的")) < 2:
        return [head]
    return [head, *([Clause(start + edge, start + len(text), text[edge:])])]


def _noun(text: str, match: re.Match[str]) -> bool:
    """ "的指控", "所称的", "这一说法": a noun, or words within a description."""
    after = text[match.end() :]
    before = text[: match.start()]
    return after.startswith(("的", "者", "书", "性", "人")) or (
        before.endswith(("的", "所", "一", "该", "此", "受", "遭", "被")) and not before.endswith("人所")
    )


def _hold(reading: Reading) -> None:
    """Who speaks is the subject of what he says about himself: "X回应称，从未向…出售"."""
    held: Party | None = None
    for clause in reading.clauses:
        if clause.speech:
            parties = [
                one
                for match in re.finditer(
                    rf"(?<![向对在从于据])[{PARTY}](?!(?:(?![向对给])[一-龥])*(?:海关|人士|部门|检察|检方|警方|"
                    rf"媒体|情报|法院|研究|"
                    rf"智库|专家|学者|税务|统计|分析|记者|通讯社|议员|报(?!告)))",
                    clause.text,
                )
                for one in map(reading.stands_for, reading.parties(match.group()))
            ]
            held = parties[0] if parties else held
        else:
            clause.held = held


def _transfers(reading: Reading) -> list[Draft]:
    found: list[Draft] = []
    before: Frame | None = None
    banned = PROHIBITED.search(reading.marked.code) is not None and not BROKEN.search(reading.marked.code)
    bought = False
    for number, clause in enumerate(reading.clauses):
        if clause.speech:
            for frame in frames(reading, clause, None):
                found += spread(reading, number, frame, None) if frame.relative or frame.owned else []
            reading.seen += reading.parties(clause.text)
            continue
        if HYPOTHETICAL.search(clause.text) or (banned and not _happened(reading, clause)):
            continue
        read = frames(reading, clause, before)
        if not any(frame.goods for frame in read) and before is None and (party := topic(reading, clause)) is not None:
            for later in reading.clauses[number + 1 : number + FAR]:
                later.held = later.held if later.speech else party
        for frame in read:
            drafts = spread(reading, number, frame, before)
            reading.told += drafts
            _two_legs(frame, before, drafts, found)
            found += drafts
            bought = bought or frame.kind == "acquire"
            if drafts or frame.goods:
                before = frame
            reading.seen += [one for one in (*frame.recipients, *frame.suppliers) if one not in reading.seen]
    return found if bought else merge(found)  # what was bought and sold on are two legs


def _happened(reading: Reading, clause: Clause) -> bool:
    """In a sentence about a ban only what was done counts."""
    if PROHIBITED.search(clause.text):
        return False
    return re.search(r"了|已|曾|过(?!程|境)", clause.text) is not None


def _two_legs(frame: Frame, before: Frame | None, drafts: list[Draft], found: list[Draft]) -> None:
    """ "先运到迪拜，再转运至俄罗斯": the place between is on the way, not a recipient."""
    if before is None or not drafts or not found or frame.kind != "supply_to" or before.kind in ("acquire", "offer"):
        return
    stop = before.recipients
    if not stop and frame.inherited and before.goods:
        _one_leg(drafts, found)
        return
    if (
        before.kind != "supply_to"
        or not frame.inherited
        or not stop
        or any(one.form in ("named", "group") and one.kind != "place" for one in stop)
    ):
        return
    for draft in drafts:
        first = next((one for one in found if one.goods == draft.goods and one.recipient in (None, *stop)), None)
        if (
            first is not None
            and first.kind == "transfer"
            and (draft.supplier is None or draft.supplier == first.supplier)
        ):
            found.remove(first)
            draft.via = [*first.via, *([] if _handed(frame, draft, stop) else stop), *draft.via]
            for slot in ("quantity", "value", "model", "start", "end", "origin"):
                setattr(draft, slot, getattr(draft, slot) or getattr(first, slot))


def _handed(frame: Frame, draft: Draft, stop: list[Party]) -> bool:
    """ "运至莫斯科，交给B": the place of the first verb is where B sits, not on the way."""
    land = draft.recipient.country if draft.recipient else None
    return frame.verb.startswith(("交", "移交", "转交")) and all(
        one.form != "group" and one.country in ((land,) if land else ("RU", "BY")) for one in stop
    )


def _one_leg(drafts: list[Draft], found: list[Draft]) -> None:
    """ "由A经波季港转口，6月运抵B": the first verb names nobody who receives."""
    for draft in drafts:
        first = next((one for one in found if one.goods == draft.goods and one.recipient is None), None)
        if first is not None and first.supplier == draft.supplier:
            found.remove(first)
            draft.via = [*first.via, *draft.via]
            for slot in ("quantity", "value", "model", "start", "end", "origin"):
                setattr(draft, slot, getattr(draft, slot) or getattr(first, slot))


def _charges(clauses: list[Clause]) -> bool:
    """Whether who speaks in a sentence accuses: "控状指，…"."""
    return any(clause.speech and speech.CHARGE.search(clause.text) for clause in clauses)


def _attribute(found: list[Draft], source: speech.Source, state: State, sentence: Sentence) -> None:
    speaker = source.speaker or (state.speaker if source.said or state.chain else None)
    for draft in found:
        if state.charge and not source.said and draft.kind == "transfer" and draft.modality == "reported":
            draft.modality = "alleged"
        if draft.modality != "asserted" and draft.kind != "offer":
            draft.speaker = draft.speaker or speaker
    if source.said and (source.back or re.search(r"[并还又亦]称|还(?:说|显示|指出|写道|表示)", sentence.text)):
        for draft in [*state.earlier, *state.recent]:
            if draft.modality == "asserted" and draft.kind == "transfer":
                draft.modality, draft.speaker = "reported", state.speaker


def _remember(marked: Marked, state: State, found: list[Draft]) -> None:
    moved = [draft for draft in found if draft.kind in ("transfer", "offer")]
    if moved:
        state.earlier = [*state.earlier, *state.recent][-KEPT:]
        state.recent = moved
        state.goods = list(dict.fromkeys(draft.goods for draft in moved if draft.goods))
    mentions = [party for mention in marked.kinds(marked.code) if (party := mention.party()) is not None]
    named = [party for party in mentions if party.form in ("named", "group") and party.kind in ("company", "group")]
    first = next((party for party in named), None)
    state.parties += [*(party for party in named if party != first), *([first] if first else [])]
    for mention in marked.kinds(marked.code):
        if mention.date and (mention.date.first or mention.date.last):
            state.anchor = (mention.date.first, mention.date.last)
    state.mentioned = [
        party for party in mentions if party.form == "named" and party.kind != "place"
    ] or state.mentioned
    firms = {party.surface: party for party in named if party.kind == "company"}
    state.near = list(firms.values()) or state.near
    state.country = next((party for party in mentions if party.form == "country"), state.country)
    state.person = next((party for party in reversed(mentions) if party.kind == "person"), state.person)
    state.around = {party.country for party in mentions if party.country}


def _elsewhere(draft: Draft, others: list[Draft]) -> bool:
    """Civil goods between China and a third country that goes on to nobody of our field."""
    ends = [party for party in (draft.supplier, draft.recipient) if party is not None]
    third = [party.country for party in ends if party.country not in (None, "CN", "HK", "RU", "BY", "MO")]
    if len(ends) < 2 or not third or any(party.country in ("RU", "BY") for party in [*ends, *draft.via]):
        return False
    concept = reference.lookup(simplify(draft.goods or ""))
    named = any(party.form == "named" and party.country in third for party in ends)
    if named or (concept is not None and concept.kind in ("military", "dual_use")):
        return False
    onward = {
        party.country
        for other in others
        if other is not draft and other.kind == "transfer" and other.countries() & {"RU", "BY"}
        for party in (other.supplier, other.recipient, *other.via)
        if party is not None
    }
    return not onward & {*third}


def _wanted(draft: Draft, others: list[Draft]) -> bool:
    if draft.kind in ("transfer", "offer"):
        return relevant(draft, others) and not _elsewhere(draft, others)
    if draft.kind == "listing":
        return True
    if draft.kind in ("ownership", "role"):
        return draft.object is not None and draft.subject is not None
    return (
        bool(draft.countries() & {"CN", "RU", "HK", "BY"})
        or (draft.weapon is not None and draft.weapon.country == "RU")
        or draft.model is not None
    )
