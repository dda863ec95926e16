"""Owners, offices and lists in Turkish: who owns whom, who leads what, who put whom on a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graph.legal_forms import split_legal_form
from graph.model import Amount, Modality, Party, replace
from loaders.extraction.drafts import Draft
from loaders.extraction.item import Item
from loaders.extraction.lexicon import Pack
from loaders.extraction.turkish.clause_reader import TELLING, Reader
from loaders.extraction.turkish.endings import lower, office
from loaders.extraction.turkish.marked import Marked, marked

Kind = Literal["ownership", "role", "listing"]
NEGATIVE = re.compile(r"\w*(?:m[ıiuü]yor|m[ae]d[ıi]|m[ae]m[ae]kt|m[ae]m[ıi]ş)|\w*\s*(?:değil|yok)")


HINT = re.compile(  # what every such sentence has
    r"%|hisse|pay[ılad]|sermaye|tamam|tümü|sahi[bp]|orta[kğ]|hissedar|patron|malik|ait|elin|kontrol|iştirak|kuruluş"
    r"|satın al|devral|bünye|müdür|direktör|başkan|başın|yönet|kurucu|şef|amir|sorumlu|koordinatör|sekreter|ceo|üye"
    r"|vekil|temsil|mühendis|muhasebe|sayman|tasarım|kâhya|kayyum|görev|koltu|kurul|idare|çalış|liste|paket|yaptırım"
    r"|kalan|geri|yardımcı"
)
WHOLE = re.compile(
    r" (?:tamamı\w*|tümü\w*|hepsi\w*|(?:tüm|bütün) hisse\w*|tek (?:sahibi|ortağı|hissedarı|patronu|pay sahibi))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying it.

    Attributes:
        kind: of the claim.
        pattern: with the groups s (subject) and o (object), n (a share), t (an office, a list).
        rest: the object is that of the claim before: "the rest belongs to Y".
        apposition: an aside, which a verb of saying in its sentence does not report.
    """

    kind: Kind
    pattern: re.Pattern[str]
    rest: bool = False
    apposition: bool = False


