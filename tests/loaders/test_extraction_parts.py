"""The parts of the extraction: sentences, numbers, dates, names, countries of names."""

from __future__ import annotations

import pytest

from graph.model import Amount
from loaders.extraction import lexicon
from loaders.extraction.countries import find_places
from loaders.extraction.dates import find_dates
from loaders.extraction.language import detect
from loaders.extraction.reading import read_names
from loaders.extraction.sentences import Sentence, paragraphs, split
from loaders.extraction.values import find_amounts, parse_number


def sentences(text: str, language: str) -> list[Sentence]:
    pack = lexicon.load(language)
    return [one for number, (a, b) in enumerate(paragraphs(text)) for one in split(text, a, b, pack, number)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 17. Juni kam es. Die A GmbH & Co. KG blieb. z. B. nicht.", 3),
        ("de", "Die Qingdao Optik Co., Ltd. lieferte. Am 3. Mai folgte mehr.", 2),
        ("en", "Mr. Smith of the U.S. Navy left. It rained.", 2),
        ("en", "Falcon Ltd. paid $1.9 million. Two months later it left.", 2),
        ("en", "Ein Titel\n\nFirst line that is wrapped at some column so that it goes\non here. Second.", 3),
        ("en", "- one point\n- two points\n- three points", 3),
        ("de", "„Er kam.“ Sie ging.", 2),
    ],
)
def test_sentences_are_cut_where_a_reader_cuts(language: str, text: str, expected: int) -> None:
    found = sentences(text, language)
    assert len(found) == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.000", "de", "1000"), ("1.000", "en", None), ("1,000", "en", "1000"), ("1,000", "de", None),
        ("3,2", "de", "3.2"), ("3.2", "en", "3.2"), ("250 000,00", "de", "250000"), ("412.500,00", "de", "412500"),
        ("1.000.000", "de", "1000000"), ("12", "de", "12"), ("1,2,3", "en", None), ("0.500", "en", "0.5"),
    ],
)  # fmt: skip
def test_an_ambiguous_number_is_not_guessed(text: str, language: str, expected: str | None) -> None:
    assert parse_number(text, lexicon.load(language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "mehr als zwölf Tonnen Stahl", Amount("12", ">", "Tonnen")),
        ("de", "rund 1,3 Milliarden US-Dollar", Amount("1300000000", "~", None, "USD")),
        ("de", "zwölf Lieferungen mit Chips", Amount("12", "=", "Lieferungen")),
        ("de", "bis zu 15.000 Dollar", Amount("15000", "<=", None, "USD")),
        ("de", "eine Million Granaten", Amount("1000000")),
        ("de", "20.000 Stück", Amount("20000")),
        ("en", "at least 300 sights", Amount("300", ">=")),
        ("en", "$14.5 million", Amount("14500000", "=", None, "USD")),
        ("en", "about 1,800 tonnes", Amount("1800", "~", "tonnes")),
        ("en", "seven consignments of bearings", Amount("7", "=", "consignments")),
        ("en", "an estimated two billion dollars", Amount("2000000000", "~", None, "USD")),
    ],
)
def test_amounts(language: str, text: str, expected: Amount) -> None:
    assert [found.amount for found in find_amounts(text, lexicon.load(language), [])] == [expected]


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        ("de", "zwischen Juni und Dezember 2022", None, ("2022-06", "2022-12")),
        ("de", "zwischen November 2021 und März 2022", None, ("2021-11", "2022-03")),
        ("de", "Ende 2022", None, ("2022", "2022")),
        ("de", "im Frühjahr 2022", None, ("2022", "2022")),
        ("de", "im vergangenen Jahr", "2023-03", ("2022", "2022")),
        ("de", "im vergangenen Jahr", None, None),
        ("de", "im kommenden Jahr", "2023-09-14", ("2024", "2024")),
        ("de", "im Oktober", "2023-03", ("2022-10", "2022-10")),
        ("de", "am 17. Juni 2023", None, ("2023-06-17", "2023-06-17")),
        ("de", "vom 20. bis zum 22. März 2023", None, ("2023-03-20", "2023-03-22")),
        ("de", "bis Ende 2025", None, (None, "2025")),
        ("de", "seit 2022", None, ("2022", None)),
        ("de", "gestern", "2023-03", None),
        ("en", "between April and December 2023", None, ("2023-04", "2023-12")),
        ("en", "late 2022", None, ("2022", "2022")),
        ("en", "in the autumn of 2026", None, ("2026", "2026")),
        ("en", "in the first half of 2024", None, ("2024-01", "2024-06")),
        ("en", "on 17 June 2023", None, ("2023-06-17", "2023-06-17")),
        ("en", "On June 17, 2023", None, ("2023-06-17", "2023-06-17")),
        ("en", "last month", "2025-01-18", ("2024-12", "2024-12")),
        ("en", "yesterday", "2024-03-01", ("2024-02-29", "2024-02-29")),
        ("en", "since December", "2024-08-29", ("2023-12", None)),
        ("en", "on 31 February 2023", None, None),
        ("en", "on Monday", "2024-08-29", None),
        ("en", "in the third quarter", "2023-11-02", ("2023-07", "2023-09")),
        ("de", "im zweiten Quartal 2023", None, ("2023-04", "2023-06")),
        ("fr", "au quatrième trimestre 2022", None, ("2022-10", "2022-12")),
        ("tr", "2023 yılının ilk çeyreğinde", None, ("2023-01", "2023-03")),
        ("tr", "2022'nin üçüncü çeyreğinde", None, ("2022-07", "2022-09")),
    ],
)
def test_dates_are_bounds_as_exact_as_printed(
    language: str, text: str, published: str | None, expected: tuple[str | None, str | None] | None
) -> None:
    found = find_dates(f"Es war {text} so.", lexicon.load(language), published)
    assert [(one.first, one.last) for one in found if one.first or one.last] == ([expected] if expected else [])


