"""Claims out of French sentences about firms: shares, offices, lists, dates, what fell through, finds and events."""

from __future__ import annotations

import pytest

from graph.model import Claim
from loaders.extraction.dates import find_dates
from loaders.extraction.lexicon import load
from tests.support.claims import claims_of, core


def claims(text: str, published: str = "2025-06-15") -> list[Claim]:
    """The claims of a French text; none may be rejected."""
    return claims_of(text, "fr", published)


def ends(claim: Claim) -> tuple[str | None, str | None]:
    """Subject and object as printed."""
    return claim.subject.surface if claim.subject else None, claim.object.surface if claim.object else None


SHARES = [
    ("La société Helvar Mesure SAS est détenue à 80 % par la société luxembourgeoise Ostrava Participations SA.",
     ("Ostrava Participations SA", "Helvar Mesure SAS"), "80"),
    ("Tavrin SARL, dont Kestrel Holdings Ltd. contrôle les trois quarts du capital, a fermé.",
     ("Kestrel Holdings Ltd.", "Tavrin SARL"), "75"),
    ("Kestrel Holdings Ltd. possède l'intégralité du capital de Tavrin SARL.",
     ("Kestrel Holdings Ltd.", "Tavrin SARL"), "100"),
    ("Filiale à 100 % du groupe chinois Yantai Moqi Group, la société Tavrin SARL a fermé.",
     ("Yantai Moqi Group", "Tavrin SARL"), "100"),
    ("La moitié des parts de Tavrin SARL appartient à Kestrel Holdings Ltd.",
     ("Kestrel Holdings Ltd.", "Tavrin SARL"), "50"),
    ("Derrière Tavrin SARL se cache un inconnu, l'homme d'affaires russe Pavel Sidorenko, qui en possède 55 %.",
     ("Pavel Sidorenko", "Tavrin SARL"), "55"),
    ("Tavrin SARL, dont Pavel Sidorenko est l'unique actionnaire, a fermé.",
     ("Pavel Sidorenko", "Tavrin SARL"), "100"),
    ("Le propriétaire de Tavrin SARL n'est autre que Pavel Sidorenko.", ("Pavel Sidorenko", "Tavrin SARL"), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "share"), SHARES)
def test_a_share(text: str, expected: tuple[str, str], share: str | None) -> None:
    found = [claim for claim in claims(text) if claim.kind == "ownership"]
    assert [ends(claim) for claim in found] == [expected]
    assert (found[0].share and found[0].share.number) == share


def test_two_owners() -> None:
    found = claims("Tavrin SARL appartient pour 80 % à Elif Karaca et pour 20 % à un Russe, Oleg Maslov.")
    assert [(ends(claim), claim.share and claim.share.number) for claim in found] == [
        (("Elif Karaca", "Tavrin SARL"), "80"),
        (("Oleg Maslov", "Tavrin SARL"), "20"),
    ]


def test_a_share_by_hearsay() -> None:
    (claim,) = claims("Tavrin SARL serait contrôlée par Pavel Sidorenko.")
    assert (claim.kind, claim.modality) == ("ownership", "reported")


OFFICES = [
    ("Le directeur commercial de Helvar Mesure SAS est M. Bertrand Lescaux.",
     ("Bertrand Lescaux", "Helvar Mesure SAS"), "directeur commercial", None),
    ("M. Pavel Sidorenko est en outre, depuis mars 2019, président du conseil de surveillance de l'OAO Permstal.",
     ("Pavel Sidorenko", "OAO Permstal"), "président du conseil de surveillance", "2019-03"),
    ("L'administrateur unique de Lacustra Trading SA, lui, s'appelle Cédric Moreau.",
     ("Cédric Moreau", "Lacustra Trading SA"), "administrateur unique", None),
    ("Bertrand Lescaux siège aussi comme administrateur chez Dalian Qimo Co., Ltd.",
     ("Bertrand Lescaux", "Dalian Qimo Co., Ltd."), "administrateur", None),
    ("Marc Delvaux, 58 ans, gérant depuis 2017 de Tavrin SARL, a été entendu.",
     ("Marc Delvaux", "Tavrin SARL"), "gérant", "2017"),
    ("Marc Delvaux occupe depuis 2020 le poste de directeur technique chez Tavrin SARL.",
     ("Marc Delvaux", "Tavrin SARL"), "directeur technique", "2020"),
    ("Tavrin SARL a pour gérant Marc Delvaux.", ("Marc Delvaux", "Tavrin SARL"), "gérant", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "topic", "start"), OFFICES)
