"""Claims out of French sentences, class by class."""

from __future__ import annotations

import pytest

from graph.model import Claim, Document, Source
from loaders.extraction import extract

Core = tuple[str | None, str | None, str | None]


def claims(text: str, published: str = "2024-03-11") -> list[Claim]:
    """The claims of a French text; none may be rejected."""
    source = Source(publisher="P")
    document = Document(sha256="0" * 64, name="a.txt", kind="text", source=source, language="fr", published=published)
    found = extract(document, text)
    assert not [flag for claim in found for flag in claim.flags if flag.startswith("rejected")]
    return found


def core(claim: Claim) -> Core:
    return (
        claim.supplier.surface if claim.supplier else None,
        claim.recipient.surface if claim.recipient else None,
        claim.goods,
    )


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
