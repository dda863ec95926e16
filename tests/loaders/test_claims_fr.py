"""Claims out of French sentences, class by class."""

from __future__ import annotations

import pytest

from graph.model import Claim
from tests.support.claims import Core, claims_of, core


def claims(text: str, published: str = "2024-03-11") -> list[Claim]:
    """The claims of a French text; none may be rejected."""
    return claims_of(text, "fr", published)


CHINA_RUSSIA = ("Chine", "Russie", "drones")
FRAMES = [
    ("La Chine livre des drones à la Russie.", CHINA_RUSSIA, "asserted"),
    ("La Chine a livré à la Russie des drones.", CHINA_RUSSIA, "asserted"),
    ("Des drones ont été livrés par la Chine à la Russie.", CHINA_RUSSIA, "asserted"),
    ("La Russie a acheté des drones à la Chine.", CHINA_RUSSIA, "asserted"),
    ("La Russie s'est procuré des drones auprès de la Chine.", CHINA_RUSSIA, "asserted"),
    ("L'armée russe a reçu de nouveaux drones en provenance de Chine.",
     ("Chine", "armée russe", "nouveaux drones"), "asserted"),
    ("Des sociétés chinoises ont exporté des roulements à billes vers la Russie.",
     ("sociétés chinoises", "Russie", "roulements à billes"), "asserted"),
    ("Les livraisons de drones par la Chine à la Russie ont repris.", CHINA_RUSSIA, "asserted"),
    ("Moscou reste un fournisseur de turboréacteurs pour la Chine.",
     ("Russie", "Chine", "turboréacteurs"), "asserted"),
    ("Selon les douanes, la Chine a vendu des drones à la Russie.", CHINA_RUSSIA, "reported"),
    ("La Chine aurait livré des drones à la Russie.", CHINA_RUSSIA, "reported"),
    ("La Chine n'a jamais livré de drones à la Russie.", CHINA_RUSSIA, "denied"),
    ("Pékin dément avoir livré des drones à la Russie.", CHINA_RUSSIA, "denied"),
    ("Le porte-parole a démenti toute livraison de drones par la Chine à la Russie.", CHINA_RUSSIA, "denied"),
    ("Paris craint que la Chine ne livre des drones à la Russie.", CHINA_RUSSIA, "feared"),
    ("La Russie a demandé des drones à la Chine.", CHINA_RUSSIA, "sought"),
    ("La Russie prévoit de livrer deux sous-marins à la Chine.", ("Russie", "Chine", "sous-marins"), "planned"),
    ("La Russie livrera deux sous-marins à la Chine.", ("Russie", "Chine", "sous-marins"), "planned"),
    ("Le parquet soupçonne une société chinoise d'avoir expédié des drones en Russie.",
     ("société chinoise", "Russie", "drones"), "alleged"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "modality"), FRAMES)
def test_a_sentence_gives_its_claim(text: str, expected: Core, modality: str) -> None:
    found = claims(text)
    assert [core(claim) for claim in found] == [expected]
    assert found[0].modality == modality


NOTHING = [
    "Il est interdit de vendre des semi-conducteurs à la Russie.",
    "Les exportateurs ont besoin d'une licence pour livrer des drones en Russie.",
    "La Chine et la Russie entretiennent des relations étroites.",
    "La Chine apporte son soutien à la Russie.",
    "L'Espagne a vendu des trains à l'Allemagne pour 30 millions d'euros.",
    "La Chine livre-t-elle des drones à la Russie ?",
]


@pytest.mark.parametrize("text", NOTHING)
def test_rules_other_trade_and_mere_mentions_give_none(text: str) -> None:
    assert claims(text) == []


Amount = tuple[str, str, str | None] | None
AMOUNTS: list[tuple[str, Amount, Amount]] = [
    ("1 200 drones", ("=", "1200", None), None),
    ("près d'un millier de drones", ("~", "1000", None), None),
    ("une douzaine de drones", ("~", "12", None), None),
    ("deux mille cinq cents drones", ("=", "2500", None), None),
    ("quatre-vingt-dix drones", ("=", "90", None), None),
    ("plus de 3,5 millions de drones", (">", "3500000", None), None),
    ("au moins trois lots de drones", (">=", "3", "lots"), None),
    ("entre 200 et 300 drones", None, None),
    ("des centaines de drones", None, None),
    ("pour 12,4 milliards de dollars de drones", None, ("=", "12400000000", "USD")),
    ("une cinquantaine de drones d'une valeur de 2 millions de yuans", ("~", "50", None), ("=", "2000000", "CNY")),
    ("300 drones à 1 500 euros pièce", ("=", "300", None), ("=", "1500", "EUR")),
]