def test_an_office(text: str, expected: tuple[str, str], topic: str, start: str | None) -> None:
    (claim,) = claims(text)
    assert claim.kind == "role"
    assert (ends(claim), claim.topic, claim.start) == (expected, topic, start)


def test_a_family_name_stands_for_the_person() -> None:
    found = claims("Pavel Sidorenko possède Tavrin SARL. M. Sidorenko préside aussi OAO Permstal.")
    assert [ends(claim) for claim in found] == [("Pavel Sidorenko", "Tavrin SARL"), ("Pavel Sidorenko", "OAO Permstal")]


LISTED = [
    "Le Royaume-Uni a inscrit M. Liassov, en décembre, sur sa liste de gel des avoirs.",
    "Le Royaume-Uni a pris des sanctions contre la société Peak Lantern Ltd.",
    "Peak Lantern Ltd. est visée par les sanctions du Royaume-Uni.",
]


@pytest.mark.parametrize("text", LISTED)
def test_a_listing(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.kind, ends(claim)[0]) == ("listing", "Royaume-Uni")


SALE = "Halmar SARL a vendu 300 pompes à OOO Tekhmir"
DATES: list[tuple[str, str | None, str | None]] = [
    ("En vertu d'un contrat signé en mai 2024, Halmar SARL a livré 300 pompes à OOO Tekhmir.", None, None),
    ("Dans un communiqué du 3 mars, Halmar SARL nie avoir vendu des pompes à OOO Tekhmir.", None, None),
    ("Interrogée hier, Halmar SARL nie avoir vendu des pompes à OOO Tekhmir.", None, None),
    ("Halmar SARL, qui emploie douze salariés depuis 2021, a vendu 300 pompes à OOO Tekhmir.", None, None),
    ("Halmar SARL a été condamnée jeudi pour avoir vendu 300 pompes à OOO Tekhmir.", None, None),
    ("L'an dernier, en octobre, Halmar SARL a vendu 300 pompes à OOO Tekhmir.", "2024-10", "2024-10"),
    ("En mars, assure un diplomate en poste à Riga, Halmar SARL a vendu 300 pompes à OOO Tekhmir.",
     "2025-03", "2025-03"),
    ("Halmar SARL a vendu à OOO Tekhmir 300 pompes, dont 40 en avril.", None, None),
    ("À partir de janvier 2026, Halmar SARL vendra 300 pompes à OOO Tekhmir.", "2026-01", None),
    ("À l'automne, Halmar SARL livrera 300 pompes à OOO Tekhmir.", "2025", "2025"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), DATES)
def test_the_date_is_that_of_the_goods(text: str, start: str | None, end: str | None) -> None:
    (claim,) = claims(text)
    assert (claim.start, claim.end) == (start, end)


PRINTED = [
    ("le 14 mars suivant", "2024-03-14", "2024-03-14"),
    ("en février suivant", "2024-02", "2024-02"),
    ("l'été suivant", "2024", "2024"),
    ("à l'automne de la même année", "2023", "2023"),
    ("le lendemain", "2023-11-21", "2023-11-21"),
    ("deux ans plus tôt", "2021", "2021"),
    ("au premier semestre de l'an dernier", "2024-01", "2024-06"),
    ("en décembre de l'an dernier", "2024-12", "2024-12"),
    ("en janvier prochain", "2026-01", "2026-01"),
    ("depuis le début de l'année", "2025", None),
    ("les 4 et 5 mai 2024", "2024-05-04", "2024-05-05"),
    ("le 12/03/2024", "2024-03-12", "2024-03-12"),
    ("mardi 4 mars", "2025-03-04", "2025-03-04"),
    ("en mars, avril et mai 2024", "2024-03", "2024-05"),
]