_PARTS = {
    "{gap}": r"(?:[^@;:.\s]+ ){0,7}?",
    "{far}": r"(?:(?:@\d+:(?:dat|abl|loc|gen|ins)|[^@;:.\s]+) ){0,14}?",
    "{words}": r"(?:[^@%;:.,\s]+ ){0,6}?",
    "{held}": r"(?:[^@%;:.\s]+ ){0,5}?",
    "{n}": r"(?:%[\d.]+ ?)",
    "{part}": r"(?:%[\d.]+ |{whole} |hisse\w* |pay\w* |sermaye\w* |çoğunluk\w* )",
    "{owned}": r"(?:gen|nom(?= hisse| sermaye| pay))",
    "{rank}": r"(?:(?:%[\d.]+|tek|gerçek|asıl|yeni|nihai|eski|ana|büyük|en|çoğunluk|pay|hisse) )",
    "{partner}": r"(?:ortağı|paydaşı)",
    "{owner}": r"(?:sahibi|hissedarı|patronu|maliki)",
    "{daughter}": r"(?:iştiraki|yan kuruluşu|bağlı ortaklığı|bağlı kuruluşu|alt kuruluşu|kolu)",
    "{is}": r"(?:d[ıi]r|yd[ıi]|y?m[ıi]ş)?",
    "{end}": r"(?=[.,;]|ve |$)",
    "{shares}": r"(?:(?:hisse\w*|pay\w*|sermaye\w*|çoğunluk\w*|ortaklık\w*|oranında|olan|kadar) )*",
    "{whole}": r"(?:tamamı\w*|tümü\w*|hepsi\w*|(?:tüm|bütün) hisse\w*|yüzde yüz\w*|tek)",
    "{holding}": r"(?:sahip olduğu|sahibi olduğu|elinde bulundurduğu|elinde tuttuğu|kontrol ettiği|kontrolündeki"
    r"|elindeki|patronu olduğu|devraldığı|satın aldığı)",
    "{gets}": r"(?:ait|geçti|geçmiş|devredil|devrol|kayıtlı|satıl)",
    "{holds}": r"(?:sahip|elinde|kontrol ed|devral|satın al|edin|tutuyor|bulundur|aldı|ortak|ortağı|hissedar|paydaş)",
    "{runs}": r"(?:yürüt|yap|üstlen|sürdür|devral)",
    "{enters}": r"(?:gir|alın|eklen|kon|yer|bulun|dahil edil)",
    "{puts}": r"(?:al(?!ın)|ekle(?!n)|koy|dahil et|dâhil et)",
}
_NAMED_OWNER = (
    r"@{o}:(?:gen|nom) (?:{rank}*(?:müdürü ve |kurucusu ve )?{owner}|{rank}+{partner})(?:ysa|yse)? "
    r"(?:(?:olan )?{words}@{s}:|, {words}@{s2}:(?!gen))"
)
_OWNERSHIP = (
    # "Y'nin yüzde 70'ine sahip olduğu X", "Y'ye ait X"
    r"@{s}:gen {gap}(?:{part}{shares})?{holding} {words}@{o}:",
    r"(?:{n}{shares}|{whole} )?@{s}:dat ait(?: olan| bulunan)? {words}@{o}:",
    # "X'in yüzde 60'ı Y'ye ait", "... Y'nin elinde", "... Y'nin", "... Y'de"
    r"@{o}:gen (?!, ){gap}{part}{gap}@{s}:dat (?:{gets}|, (?:kalan|geri|diğer|%))",
    r"@{o}:gen (?!, ){gap}{part}{gap}@{s}:(?:nom|gen|loc) , (?:kalan|geri|diğer|%)",
    r"@{o}:gen (?!, ){gap}{part}{gap}@\d+:dat , {part}{gap}@{s}:dat {gets}",
    r"@{o}:gen (?!, ){gap}{part}{gap}@\d+:(?:nom|gen) , {part}{gap}@{s}:(?:nom|gen) (?:elin|kontrol|{end})",
    r"@{o}:nom {part}{gap}@{s}:dat {gets}",
    r"@{o}:{owned} (?!, ){gap}{part}{gap}@{s}:(?:(?:gen|nom) "
    r"(?:elin|kontrol|mülkiyet|uhde|portföy|tasarruf)|gen üzerin)",
    r"@{o}:{owned} (?!, ){gap}{part}{gap}@{s}:(?:gen|loc) (?:bulun\w+ )?{end}",
    r"@{o}:gen (?!, ){gap}{part}{gap}@{s}:nom (?:kontrol ed|elinde|sahip|satın al|devral|edin|tutuyor|aldı)",
    r"@{o}:nom (?:, )?{held}@{s}:dat ait(?:tir|ti)? {end}",
    r"@{s}:nom (?:, )?{gap}@{o}:(?:gen|loc) {gap}{part}{gap}{holds}",
    # "X'in tek sahibi Y", "Y, X'in yüzde 30 ortağı"
    _NAMED_OWNER,
    r"@{o}:gen {rank}*{owner} , {far}@{s}:nom (?=[.;]|$)",
    r"@{s}:nom (?:, )?{words}@{o}:gen (?:{rank}*{owner}|{rank}+{partner}){is} (?=[.,;]|olarak|ve |$)",
    r"@{o}:nom (?:, )?{words}@{s}:gen {held}{daughter}{is} (?=[.,;]|olarak|olan|ve |$)",
    r"@{s}:gen {held}{daughter}(?: olan)? {words}@{o}:",
    r"@{o}:gen {gap}{n}{shares}(?:{owner}|sahip(?: olan)?|elinde tutan|elinde bulunduran|kontrol eden) "
    r"(?:olan )?{words}@{s}:",
    r"@{s}:nom (?:, )?{gap}@{o}:acc {words}(?:satın al(?!m)|devral(?!m)|bünyesine kat(?!m))",
    r"@{o}:nom {held}@{s}:agent (?:satın alın|devralın)",
)
_REST = (
    r"(?:kalan|geri|geriye|diğer|öteki|gerisi)\w* (?:kalan )?(?:{n}|hisse\w* |pay\w* |bölüm\w* |kısm\w* )?"
    r"{shares}{gap}@{s}:"
    r"(?:dat (?:ait|geçti|kayıtlı|devredil)|(?:gen|nom) (?:elin|kontrol|üzerin)|(?:gen|loc) (?:bulun\w+ )?{end})",
)
_ROLES = (
    r"@{o}:(?:gen|nom) (?:(?:sahibi|ortağı|kurucusu) ve )?(?P<t>{office}) (?:(?:olan "
    r")?{words}@{s}:|, {words}@{s2}:(?!gen))",
    r"@{o}:gen (?P<t>{office}) , {far}@{s}:nom (?=[.;]|$)",
    r"@{s}:nom (?:, )?{held}@{o}:(?:gen|nom) (?P<t>{office})(?:d[ıiuü]r|yd[ıiuü]|y?m[ıiuü]ş|yken)? "
    r"(?=[.,;]|olarak|olup|ve |$)",
    r"@{o}:gen (?P<t>{post}n[ıiuü]) {gap}@{s}:nom {runs}",
    r"@{s}:nom (?:, )?{gap}@{o}:gen (?P<t>{post}n[ıiuü]) {held}{runs}",
    r"@{o}:gen (?P<t>{post}n[ıiuü]) (?:\w+ )?(?:yürüten|yapan|üstlenen|sürdüren) {words}@{s}:",
    r"@{s}:gen (?P<t>{post}n[ıiuü]) (?:yürüttüğü|yaptığı|üstlendiği) {words}@{o}:",
    r"@{o}:gen (?P<t>{post}n[ae]) {gap}@{s}:nom (?:getiril|atan|seçil|geç|gel|otur)",
    r"@{s}:nom (?:, )?{gap}@{o}:gen (?P<t>{post}n[ae]) {held}(?:getiril|atan|seçil|geç|gel|otur)",
    r"@{o}:gen (?P<t>{post}n[ae]) {gap}@{s}:acc (?:getir|ata|seç)",
    r"@{o}:(?:gen|nom) (?P<t>{office}|(?:\w+ ){0,2}?(?:müdür|direktör|başkan)(?:lük)?) (?:koltuğ|görev|makam)\w* "
    r"{gap}@{s}:nom (?:otur|bulun|var|yürüt)",
    r"@{o}:gen (?P<t>başında|tepesinde|dümeninde) {gap}@{s}:nom (?=bulun|var|otur|yer|dur|[.,;]|$)",
    r"@{s}:nom (?:, )?{gap}@{o}:gen (?P<t>başında|tepesinde|başına) (?:bulun|yer|dur|geç|getiril|geldi|[.,;])",
    r"@{s}:nom (?:, )?{gap}@{o}:gen (?P<t>(?:yönetim|icra|denetim) kurulu)nda {gap}(?:yer|bulun|otur|görev)",
    r"@{o}:gen (?P<t>başındaki) (?:isim |kişi |ad |, )?{words}@{s}:",
    r"@{s}:gen (?P<t>yönettiği|başında (?:bulun|ol)duğu|başkanlık ettiği|müdürü olduğu|yönetimindeki|idaresindeki) "
    r"{words}@{o}:",
    r"@{o}:acc (?P<t>yöneten|idare eden) {words}@{s}:",
    r"@{o}:acc {gap}@{s}:nom (?P<t>yönet|idare ed)",
    r"@{s}:nom (?:, )?{gap}@{o}:acc {held}(?P<t>yönet|idare ed)",
    r"@{s}:nom (?:, )?{held}@{o}:loc (?P<t>(?:\w+ ){0,3}?\w+) olarak (?:görev|çalış)",
    r"@{o}:loc (?P<t>(?:\w+ ){0,3}?\w+) olarak (?:görev yapan|çalışan) {words}@{s}:",
)
_LISTINGS = (
    r"@{o}:nom (?:, )?{gap}@{s}:(?:gen|nom|agent) {held}(?P<t>{list})\w* (?:{gap}{enters}|{end})",
    r"@{s}:nom (?:, )?{far}@{o}:acc {far}(?P<t>{list})\w* {held}{puts}",
    r"@{s}:nom (?:, )?{gap}(?P<t>{list})\w* {gap}@{o}:acc {held}{puts}",
    r"@{s}:gen {held}(?P<t>{list})\w* {gap}@{o}:nom {held}{enters}",
    r"@{s}:nom (?:, )?{gap}@{o}:acc {held}(?P<t>liste)ye {puts}",
    r"@{s}:nom (?:, )?{gap}@{o}:gen aralarında {gap}(?P<t>{list})\w* {held}{puts}",
    r"@{s}:nom (?:, )?{gap}aralarında @{o}:gen {gap}(?P<t>{list})\w* {held}{puts}",
    r"@{s}:nom (?:, )?{far}@{o}:dat {held}yaptırım (?:uygula|getir|kararı al|koy)",
    r"@{s}:gen {held}(?P<t>{list})(?:\w*deki|\w* (?:yer alan|bulunan|alınan|eklenen|giren|aldığı|eklediği)) "
    r"{words}@{o}:",
    r"@{s}:gen yaptırım uyguladığı {words}@{o}:",
    r"@{o}:nom (?:, )?{gap}@{s}:gen yaptırım\w* (?:kapsamında|altında|hedefi|tabi)",
)


