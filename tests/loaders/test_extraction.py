"""Claims out of sentences: roles, amounts, dates, modality; changed words give the changed claim."""

from __future__ import annotations

import itertools
import json
from random import Random

import pytest
from jsonschema import Draft202012Validator

from loaders.extraction import extract, output, report
from tests.support.claims import Core, claims_of, core, report_of

SIMPLE = [
    ("de", "China liefert Halbleiter an Russland.", ("China", "Russland", "Halbleiter"), "asserted"),
    ("de", "Russland bezieht Wälzlager aus China.", ("China", "Russland", "Wälzlager"), "asserted"),
    ("de", "Halbleiter werden von chinesischen Firmen an russische Betriebe verkauft.",
     ("chinesische Firmen", "russische Betriebe", "Halbleiter"), "asserted"),
    ("de", "China überlässt der russischen Armee Drohnen.", ("China", "russische Armee", "Drohnen"), "asserted"),
    ("de", "Laut Zoll lieferte China Russland Drohnen.", ("China", "Russland", "Drohnen"), "reported"),
    ("de", "Chinesische Händler sollen Drohnen nach Russland geliefert haben.",
     ("chinesische Händler", "Russland", "Drohnen"), "reported"),
    ("de", "China hat Russland nie Drohnen geliefert.", ("China", "Russland", "Drohnen"), "denied"),
    ("de", "Peking bestreitet, dass China Russland Drohnen geliefert hat.", ("China", "Russland", "Drohnen"), "denied"),
    ("de", "Der Westen befürchtet, dass China Russland Drohnen liefern könnte.",
     ("China", "Russland", "Drohnen"), "feared"),
    ("de", "Russland hat China um Drohnen gebeten.", ("China", "Russland", "Drohnen"), "sought"),
    ("de", "Russland will China im Jahr 2025 vier Hubschrauber verkaufen.",
     ("Russland", "China", "Hubschrauber"), "planned"),
    ("de", "Russland ist ein Lieferant moderner Triebwerke für China.",
     ("Russland", "China", "moderne Triebwerke"), "asserted"),
    ("en", "China supplies Russia with semiconductors.", ("China", "Russia", "semiconductors"), "asserted"),
    ("en", "Chinese firms sent Russian buyers ball bearings.",
     ("Chinese firms", "Russian buyers", "ball bearings"), "asserted"),
    ("en", "Drone engines were sold to Russian companies by Chinese traders.",
     ("Chinese traders", "Russian companies", "Drone engines"), "asserted"),
    ("en", "Russia bought machine tools from China.", ("China", "Russia", "machine tools"), "asserted"),
    ("en", "Exports of drones from China to Russia rose.", ("China", "Russia", "drones"), "asserted"),
    ("en", "China reportedly sold drones to Russia.", ("China", "Russia", "drones"), "reported"),
    ("en", "According to customs data, China sold drones to Russia.", ("China", "Russia", "drones"), "reported"),
    ("en", "China denied that it had sold drones to Russia.", ("China", "Russia", "drones"), "denied"),
    ("en", "China has never sold drones to Russia.", ("China", "Russia", "drones"), "denied"),
    ("en", "Officials fear that China could supply Russia with drones.", ("China", "Russia", "drones"), "feared"),
    ("en", "Russia asked China for 70 helicopters.", ("China", "Russia", "helicopters"), "sought"),
    ("en", "Russia plans to deliver two submarines to China.", ("Russia", "China", "submarines"), "planned"),
    ("en", "Prosecutors accuse a Chinese company of having shipped drones to Russia.",
     ("Chinese company", "Russia", "drones"), "alleged"),
    ("en", "Russia is an important supplier of jet engines to China.", ("Russia", "China", "jet engines"), "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected", "modality"), SIMPLE)
def test_simple_sentences(language: str, text: str, expected: Core, modality: str) -> None:
    found = claims_of(text, language)
    assert [core(claim) for claim in found] == [expected]
    assert found[0].modality == modality
    assert found[0].quote == text