def test_two_months_later_counts_from_the_last_date() -> None:
    pack = lexicon.load("en")
    assert [(one.first, one.last) for one in find_dates("Two months later it left.", pack, None, "2023-05")] == [
        ("2023-07", "2023-07")
    ]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Die Istanbuler Firma Velkan Teknik Dış Ticaret Ltd. Şti. kaufte.",
         {"Velkan Teknik Dış Ticaret Ltd. Şti.": "TR"}),
        ("de", "Der Händler Xiamen Tolvi Co., Ltd. bot der OOO Lumitrans Chips.",
         {"Xiamen Tolvi Co., Ltd.": "CN", "OOO Lumitrans": "RU"}),
        ("de", "Die kirgisische OsOO Talas Komplekt und die Habicht Spindelbau GmbH & Co. KG.",
         {"OsOO Talas Komplekt": "KG", "Habicht Spindelbau GmbH & Co. KG": None}),
        ("en", "Tarvin Holdings Ltd, which is registered in Hong Kong, owns JSC Orvinsk Works.",
         {"Tarvin Holdings Ltd": "HK", "JSC Orvinsk Works": None}),
        ("en", "The Turkish forwarder Marelli Nakliyat A.S. left with ETS Parts (China) Ltd. today.",
         {"Marelli Nakliyat A.S.": "TR", "ETS Parts (China) Ltd.": "CN"}),
        ("en", "General Vortex Group Dalian Tools Co., Ltd. is one firm.",
         {"General Vortex Group Dalian Tools Co., Ltd.": "CN"}),
        ("en", "JSC RPC Volnov met DEU Tarvin Ltd, then PRC Orvin LLC, then Orvin Parts (HK) Limited.",
         {"JSC RPC Volnov": None, "DEU Tarvin Ltd": None, "PRC Orvin LLC": None, "Orvin Parts (HK) Limited": "HK"}),
        ("en", "He is Chairman of China Orvin Tools LLC. China Orvin Tools is new.",
         {"China Orvin Tools LLC": "CN"}),
        ("en", "Deputy General Director of Tarvin Tools Ltd and CEO of the Orvin Holding met.",
         {"Tarvin Tools Ltd": None, "Orvin Holding": None}),
        ("de", "Geschäftsführer Tarvin Werkzeug GmbH kam.", {"Tarvin Werkzeug GmbH": None}),
        ("en", "PJSC ‘TARVIN ORV’, Joint Stock Company ‘Works ‘Orvin’’ and Limited Liability Company B9 met.",
         {"PJSC ‘TARVIN ORV’": None, "Joint Stock Company ‘Works ‘Orvin’’": None,
          "Limited Liability Company B9": None}),
        ("en", "In Russia, LLC ‘Orvin Tarv’ met Tarvin Ship Management (D) Ltd today.",
         {"LLC ‘Orvin Tarv’": None, "Tarvin Ship Management (D) Ltd": None}),
    ],
)  # fmt: skip
def test_names_with_their_country(language: str, text: str, names: dict[str, str | None]) -> None:
    registry = read_names(sentences(text, language), lexicon.load(language))
    strong = {entity.surface: entity.country for entity in registry.entities.values() if not entity.weak}
    assert strong == names


def kinds(text: str) -> dict[str, str]:
    registry = read_names(sentences(text, "en"), lexicon.load("en"))
    return {entity.surface: entity.kind for entity in registry.entities.values()}


def test_what_only_capitals_speak_for() -> None:
    assert kinds("They met Oleg Vydumanov, Orvin Petrovich Probin, then Oleg Tarvin LLC at Tarvin Works.") == {
        "Oleg Vydumanov": "person",
        "Orvin Petrovich Probin": "person",
        "Oleg Tarvin LLC": "company",
        "Tarvin Works": "company",
    }
    assert kinds("In May the firms went to PJSC, FZCO, the Union and the Far East with the TVQ.") == {"TVQ": "company"}
    assert kinds("They paid the Russian Minister of Trade and the Member of the Tarvin Works.") == {
        "Tarvin Works": "company"
    }


def test_abbreviations_of_countries_are_those_that_people_write() -> None:
    def codes(language: str) -> list[str]:
        text = "x USA, UK, UAE, VAE, PRC, DPRK, VR China, RPC, ABD, BAE, EU, CHN, DEU, DJI, RF y"
        return [place.code for place in find_places(text, lexicon.load(language))]

    assert codes("en") == ["US", "GB", "AE", "CN", "KP", "CN"]
    assert codes("de") == ["US", "GB", "AE", "CN"]


def test_short_forms_stand_for_the_full_name_and_never_for_a_country() -> None:
    text = "Beijing Orlan Navigation Co., Ltd. sold it. Orlan Navigation denies it. Beijing too."
    registry = read_names(sentences(text, "en"), lexicon.load("en"))
    entity = registry.by_alias("Orlan Navigation")
    assert entity is not None and entity.surface == "Beijing Orlan Navigation Co., Ltd."
    assert registry.by_alias("Beijing") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Händler hat die Ware nach der Prüfung und mit dem Siegel verkauft.", "de"),
        ("The trader sold the goods that were in the warehouse of the firm.", "en"),
        ("Компания поставила станки", "ru"),
        ("Компанія поставила верстати та їхні деталі", "uk"),
        ("公司出售了机床", "zh"),
        ("Şirket bu parçaları bir aracı ile gönderdi ve çok para için sattı.", "tr"),
        ("La société a livré des pièces à une entreprise pour le compte de la marine.", "fr"),
    ],
)
def test_seven_languages_are_told_apart(text: str, language: str) -> None:
    assert detect(text) == language
