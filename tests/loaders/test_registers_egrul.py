"""Russian registers: invented records with every trap, and the real files where they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.model import Claim, Entry
from loaders.detect import detect
from loaders.plan import plan
from loaders.protocol import Notes
from loaders.registers.egrul import Egrul
from loaders.source import open_source

# Numbers with right check digits that no firm has.
Numbers = tuple[tuple[str, str], ...]
OGRN, INN, PERSON, OTHER = "1999999999998", "9909999996", "990999999922", "9909888887"
FIRM = f"""<СвЮЛ ОГРН="{OGRN}" ДатаОГРН="2015-04-03" ИНН="{INN}" КПП="990901001" ПолнНаимОПФ="Общества">
  <СвНаимЮЛ НаимЮЛПолн="ОБЩЕСТВО &quot;ВЫДУМКА  И КО&quot;">
    <СвНаимЮЛСокр НаимСокр="ООО &quot;ВЫДУМКА&quot;"/><СвНаимЮЛПолнИн НаимПолн="Invented LLC"/>
  </СвНаимЮЛ>
  <СвАдресЮЛ><АдресРФ Индекс="101000" КодРегион="77" Дом="Д. 1"><Регион НаимРегион="МОСКВА"/>
    <Улица ТипУлица="УЛ" НаимУлица="ПРИМЕРНАЯ"/><ГРНДата ГРН="1" ДатаЗаписи="2015-04-03"/></АдресРФ></СвАдресЮЛ>
  INNER</СвЮЛ>"""


def write(folder: Path, inner: str = "", firm: str = FIRM, root: str = "", encoding: str = "cp1251") -> Path:
    path = folder / "egrul.xml"
    declared = "windows-1251" if encoding == "cp1251" else encoding
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<Файл ИдФайл="VO_1" {root}>\n'
        f'<Документ ИдДок="1">{firm.replace("INNER", inner)}</Документ></Файл>'
    )
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, notes: Notes | None = None) -> list[Entry]:
    found = detect(path)
    assert found.kind == "register"
    assert found.make is not None
    return list(found.make().entries(open_source(path), notes or Notes()))


def claims(folder: Path, inner: str) -> list[Claim]:
    notes = Notes()
    (entry,) = read(write(folder, inner), notes)
    assert entry.reject is None
    assert notes.unread == []
    return list(entry.claims[1:])


def founder(kind: str, inner: str, size: str = "") -> str:
    part = f'<ДоляУстКап НоминСтоим="5000">{size}</ДоляУстКап>' if size else ""
    since = '<ГРНДатаПерв ГРН="1" ДатаЗаписи="2016-07-08"/>'
    return f"<СвУчредит><{kind}>{since}{inner}{part}</{kind}></СвУчредит>"


PERSON_ELEMENT = f'<СвФЛ Фамилия="ВЫДУМАННЫЙ" Имя="ИВАН" Отчество="ИВАНОВИЧ" ИННФЛ="{PERSON}"/>'


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_a_legal_entity_becomes_a_registered_party(tmp_path: Path, encoding: str) -> None:
    (entry,) = read(write(tmp_path, encoding=encoding))
    (claim,) = entry.claims
    party = claim.object
    assert party is not None
    assert entry.row == 3
    assert (party.surface, party.kind, party.country) == ('ОБЩЕСТВО "ВЫДУМКА И КО"', "company", "RU")
    assert party.ids == (("OGRN", OGRN), ("INN", INN))
    assert {(name.text, name.language) for name in party.names} == {('ООО "ВЫДУМКА"', "ru"), ("Invented LLC", None)}
    assert party.addresses == ("101000, МОСКВА, УЛ ПРИМЕРНАЯ, Д. 1",)
    assert (claim.kind, claim.entry, claim.start, claim.outcome, claim.flags) == (
        "registration", OGRN, "2015-04-03", "действует", (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("size", "number", "relation"),
    [
        ("<РазмерДоли><Процент>50.5</Процент></РазмерДоли>", "50.5", "="),
        ('<РазмерДоли Процент="100"/>', "100", "="),
        ("<РазмерДоли><ДробДесят>0,25</ДробДесят></РазмерДоли>", "25", "="),
        ('<РазмерДоли><ДробПрост Числит="1" Знаменат="4"/></РазмерДоли>', "25", "="),
        ('<РазмерДоли><ДробПрост Числит="1" Знаменат="3"/></РазмерДоли>', "33.333333333333", "~"),
        ('<РазмерДоли><ДробПрост Числит="1" Знаменат="0"/></РазмерДоли>', None, None),
        ("<РазмерДоли><Процент>101</Процент></РазмерДоли>", None, None),
        ("<РазмерДоли><Процент>NaN</Процент></РазмерДоли>", None, None),
        ("<РазмерДоли><Процент>половина</Процент></РазмерДоли>", None, None),
    ],
)
def test_a_share_comes_in_three_forms(tmp_path: Path, size: str, number: str | None, relation: str | None) -> None:
    (claim,) = claims(tmp_path, founder("УчрФЛ", PERSON_ELEMENT, size))
    got = (claim.share.number, claim.share.relation) if claim.share else (None, None)
    assert got == (number, relation)
    assert claim.flags == (() if number else ("РазмерДоли:unread",))
    assert claim.value is not None
    assert (claim.value.number, claim.value.currency, claim.start) == ("5000", "RUB", "2016-07-08")
    assert claim.subject is not None
    assert (claim.subject.surface, claim.subject.ids) == ("ВЫДУМАННЫЙ ИВАН ИВАНОВИЧ", (("INN", PERSON),))


def test_a_share_by_its_nominal_alone_is_no_percentage(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, founder("УчрФЛ", PERSON_ELEMENT + '<ДоляУстКап НоминСтоим="5000"/>'))
    assert claim.share is None
    assert claim.value is not None


@pytest.mark.parametrize(
    ("kind", "inner", "surface", "form", "country", "ids"),
    [
        ("УчрЮЛРос", f'<НаимИННЮЛ ИНН="{OTHER}" НаимЮЛПолн="ДРУГАЯ"/>', "ДРУГАЯ", "named", "RU", (("INN", OTHER),)),
        (
            "УчрЮЛИн",
            '<НаимИННЮЛ НаимЮЛПолн="虚构"/><СвРегИн ОКСМ="156" НаимСтран="КИТАЙ" РегНомер="12345" АдрСтр="Пекин"/>',
            "虚构", "named", "CN", (("REG-CN", "12345"),),
        ),
        ("УчрРФСубМО", '<ВидНаимУчр КодУчрРФСубМО="1"/>', "Российская Федерация", "country", "RU", ()),
        ("УчрРФСубМО", '<ВидНаимУчр КодУчрРФСубМО="2" НаимРегион="ПРИМЕРНЫЙ КРАЙ"/>', "ПРИМЕРНЫЙ КРАЙ", "named", "RU",
         ()),
        ("УчрПИФ", '<СвНаимПИФ НаимПИФ="ФОНД ПРИМЕР"/>', "ФОНД ПРИМЕР", "named", "RU", ()),
        ("УчрФЛ", '<ОгрДосСв ОгрДосСв="1"/>', "details closed by law", "group", None, ()),
    ],
)  # fmt: skip
def test_founders_are_many_things(
    tmp_path: Path, kind: str, inner: str, surface: str, form: str, country: str | None, ids: Numbers
) -> None:
    (claim,) = claims(tmp_path, founder(kind, inner.replace("虚构", "CHINA FICTION")))
    party = claim.subject
    assert party is not None
    assert (party.surface, party.form, party.country, party.ids) == (
        surface.replace("虚构", "CHINA FICTION"), form, country, ids,
    )  # fmt: skip


def test_a_director_holds_an_office(tmp_path: Path) -> None:
    office = (
        f'<СведДолжнФЛ><ГРНДатаПерв ДатаЗаписи="2019-01-02"/>{PERSON_ELEMENT}'
        '<СвДолжн НаимВидДолжн="Руководитель" НаимДолжн="ГЕНЕРАЛЬНЫЙ  ДИРЕКТОР"/><СвДискв/></СведДолжнФЛ>'
    )
    (claim,) = claims(tmp_path, office)
    assert (claim.kind, claim.topic, claim.start, claim.flags) == (
        "role", "ГЕНЕРАЛЬНЫЙ ДИРЕКТОР", "2019-01-02", ("disqualified",),
    )  # fmt: skip


def test_managers_keepers_and_kin(tmp_path: Path) -> None:
    named = f'<НаимИННЮЛ ИНН="{OTHER}" НаимЮЛПолн="ДРУГАЯ"/>'
    found = claims(
        tmp_path,
        f'<СвУпрОрг>{named}</СвУпрОрг><СвДержРеестрАО><ДержРеестрАО НаимЮЛПолн="РЕГИСТРАТОР"/></СвДержРеестрАО>'
        '<СвПредш НаимЮЛПолн="ПРЕЖНЯЯ"/><СвПреем НаимЮЛПолн="БУДУЩАЯ"/>',
    )
    ends = [(c.subject.surface if c.subject else "", c.object.surface if c.object else "") for c in found]
    got = [(claim.kind, claim.topic, *pair) for claim, pair in zip(found, ends, strict=True)]
    me = 'ОБЩЕСТВО "ВЫДУМКА И КО"'
    assert got == [
        ("role", "управляющая организация", "ДРУГАЯ", me),
        ("link", "keeps the register of shareholders of", "РЕГИСТРАТОР", me),
        ("link", "succeeded by", "ПРЕЖНЯЯ", me), ("link", "succeeded by", me, "БУДУЩАЯ"),
    ]  # fmt: skip


def test_a_person_without_a_number_is_one_per_firm(tmp_path: Path) -> None:
    plain = PERSON_ELEMENT.replace(f' ИННФЛ="{PERSON}"', "")
    (claim,) = claims(tmp_path, founder("УчрФЛ", plain))
    assert claim.subject is not None
    assert claim.subject.key == f"person ВЫДУМАННЫЙ ИВАН ИВАНОВИЧ of OGRN {OGRN}"


def test_placeholders_wrong_digits_and_the_end_of_a_firm(tmp_path: Path) -> None:
    firm = FIRM.replace("2015-04-03", "1970-01-01", 1).replace(INN, "9909999990")
    end = '<СвПрекрЮЛ ДатаПрекрЮЛ="2020-02-03"><СпПрекрЮЛ НаимСпПрекрЮЛ="Ликвидация"/></СвПрекрЮЛ>'
    (entry,) = read(write(tmp_path, end, firm))
    claim = entry.claims[0]
    assert (claim.start, claim.end, claim.outcome, claim.reason) == (None, "2020-02-03", "прекращено", "Ликвидация")
    assert set(claim.flags) == {"check_digits:INN:9909999990", "ДатаОГРН:placeholder"}


def test_a_sole_trader_is_a_person(tmp_path: Path) -> None:
    trader = (
        f'<СвИП ОГРНИП="399999999999990" ДатаОГРНИП="2018-01-02" ИННФЛ="{PERSON}" НаимВидИП="ИП">'
        '<СвФЛ><ФИОРус Фамилия="ВЫДУМАННЫЙ" Имя="ИВАН"/></СвФЛ></СвИП>'
    )
    (entry,) = read(write(tmp_path, firm=trader))
    (claim,) = entry.claims
    assert claim.object is not None
    assert (claim.topic, claim.object.kind, claim.object.surface) == ("EGRIP", "person", "ВЫДУМАННЫЙ ИВАН")
    assert ("INN", PERSON) in claim.object.ids


def test_a_record_without_name_or_number_is_rejected(tmp_path: Path) -> None:
    for firm in ('<СвЮЛ ОГРН="1"/>', '<СвИП ОГРНИП="1"/>'):
        (entry,) = read(write(tmp_path, firm=firm.replace("/>", ">INNER ") + f"</{firm[1:5].strip()}>"))
        assert entry.reject is not None
        assert entry.reject.rule == "missing_value"


def test_what_is_not_known_is_reported_and_records_are_counted(tmp_path: Path) -> None:
    notes = Notes()
    read(write(tmp_path, '<СвНовое Знач="1"/>', root='КолДок="  2"'), notes)
    assert notes.unread == ["СвНовое@Знач"]
    assert notes.warnings == ["says that it holds 2 records (КолДок), and holds 1"]


def test_a_file_of_placeholders_is_anonymised(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert not detect(path).invented
    write(tmp_path, firm=FIRM.replace('ДатаОГРН="2015-04-03"', 'ДатаОГРН="1970-01-01"'))
    assert detect(path).invented
    assert plan([path])[0].action == "refused"


def test_a_file_in_one_line_is_planned(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\n", b" ") + b" " * (9 << 20))
    assert plan([path])[0].action == "load"


def test_the_real_anonymised_files(shared_data: Path) -> None:
    folder = shared_data / "egrul_samples"
    for name, ended in (("anonymised_fill.XML", 1), ("anonymised_update.XML", 2)):
        notes = Notes()
        entries = read(folder / name, notes)
        outcomes = Counter(claim.outcome for entry in entries for claim in entry.claims)
        assert outcomes == {"действует": 4 - ended, "прекращено": ended}
        assert notes.unread == []
        assert detect(folder / name).invented
    source = Egrul().document(open_source(folder / "anonymised_fill.XML")).source
    assert (source.title, source.edition) == ("EGRUL", "2023-08-07")
    assert detect(folder / "egrul_format_4_07_fields.csv").kind == "reference"
    assert detect(shared_data / "gleif_samples" / "elf-codes-1.4.1.csv").kind == "reference"