NOTHING = [
    ("de", "Der Verkauf von Halbleitern an Personen in Russland ist untersagt."),
    ("de", "Wer Drohnen nach Russland ausführt, benötigt eine Genehmigung."),
    ("de", "Deutschland lieferte 2023 Fräsmaschinen für 37 Millionen Euro nach Brasilien."),
    ("de", "China und Russland pflegen enge Beziehungen."),
    ("de", "Russland lieferte keine Antwort."),
    ("de", "Liefert China Drohnen an Russland?"),
    ("en", "Selling semiconductors to Russia is prohibited."),
    ("en", "Exporters need a licence to ship processors to Russia."),
    ("en", "Ireland sold pharmaceutical products worth 2.3 billion euros to Japan."),
    ("en", "China provides political support to Russia."),
    ("en", "Vietnam and Laos signed a rail treaty on Monday."),
    ("en", "Under the new rules, exporters must not ship machine tools to Russia."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_no_claim_from_rules_other_trade_and_mere_mentions(language: str, text: str) -> None:
    assert claims_of(text, language) == []


FIRMS = (
    "Wuhan Kestrel Optics Co., Ltd.", "Ningbo Ostrel Power Co., Ltd.", "Shenzhen Marivo Electronics Ltd.",
    "Harbin Tolvek Precision Group", "Qingdao Serafin Technology Co. Ltd.",
)  # fmt: skip
BUYERS = ("OOO Lumitrans", "OOO Wektor-Sib", "Promdetal AO", "JSC Narvinsk")
GOODS = {
    "de": ("Drohnenmotoren", "Wälzlager", "Infrarotobjektive", "Signalprozessoren"),
    "en": ("drone engines", "ball bearings", "laser rangefinders", "signal processors"),
}
MONTHS = {
    "de": ("Januar", "März", "Juni", "Oktober", "Dezember"),
    "en": ("January", "March", "June", "October", "December"),
}
NUMBERS = {"01": 1, "03": 3, "06": 6, "10": 10, "12": 12}
TEMPLATES = {
    "de": (
        "Die {firm} lieferte im {month} {year} {number} {goods} an die {buyer}.",
        "Im {month} {year} kaufte die {buyer} von der {firm} {number} {goods} für {value} Euro.",
        "Laut Zoll hat die {firm} im {month} {year} {number} {goods} über die Türkei an die {buyer} verkauft.",
        "{number} {goods} wurden im {month} {year} von der {firm} an die {buyer} geliefert.",
    ),
    "en": (
        "{firm} delivered {number} {goods} to {buyer} in {month} {year}.",
        "In {month} {year} {buyer} bought {number} {goods} from {firm} for €{value}.",
        "According to customs data, {firm} shipped {number} {goods} to {buyer} via Turkey in {month} {year}.",
        "{number} {goods} were sold to {buyer} by {firm} in {month} {year}.",
    ),
}


def cases(language: str) -> list[tuple[str, str, str, int, str, str, int, str]]:
    """Templates filled at random; the seed keeps them the same."""
    random = Random(20230316)
    out = []
    for template, _ in itertools.product(TEMPLATES[language], range(12)):
        index = random.randrange(5)
        number, value = random.choice((2, 17, 340, 1250, 20000)), random.choice((900, 14500, 412500))
        firm, buyer = random.choice(FIRMS), random.choice(BUYERS)
        goods, year = random.choice(GOODS[language]), random.randrange(2021, 2024)
        thousands = "." if language == "de" else ","
        text = template.format(
            firm=firm, buyer=buyer, goods=goods, month=MONTHS[language][index], year=year,
            number=f"{number:,}".replace(",", thousands), value=f"{value:,}".replace(",", thousands),
        )  # fmt: skip
        date = f"{year}-{list(NUMBERS)[index]}"
        out.append((text, firm, buyer, number, goods, date, value, template))
    return out


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_changed_firm_number_and_month_give_the_changed_claim(language: str) -> None:
    for text, firm, buyer, number, goods, date, value, template in cases(language):
        found = claims_of(text, language)
        assert [core(claim) for claim in found] == [(firm, buyer, goods)], text
        claim = found[0]
        assert claim.quantity is not None and claim.quantity.number == str(number), text
        assert (claim.start, claim.end) == (date, date), text
        assert claim.modality == ("reported" if "Zoll" in text or "customs" in text else "asserted"), text
        assert [party.country for party in claim.via] == (["TR"] if "Türkei" in text or "Turkey" in text else []), text
        if "{value}" in template:
            assert claim.value is not None and (claim.value.number, claim.value.currency) == (str(value), "EUR"), text
        assert (claim.supplier and claim.supplier.country, claim.origin_basis) == ("CN", "supplier"), text


def test_one_claim_per_supplier_recipient_and_goods() -> None:
    found = claims_of("Beijing supplied Belarus and Russia with drones, truck chassis and engines.", "en")
    assert sorted(core(claim) for claim in found) == sorted(
        ("China", recipient, goods)
        for recipient in ("Belarus", "Russia")
        for goods in ("drones", "truck chassis", "engines")
    )


def test_the_company_is_the_last_one_named_that_fits() -> None:
    text = (
        "Die Ankaraner Firma Velkan Teknik A.Ş. erwarb im Mai 2023 von der Ningbo Ostrel Power Co., Ltd. 300 Chips. "
        "Im Juli desselben Jahres verkaufte die türkische Firma die Chips an die OOO Lumitrans."
    )
    first, second = claims_of(text, "de")
    assert core(first) == ("Ningbo Ostrel Power Co., Ltd.", "Velkan Teknik A.Ş.", "Chips")
    assert core(second) == ("Velkan Teknik A.Ş.", "OOO Lumitrans", "Chips")
    assert second.quantity is not None and second.quantity.number == "300"
    assert (second.start, second.quote) == ("2023-07", text)


def test_way_and_declaration_come_from_the_sentences_after() -> None:
    text = (
        "Chinese companies sent Russian importers 500 drones in May 2023, a report says. The shipments were routed "
        'through Kazakhstan. In the papers the drones were declared as "toys".'
    )
    (claim,) = claims_of(text, "en")
    assert [party.surface for party in claim.via] == ["Kazakhstan"]
    assert claim.declared_as == "toys"
    assert claim.quote == text


def test_an_adjective_of_the_goods_is_their_origin_not_a_supplier() -> None:
    (claim,) = claims_of("UAB Nervita shipped 300 Chinese-made thermal sights to a Russian buyer.", "en")
    assert core(claim) == ("UAB Nervita", "Russian buyer", "thermal sights")
    assert (claim.origin, claim.origin_basis, claim.destination) == ("CN", "printed", "RU")


def test_found_in_a_weapon_is_no_delivery() -> None:
    text = "Experts found a voltage sensor made by the Chinese firm Beijing Orlan Navigation Co., Ltd. in a wrecked "
    (claim,) = claims_of(text + "Varg-9 missile in Ukraine in May 2023.", "en")
    assert (claim.kind, claim.goods, claim.start) == ("end_use", "voltage sensor", "2023-05")
    assert claim.weapon is not None and claim.weapon.surface == "Varg-9"
    assert claim.maker is not None and claim.maker.surface == "Beijing Orlan Navigation Co., Ltd."
    assert claim.supplier is None


def test_owner_office_and_list() -> None:
    text = (
        "OOO Lumitrans is owned by Tarvin Holdings Ltd, which is registered in Hong Kong. Pavel Orchov is the general "
        "director of OOO Lumitrans. OOO Lumitrans has been listed by the United Kingdom since December 2023."
    )
    found = {claim.kind: claim for claim in claims_of(text, "en")}
    assert {kind: claim.subject.surface for kind, claim in found.items() if claim.subject} == {
        "ownership": "Tarvin Holdings Ltd",
        "role": "Pavel Orchov",
        "listing": "United Kingdom",
    }
    assert {claim.object.surface for claim in found.values() if claim.object} == {"OOO Lumitrans"}
    assert found["role"].topic == "general director"
    assert found["listing"].start == "2023-12"


def test_other_languages_load_with_a_note_and_without_claims() -> None:
    got = report(report_of("es"), "Empresas chinas vendieron máquinas herramienta a Rusia.")
    assert (got.claims, got.notes) == ([], ["language es: no extractor yet"])


def test_each_passage_is_read_in_its_language() -> None:
    german = "Die chinesischen Händler haben im Mai 2023 Drohnen an die russische Armee verkauft, wie es heißt."
    english = "Chinese traders have also sold the Russian army ball bearings, and it was paid for with a bank transfer."
    got = report(report_of(None), f"{german}\n\n{english}")
    assert [(claim.language, claim.goods) for claim in got.claims] == [("de", "Drohnen"), ("en", "ball bearings")]


@pytest.mark.parametrize("language", ["de", "en"])
def test_output_fits_the_schema(language: str) -> None:
    validator = Draft202012Validator(output.schema())
    for code, text, _, _ in SIMPLE:
        for claim in claims_of(text, code) if code == language else []:
            printed = output.to_dict(claim, report_of(language), "0" * 32)
            validator.validate(json.loads(json.dumps(printed)))
            assert [text[start:end] for start, end in printed["spans"]] == [printed["quote"]]


def test_the_same_text_gives_the_same_claims() -> None:
    text = "\n\n".join(text for language, text, _, _ in SIMPLE if language == "de")
    assert extract(report_of("de"), text) == extract(report_of("de"), text)


@pytest.mark.parametrize(
    "text", ["", ".", "„“", "China", "( )", "the the the", "1.000.000", "\n\n\n", "a" * 50000, "China " * 3000]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for language in ("de", "en"):
        assert isinstance(extract(report_of(language), text), list)