@lru_cache(maxsize=2)
def _patterns(pack: Pack) -> tuple[Pattern, ...]:
    heads = "|".join(sorted(pack.words("offices"), key=len, reverse=True)).replace("_", " ")
    posts = "|".join(sorted(pack.words("posts"), key=len, reverse=True)).replace("_", " ")
    lists = "|".join(sorted(pack.words("list_kinds"), key=len, reverse=True)).replace("_", " ")
    parts = _PARTS | {
        "{office}": rf"(?:(?!(?:bir|ve|ile)\s)[^@%;:.,\s]+ ){{0,4}}?(?:{heads})",
        "{post}": rf"(?:[^@%;:.,\s]+ ){{0,4}}?(?:{posts})",
        "{list}": rf"(?:{lists})(?: \w+)? (?:liste|paket)",
    }

    def compiled(text: str) -> re.Pattern[str]:
        for name, part in parts.items():
            text = text.replace(name, part.replace("{whole}", parts["{whole}"]))
        return re.compile(
            text.replace("{s}", r"(?P<s>\d+)").replace("{o}", r"(?P<o>\d+)").replace("{s2}", r"(?P<s2>\d+)")
        )

    out = [Pattern("ownership", compiled(text), apposition=text == _NAMED_OWNER) for text in _OWNERSHIP]
    out += [Pattern("ownership", compiled(text), rest=True) for text in _REST]
    out += [Pattern("role", compiled(text), apposition=not place) for place, text in enumerate(_ROLES)]
    out += [Pattern("listing", compiled(text)) for text in _LISTINGS]
    return tuple(out)