@pytest.mark.parametrize(("text", "start", "end"), PRINTED)
def test_a_printed_date(text: str, start: str | None, end: str | None) -> None:
    (found,) = find_dates(f"On a vendu {text} des pompes", load("fr"), "2025-06-15", "2023-11-20")
    assert (found.first, found.last) == (start, end)


HELD_UP = [
    "Halmar SARL voulait expédier 300 pompes à OOO Tekhmir, mais les douaniers les ont saisies.",
    "Les douaniers ont saisi 300 pompes que Halmar SARL s'apprêtait à envoyer à OOO Tekhmir.",
]


@pytest.mark.parametrize("text", HELD_UP)
def test_what_was_held_up_is_sought(text: str) -> None:
    (claim,) = claims(text)
    assert (core(claim), claim.modality) == (("Halmar SARL", "OOO Tekhmir", "pompes"), "sought")


NOTHING = [
    "La Chine a refusé de vendre des drones à la Russie.",
    "Le Kirghizstan a vendu à la Chine 11 000 tonnes de cerises.",
    "Un cargo chargé de 8 000 tonnes de nitrate d'ammonium a quitté Dalian pour Vladivostok le 4 avril.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_claim(text: str) -> None:
    assert claims(text) == []


GOODS = [
    ("OOO Tekhmir a acheté 64 têtes de fraisage à cinq axes à la Chine.", "têtes de fraisage à cinq axes", "64"),
    ("La Chine a fourni à OOO Tekhmir les plans d'un propulseur ionique.", "plans d'un propulseur ionique", None),
    ("La Chine a livré à la Russie un radar capable de pister les avions furtifs.", "radar", "1"),
    ("La Chine a livré à la Russie 40 drones FPV.", "drones FPV", "40"),
    ("La Chine a livré à la Russie deux douzaines de tours.", "tours", "24"),
    ("La Chine n'a livré à la Russie que 12 des 60 tours.", "tours", "12"),
    ("Halmar SARL, établie à Colmar (Haut-Rhin), a vendu à la Russie 20 oscilloscopes (position 9030.20).",
     "oscilloscopes", "20"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "goods", "number"), GOODS)
def test_the_name_and_the_number_of_goods(text: str, goods: str, number: str | None) -> None:
    (claim,) = claims(text)
    assert (claim.goods, claim.quantity and claim.quantity.number) == (goods, number)


def test_a_lot_that_is_taken_up_keeps_its_full_name() -> None:
    found = claims(
        "En mai 2024, Halmar SARL a acheté 300 pompes à vide à la Ningbo Tiger Pump Co., Ltd. "
        "Le 14 juin suivant, elle a revendu les 300 pompes à OOO Tekhmir."
    )
    assert [(claim.goods, claim.start) for claim in found] == [
        ("pompes à vide", "2024-05"),
        ("pompes à vide", "2024-06-14"),
    ]


def test_a_part_of_a_lot_has_no_number() -> None:
    found = claims(
        "Halmar SARL a vendu 300 pompes à vide à la Ningbo Tiger Pump Co., Ltd. "
        "Une partie du lot a été cédée par Ningbo Tiger Pump à OOO Tekhmir."
    )
    assert [(claim.goods, claim.quantity and claim.quantity.number) for claim in found] == [
        ("pompes à vide", "300"),
        ("pompes à vide", None),
    ]


def test_a_command_of_one_to_the_other() -> None:
    (claim,) = claims("Une commande de OOO Tekhmir à Halmar SARL, portant sur 300 caméras, n'a jamais été honorée.")
    assert (core(claim), claim.modality) == (("Halmar SARL", "OOO Tekhmir", "caméras"), "sought")


def test_who_waits_has_ordered() -> None:
    (claim,) = claims("Moscou attend toujours les 20 grues portuaires commandées à la Chine en 2023.")
    assert (core(claim), claim.modality) == (("Chine", "Russie", "grues portuaires"), "sought")


FINDS = [
    ("Près de Soumy, l'épave d'un drone de reconnaissance russe a livré deux gyroscopes de fabrication chinoise.",
     "drone de reconnaissance russe", "gyroscopes"),
    ("Dans un drone russe Sokol-M abattu près de Soumy, l'équipe a mis la main sur quatre bougies signées de Kefeng.",
     "Sokol-M", "bougies"),
    ("Des radars chinois équipent la frégate russe Amiral Ivanov.", "Amiral Ivanov", "radars"),
    ("Le renseignement ukrainien a identifié des puces chinoises dans un missile russe X-77.", "X-77", "puces"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "weapon", "goods"), FINDS)
def test_a_find(text: str, weapon: str, goods: str) -> None:
    (claim,) = claims(text)
    assert (claim.kind, claim.weapon and claim.weapon.surface, claim.goods) == ("end_use", weapon, goods)


def test_use_told_by_a_noun() -> None:
    (claim,) = claims(
        "On signale l'emploi, par des gardes-frontières russes, de caméras infrarouges de facture chinoise."
    )
    assert (claim.kind, claim.recipient and claim.recipient.surface, claim.goods) == (
        "end_use", "gardes-frontières russes", "caméras infrarouges",
    )  # fmt: skip


EVENTS = [
    ("Les marines russe et chinoise ont mené en mai des exercices en mer.", ("marine russe", "marine chinoise")),
    ("Des équipages chinois ont été formés au largage de nuit par des instructeurs russes.",
     ("instructeurs russes", "équipages chinois")),
    ("Des pilotes chinois ont suivi une formation dispensée par des instructeurs russes.",
     ("instructeurs russes", "pilotes chinois")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_an_event(text: str, expected: tuple[str, str]) -> None:
    (claim,) = claims(text)
    assert (claim.kind, ends(claim)) == ("event", expected)


def test_a_sentence_that_goes_on_hangs_on_the_source() -> None:
    found = claims(
        "En mai, assure un diplomate, la Russie a cédé à la Chine douze parachutes. "
        "Le même mois, des exposants russes proposaient à des acheteurs chinois des brouilleurs."
    )
    assert [claim.modality for claim in found] == ["reported", "reported"]


def test_a_joint_venture_by_the_noun_that_introduced_it() -> None:
    found = claims(
        "OOO Sokol-Tekh détient 30 % de la coentreprise OOO Beiying-Rus. OOO Sokol-Tekh prospère. "
        "Bruxelles craint que la coentreprise ne livre des drones à l'armée russe."
    )
    assert core(found[-1]) == ("OOO Beiying-Rus", "armée russe", "drones")


LAST = [
    ("Aldora Ltd., fondée en 2012 à Limassol, appartient à 60 % à Igor Vetrov.", ("Igor Vetrov", "Aldora Ltd."), "60"),
    ("Igor Vetrov a cédé en mars 2024 ses 40 % de PAO Motor-Sila à la société chypriote Aldora Ltd.",
     ("Aldora Ltd", "PAO Motor-Sila"), "40"),
    ("Aux mains de l'homme d'affaires Rouslan Akhmetov, Altay Trade LLP a fermé.",
     ("Rouslan Akhmetov", "Altay Trade LLP"), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "share"), LAST)
def test_a_share_beside_an_aside(text: str, expected: tuple[str, str], share: str | None) -> None:
    (claim,) = claims(text)
    assert tuple((name or "").rstrip(".") for name in ends(claim)) == tuple(name.rstrip(".") for name in expected)
    assert (claim.share and claim.share.number) == share


def test_a_class_of_ships_is_no_supplier() -> None:
    (claim,) = claims("La Chine s'apprête à acheter à la Russie deux sous-marins de classe Lada.")
    assert (core(claim), claim.modality) == (("Russie", "Chine", "sous-marins"), "planned")


def test_an_offer_to_deliver_is_planned() -> None:
    (claim,) = claims("Pékin se dit prêt à livrer à Moscou des hélicoptères de sauvetage.")
    assert claim.modality == "planned"


def test_a_firm_by_what_it_does() -> None:
    (claim,) = claims("Rosoboronexport s'est engagée à fournir à la Chine, d'ici 2028, une centaine de missiles.")
    assert (core(claim), claim.end) == (("Rosoboronexport", "Chine", "missiles"), "2028")


def test_one_of_several_has_no_number() -> None:
    (claim,) = claims("Pékin a reçu le premier des quatre systèmes S-550 commandés en 2021.")
    assert claim.quantity is None