@pytest.mark.parametrize(("words", "quantity", "value"), AMOUNTS)
def test_quantities_and_sums(words: str, quantity: Amount, value: Amount) -> None:
    (claim,) = claims(f"La Chine a livré à la Russie {words}.")
    assert claim.goods == "drones"
    assert (claim.quantity and (claim.quantity.relation, claim.quantity.number, claim.quantity.unit)) == quantity
    assert (claim.value and (claim.value.relation, claim.value.number, claim.value.currency)) == value


DATES = [
    ("le 3 mai 2023", "2023-05-03", "2023-05-03"),
    ("du 3 au 9 juin 2023", "2023-06-03", "2023-06-09"),
    ("entre mars et juin 2023", "2023-03", "2023-06"),
    ("au deuxième trimestre 2023", "2023-04", "2023-06"),
    ("au second semestre 2023", "2023-07", "2023-12"),
    ("en 2021 et 2022", "2021", "2022"),
    ("depuis janvier 2024", "2024-01", None),
    ("jusqu'en janvier 2024", None, "2024-01"),
    ("début janvier", "2024-01", "2024-01"),
    ("l'an dernier", "2023", "2023"),
    ("l'été dernier", "2023", "2023"),
    ("la semaine dernière", "2024-03-04", "2024-03-10"),
    ("avant-hier", "2024-03-09", "2024-03-09"),
    ("mardi", "2024-03-05", "2024-03-05"),
]


@pytest.mark.parametrize(("words", "start", "end"), DATES)
def test_dates_are_those_of_the_delivery(words: str, start: str | None, end: str | None) -> None:
    (claim,) = claims(f"La Chine a livré des drones à la Russie {words}.")
    assert (claim.start, claim.end) == (start, end)


WIDER = [
    ("OOO Vektron s'est vu livrer, en mai 2023, 300 roulements à billes par la Jinhai Bearings Group.",
     ("Jinhai Bearings Group", "OOO Vektron", "roulements à billes"), "asserted"),
    ("Au moins 17 cargaisons de nitrocellulose ont quitté la Chine pour la Russie.",
     ("Chine", "Russie", "nitrocellulose"), "asserted"),
    ("L'usine de poudre de Kazan a acquis de la nitrocellulose auprès du groupe chinois Huaxing Chemical.",
     ("Huaxing Chemical", "usine de poudre de Kazan", "nitrocellulose"), "asserted"),
    ("« Nous n'avons jamais vendu de drones à l'armée russe », affirme Chen Bo, patron de Skywing Tech.",
     ("Skywing Tech", "armée russe", "drones"), "denied"),
    ("La société Skywing Tech, dont les drones équipent l'armée russe, vient d'ouvrir une usine.",
     ("Skywing Tech", "armée russe", "drones"), "asserted"),
    ("Les drones de la société Skywing Tech équipent l'armée russe.",
     ("Skywing Tech", "armée russe", "drones"), "asserted"),
    ("L'enquête retrace l'achat de broches par la SAS Boréal Usinage auprès de la Taizhou Jianhe Spindle Co., Ltd.",
     ("Taizhou Jianhe Spindle Co., Ltd", "SAS Boréal Usinage", "broches"), "reported"),
    ("La mission réfute toute exportation d'électrodes militaires de la Chine vers la Russie.",
     ("Chine", "Russie", "électrodes militaires"), "denied"),
    ("La Chine n'a vendu aucun compresseur aux chantiers navals militaires russes.",
     ("Chine", "chantiers navals militaires russes", "compresseur"), "denied"),
    ("La Grauhorn Technik GmbH dément avoir exporté le moindre interféromètre vers la Russie.",
     ("Grauhorn Technik GmbH", "Russie", "interféromètre"), "denied"),
    ("Le parquet reproche à la Grauhorn Technik GmbH d'avoir exporté vers la Russie huit interféromètres.",
     ("Grauhorn Technik GmbH", "Russie", "interféromètres"), "alleged"),
    ("AO Lipetsk-Alliage entend expédier des lingots de superalliage à la Zunyi Haoran Titanium Co., Ltd.",
     ("AO Lipetsk-Alliage", "Zunyi Haoran Titanium Co., Ltd", "lingots de superalliage"), "planned"),
    ("Les services tchèques craignent que la Russie ne fasse profiter la Chine de sa technologie de blindage.",
     ("Russie", "Chine", "technologie de blindage"), "feared"),
    ("Des forets revêtus, vendus par la Yantai Moqi Coatings Group, ont gagné la Russie par le port d'Alat.",
     ("Yantai Moqi Coatings Group", "Russie", "forets revêtus"), "asserted"),
    ("Livrés par la Chine, les détonateurs sont arrivés à l'arsenal russe de Briansk.",
     ("Chine", "arsenal russe", "détonateurs"), "asserted"),
    ("Les radars que la Chine a fournis à la Russie étaient défectueux.",
     ("Chine", "Russie", "radars"), "asserted"),
    ("Une société de Shenzhen alimente l'armée russe en caméras thermiques.",
     ("société de Shenzhen", "armée russe", "caméras thermiques"), "asserted"),
    ("OOO Radiopribor se fournit en condensateurs auprès de la Wellpoint Electronics Ltd.",
     ("Wellpoint Electronics Ltd", "OOO Radiopribor", "condensateurs"), "asserted"),
    ("La Chine expédie chaque mois des broches à grande vitesse à la Russie.",
     ("Chine", "Russie", "broches à grande vitesse"), "asserted"),
    ("Des négociants turcs auraient, toujours selon lui, acheté en mars à la Chine des pompes à vide.",
     ("Chine", "négociants turcs", "pompes à vide"), "reported"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "modality"), WIDER)