def holdings(reader: Reader, items: list[Item], said: bool) -> list[Draft]:
    """Read what a sentence says of owners, offices and lists; said: whether it is attributed as a whole."""
    row = marked(reader, items)
    text = re.sub(r"@(\d+):nom tarafından", r"@\1:agent", row.text)
    out: list[Draft] = []
    if "@" not in text or not HINT.search(text):
        return []
    texts = _members(text)
    for one, printed in ((one, printed) for one in _patterns(reader.pack) for printed in texts):
        for match in one.pattern.finditer(printed):
            draft = _draft(one, match, row, reader, out)
            if draft is None or any(_same(draft, other) for other in out):
                continue
            draft.modality = _modality(one, match, row, reader, said)
            if not one.rest:
                _dated(draft, items, _first(match, row))
            out.append(draft)
    return out


LISTED = re.compile(r"(?P<one>@\d+):nom (?:ve|ile) (?P<two>@\d+):(?P<case>\w+) ")


def _members(text: str) -> list[str]:
    """ "X ve Y'yi listeye ekledi": the sentence as it reads for each member of a list."""
    found = LISTED.search(text)
    if found is None:
        return [text]
    return [text[: found.start()] + f"{found[one]}:{found['case']} " + text[found.end() :] for one in ("one", "two")]


def _same(one: Draft, other: Draft) -> bool:
    return one.kind == other.kind and {_surface(one.object), _surface(one.subject)} == {
        _surface(other.object),
        _surface(other.subject),
    }


def _surface(party: Party | None) -> str:
    return party.surface if party is not None else ""


