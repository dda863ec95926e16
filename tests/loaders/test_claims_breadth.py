"""English and German claims in the many shapes in which reporters write them; all texts are invented."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import claims_of


def claims(text: str, language: str) -> list[Claim]:
    """The claims of a text of June 2025."""
    return claims_of(text, language, "2025-06-15")


def only(text: str, language: str) -> Claim:
    """The one claim of a text."""
    (claim,) = claims(text, language)
    return claim


def surface(party: object) -> str | None:
    return getattr(party, "surface", None)


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("Qingdao Weiba Motor lieferte 2023 Servomotoren an die AO Uralprivod.", "Qingdao Weiba Motor"),
        ("Die AO Uralprivod bezog Laserdioden von Wuhan Jinlei Photonics.", "Wuhan Jinlei Photonics"),
        ("An die AO Uralprivod gingen Drehbänke von Hefei Lanxin Tools.", "Hefei Lanxin Tools"),
    ],
)
def test_a_german_text_names_firms_without_a_legal_form(text: str, supplier: str) -> None:
    assert surface(only(text, "de").supplier) == supplier


def test_a_city_before_a_german_noun_is_no_firm() -> None:
    found = claims("In Shenzhen Motoren und Laser zu kaufen sei leicht, sagte ein Händler.", "de")
    assert not found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bearings were bought by OOO Tverprom; the seller was Ningbo Haolin Bearing Co., Ltd.", "en"),
        ("Die Kugellager kaufte die OOO Tverprom; Lieferant war die Ningbo Haolin Bearing Co., Ltd.", "de"),
    ],
)
def test_the_seller_named_afterwards(text: str, language: str) -> None:
    assert surface(only(text, language).supplier) == "Ningbo Haolin Bearing Co., Ltd."


def test_an_order_that_never_came_is_one_claim() -> None:
    text = "AO Turbomotor ordered 300 bearings from Luoyang Zhoucheng Precision but never received them."
    assert only(text, "en").modality == "sought"


@pytest.mark.parametrize(
    ("text", "language", "weapon"),
    [
        ("Experts identified 14 microcontrollers inside the guidance block of a Vikhr-9 missile.", "en", "Vikhr-9"),
        ("Fachleute fanden 14 Mikrocontroller im Lenkteil einer Wichr-9-Rakete.", "de", "Wichr-9"),
        ("In der Drohne Gratsch-5 waren zwei Kraftstoffpumpen verbaut.", "de", "Gratsch-5"),
    ],
)
def test_finds_inside_a_weapon(text: str, language: str, weapon: str) -> None:
    claim = only(text + " The Ukrainian side said so." if language == "en" else text + " Das ist ukrainisch.", language)
    assert (claim.kind, surface(claim.weapon)) == ("end_use", weapon)


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        (
            "60 per cent of the shares in OOO Lavina are held by Hong Kong-registered Brightpeak Holdings Ltd.",
            "en",
            "60",
        ),
        (
            "60 Prozent der Anteile an der OOO Lavina hält die in Hongkong ansässige Brightpeak Holdings Ltd.",
            "de",
            "60",
        ),
        ("OOO Lavina belongs to the businessman Viktor Selivanov.", "en", None),
        ("Die OOO Lavina gehört dem Geschäftsmann Viktor Seliwanow.", "de", None),
    ],
)
def test_owners(text: str, language: str, share: str | None) -> None:
    claim = only(text, language)
    assert (claim.kind, claim.share.number if claim.share else None) == ("ownership", share)


def test_an_office_before_its_holder() -> None:
    assert only("Since 2021 the general director of AO Uralprivod has been Pavel Grishanov.", "en").kind == "role"


def test_the_subject_of_a_plan_supplies() -> None:
    claim = only("China is reportedly weighing the delivery of artillery ammunition to Russia.", "en")
    assert (surface(claim.supplier), claim.modality) == ("China", "planned")


def test_a_possessive_keeps_the_preposition() -> None:
    text = "Über ihre Tochter in Dubai exportierte die Nantong Haiyu Electronics Kondensatoren nach Russland."
    claim = only(text, "de")
    assert surface(claim.supplier) == "Nantong Haiyu Electronics" and claim.via


def test_a_value_before_its_goods() -> None:
    claim = only("Russia imported about $45 million worth of microchips from Hong Kong in Q1 2025.", "en")
    assert claim.goods == "microchips" and claim.value is not None and claim.value.number == "45000000"
    assert (claim.start, claim.end) == ("2025-01", "2025-03")


def test_no_claim_from_a_licence_rule() -> None:
    assert not claims("Deutsche Ausfuhren von Werkzeugmaschinen nach China sind genehmigungspflichtig.", "de")


@pytest.mark.parametrize(
    ("date", "language", "bounds"),
    [
        ("on 2024-03-05", "en", ("2024-03-05", "2024-03-05")),
        ("in the first nine months of 2024", "en", ("2024-01", "2024-09")),
        ("in the nine months to September", "en", ("2024-01", "2024-09")),
        ("two years ago", "en", ("2023", "2023")),
        ("three months ago", "en", ("2025-03", "2025-03")),
        ("in H2 2023", "en", ("2023-07", "2023-12")),
        ("at the end of May 2024", "en", ("2024-05", "2024-05")),
        ("on 12 and 19 May", "en", ("2025-05-12", "2025-05-19")),
        ("am 12. und 19. Mai", "de", ("2025-05-12", "2025-05-19")),
        ("am 05.03.2024", "de", ("2024-03-05", "2024-03-05")),
        ("in den ersten neun Monaten 2024", "de", ("2024-01", "2024-09")),
        ("vor zwei Jahren", "de", ("2023", "2023")),
        ("im 3. Quartal 2024", "de", ("2024-07", "2024-09")),
        ("im ersten Halbjahr", "de", ("2025-01", "2025-06")),
    ],
)
def test_dates(date: str, language: str, bounds: tuple[str, str]) -> None:
    texts = {"en": f"China sold 40 turbines to Russia {date}.", "de": f"China verkaufte {date} Turbinen an Russland."}
    text = texts[language]
    claim = only(text, language)
    assert (claim.start, claim.end) == bounds


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("China sold Russia turbines for 412,000 Singapore dollars.", "412000", "SGD"),
        ("China sold Russia turbines for S$3 million.", "3000000", "SGD"),
    ],
)
def test_sums_in_other_currencies(text: str, number: str, currency: str) -> None:
    value = only(text, "en").value
    assert value is not None and (value.number, value.currency) == (number, currency)


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("Lomov arranged for Vantage Tek Inc to ship turbines to AO Radar-Sibir.", "Vantage Tek Inc", "AO Radar-Sibir"),
        (
            "Taiyuan Feixiang Composites Ltd was accused by Kyiv of providing turbines to AO Sokol.",
            "Taiyuan Feixiang Composites Ltd",
            "AO Sokol",
        ),
        ("Yunnan-based Kaiyuan Metals furnished AO Splav with turbines.", "Kaiyuan Metals", "AO Splav"),
        ("Helicopter engines have been flowing from Russia to China for years.", "Russia", "China"),
        ("Two turbines from China arrived at AO Splav on 12 May.", "China", "AO Splav"),
    ],
)
def test_who_ships(text: str, supplier: str, recipient: str) -> None:
    claim = only(text, "en")
    assert (surface(claim.supplier), surface(claim.recipient)) == (supplier, recipient)


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("Bei der AO Splaw trafen zwei Turbinen aus China ein.", "China", "AO Splaw"),
        (
            "Peking bestreitet Berichte, wonach chinesische Firmen Russland mit Turbinen versorgen.",
            "chinesische Firmen",
            "Russland",
        ),
    ],
)
def test_who_ships_in_german(text: str, supplier: str, recipient: str) -> None:
    claim = only(text, "de")
    assert (surface(claim.supplier), surface(claim.recipient)) == (supplier, recipient)


def test_the_date_of_a_deal_is_not_that_of_the_delivery() -> None:
    assert only("China agreed to lend Russia satellite terminals under a deal signed in May.", "en").start is None


def test_the_seat_of_an_owner_is_no_owner() -> None:
    claim = only("OOO Pricel, 51 per cent owned by Moscow businessman Oleg Tarasenkov, opened a shop.", "en")
    assert surface(claim.subject) == "Oleg Tarasenkov" and claim.share is not None and claim.share.number == "51"


def test_what_finders_say_is_reported() -> None:
    text = "In einer Drohne Kobtschik-1 wollen ukrainische Ermittler einen Transceiver gefunden haben."
    assert only(text, "de").modality == "reported"


def test_the_day_of_a_listing() -> None:
    assert only("Britain imposed sanctions on Jinan Ruifeng Laser Ltd on Tuesday.", "en").start == "2025-06-10"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("China will deliver 40 turbines to Russia in March.", "en"),
        ("Im März will China Russland 40 Turbinen liefern.", "de"),
    ],
)
def test_a_month_of_what_is_planned_is_the_next_one(text: str, language: str) -> None:
    claim = only(text, language)
    assert (claim.modality, claim.start) == ("planned", "2026-03")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Südkorea bat China um Zurückhaltung.", "de"),
        ("Moskau bat Peking um Vermittlung und Geduld.", "de"),
        ("Moscow asked China for restraint.", "en"),
        ("In Shenzhen Engineering zu studieren ist beliebt.", "de"),
        ("Chinese drones were on show in Moscow.", "en"),
    ],
)
def test_what_is_no_goods_gives_no_claim(text: str, language: str) -> None:
    assert not claims(text, language)


def test_a_firm_that_opens_no_sentence() -> None:
    text = "Drei Container mit Ventilen schickte Wenzhou Kaida Valves im März an die OOO Neftearm."
    assert surface(only(text, "de").supplier) == "Wenzhou Kaida Valves"