def test_other_ways_to_say_it(text: str, expected: Core, modality: str) -> None:
    found = [claim for claim in claims(text) if claim.kind != "role"]
    assert [(*(name and name.rstrip(".") for name in core(claim)),) for claim in found] == [expected]
    assert found[0].modality == modality


def test_a_comparison_gives_none() -> None:
    assert claims("À titre de comparaison, le Vietnam avait acheté six sous-marins à la Russie.") == []


def test_what_is_found_in_a_wreck_was_not_bought() -> None:
    (claim,) = claims(
        "Des démineurs ukrainiens ont récupéré, parmi les débris d'une bombe russe Molot-500, "
        "deux condensateurs au tantale portant la marque de la Chaozhou Mingde Capacitor Co., Ltd."
    )
    assert (claim.kind, claim.goods, claim.weapon and claim.weapon.surface) == (
        "end_use", "condensateurs au tantale", "Molot-500",
    )  # fmt: skip


def test_owner_and_office_with_words_between() -> None:
    (share,) = claims("Ludovic Sarrazelle, qui détient 80 % de la SAS Boréal Usinage Services, a nié les faits.")
    assert share.kind == "ownership" and share.subject and share.subject.surface == "Ludovic Sarrazelle"
    (role,) = claims("La directrice financière de la Wuhu Qinlan Co., Ltd., Luo Peizhen, a écarté les soupçons.")
    assert (role.kind, role.topic) == ("role", "directrice financière")


def test_a_firm_by_its_seat_and_a_firm_by_its_pronoun() -> None:
    found = claims(
        "Jinhai Bearings a vendu des fraiseuses à Altyn Logistik, à Bichkek. "
        "La société kirghize les a ensuite réexpédiées à AO Uralmech."
    )
    assert [core(claim) for claim in found] == [
        ("Jinhai Bearings", "Altyn Logistik", "fraiseuses"), ("Altyn Logistik", "AO Uralmech", "fraiseuses"),
    ]  # fmt: skip


def test_head_and_listing_by_a_union() -> None:
    (role,) = claims("À la tête d'OOO Tekhsnab se trouve Pavel Gordeïev.")
    assert role.kind == "role" and role.subject and role.subject.surface == "Pavel Gordeïev"
    (listing,) = claims("L'Union européenne a ajouté la Dafeng Co., Ltd. à sa liste de sanctions.")
    assert listing.kind == "listing" and listing.subject and listing.subject.surface == "Union européenne"


REPEATED = [
    "La Chine a livré 40 radars à la Russie. Ces radars, la Chine les a livrés à la Russie en mai 2023.",
    "La Chine a livré 40 radars à la Russie en mai 2023. La Chine a donc livré des radars à la Russie.",
]


@pytest.mark.parametrize("text", REPEATED)
def test_a_transfer_that_is_told_again_is_one_claim(text: str) -> None:
    (claim,) = claims(text)
    assert core(claim) == ("Chine", "Russie", "radars")
    assert claim.quantity is not None
    assert (claim.quantity.number, claim.start) == ("40", "2023-05")


def test_two_lots_are_two_claims() -> None:
    found = claims("La Chine a livré 40 radars à la Russie en mai 2023. En juin 2023, elle lui a livré 12 radars.")
    assert [(claim.quantity and claim.quantity.number, claim.start) for claim in found] == [
        ("40", "2023-05"),
        ("12", "2023-06"),
    ]


LOTS = [
    ("le même jour", "2023-05-03"),
    ("le mois suivant", "2023-06"),
    ("trois mois plus tard", "2023-08"),
    ("il y a deux ans", "2022"),
    ("cet automne", "2023"),
]


@pytest.mark.parametrize(("words", "start"), LOTS)
def test_dates_that_hang_on_the_one_before(words: str, start: str) -> None:
    text = f"La Chine a livré des radars à la Russie le 3 mai 2023. La Russie a livré {words} des chars à la Chine."
    assert [claim.start for claim in claims(text)] == ["2023-05-03", start]