def _draft(one: Pattern, match: re.Match[str], row: Marked, reader: Reader, before: list[Draft]) -> Draft | None:
    groups = match.groupdict()
    subject = row.parties[_subject(match)]
    if one.rest:
        told = [one for one in reader.context.drafts[::-1] if one.sentences[-1].paragraph == reader.sentence.paragraph]
        owned = [other.object for other in (*before, *told) if other.kind == "ownership"]
        target = owned[0] if owned else None
    else:
        target = row.parties[int(groups["o"])]
    if target is None or subject.surface == target.surface or not _fits(one.kind, subject, target, reader):
        return None
    if one.kind == "role":
        subject = replace(subject, kind="person")
    draft = Draft(one.kind, [reader.sentence], subject=subject, object=target, confidence=0.75)
    if one.kind == "ownership":
        numbers = re.findall(r"%([\d.]+)", match.group())
        whole = Amount("100", "=", "%") if WHOLE.search(match.group()) else None
        draft.share = Amount(numbers[-1], "=", "yüzde") if numbers else whole
    else:
        draft.topic = _topic(one.kind, groups["t"].strip()) if groups.get("t") else None
    return draft


def _subject(match: re.Match[str]) -> int:
    """The mark of who owns, leads or lists."""
    groups = match.groupdict()
    return int(groups["s"] or groups["s2"])


def _topic(kind: Kind, printed: str) -> str:
    """The list, or the office; who only stands at the head leads it."""
    if kind == "listing":
        return f"{printed}si" if printed.endswith(" liste") else printed if printed == "liste" else f"{printed}i"
    if re.match(r"baş(?:ın|kanlık et)|tepe|dümen|yönet(?!ic|im kur)|idare", printed):
        return "yönetici"
    if printed.endswith(" kurulu"):
        return f"{printed} üyesi"
    return office(re.sub(r"(l[ıiuü]ğ[ıiuü])n[ıiuüae]$", r"\1nı", printed))


def _fits(kind: Kind, subject: Party, target: Party, reader: Reader) -> bool:
    """Who can own, lead or list whom."""
    if target.form != "named" or target.kind == "place" or (target.kind == "person" and kind != "listing"):
        return False
    last = lower(subject.surface.split()[-1])
    bodies = reader.pack.words("firms_not") | reader.pack.words("institutions")
    if kind == "role":
        return subject.form == "named" and _personal(subject) and last not in bodies
    if kind == "ownership":
        return subject.form != "group" and subject.kind != "place" and reader.firm(target)
    body = last in bodies or subject.surface.split()[0] in reader.pack.data["bodies"].split()
    firm = split_legal_form(subject.surface).form is not None and not body
    return subject.form != "group" and subject.kind not in ("person", "place") and not firm


def _personal(party: Party) -> bool:
    """A person, or a name of two to four words that nothing says to be a firm or a body."""
    if party.kind == "person":
        return True
    words = party.surface.split()
    return (
        party.kind == "company"
        and 2 <= len(words) <= 4
        and all(word[0].isupper() and not word.isupper() for word in words)
        and split_legal_form(party.surface).form is None
    )


def _modality(one: Pattern, match: re.Match[str], row: Marked, reader: Reader, said: bool) -> Modality:
    after = re.split(r"[,;.]", match.string[match.end() : match.end() + 28])[0]
    if not one.apposition and NEGATIVE.match(after):
        return "denied"
    if re.search(r"[ae]ca[kğ]|planl|niyet|hazırlan", after) and one.kind == "ownership":
        return "planned"
    if said:
        return "reported"
    end = row.where[_subject(match)]
    telling = [one for one in reader.clauses if one.frame in TELLING and one.form == "finite" and one.end > end]
    told = [clause for clause in telling if any(phrase.start < _first(match, row) for phrase in clause.phrases)]
    return "reported" if told and not one.apposition else "asserted"


def _first(match: re.Match[str], row: Marked) -> int:
    marks = re.findall(r"@(\d+)", match.group())
    return min(row.where[int(mark)] for mark in marks)


def _dated(draft: Draft, items: list[Item], begin: int) -> None:
    """ "2022'den beri", "2020'ye kadar"; of a list also the day of the entry."""
    dated = [item for item in items if item.date is not None and (item.date.first or item.date.last)]
    if len(dated) != 1 and draft.kind != "listing":
        return
    later = [item for item in dated if item.start >= begin]
    dates = [item.date for item in later or dated if item.date is not None]
    for date in dates[:1]:
        if draft.kind == "listing" or date.first is None or date.last is None:
            draft.start, draft.end = date.first, date.last
            if date.relative:
                draft.flag("date_relative")
