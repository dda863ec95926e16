"""What is not of our field gives no claim: goods of households, exemptions, penalties; all texts are invented."""

from __future__ import annotations

import pytest

from tests.support.claims import claims_of

NONE = [
    ("de", "Kinderschuhe und Waschmaschinen lieferte China 2024 in großer Zahl nach Russland."),
    ("de", "Von der Regel ausgenommen sind Ersatzteile, die China nach Russland liefert."),
    ("en", "In May China shipped footwear worth 3 million dollars to Russia."),
    ("en", "Bearings shipped from China to Russia by way of Narva are exempt."),
    ("en", "LONDON (AP) - Shipping bearings to Russia takes one form."),
    ("fr", "La Chine a livré des réfrigérateurs et des jouets à la Russie en 2024."),
    ("fr", "Exporter des détecteurs vers la Russie est passible de cinq ans de prison."),
    ("ru", "В сентябре Китай отправил в Россию 40 тысяч холодильников."),
    ("ru", "Правила не распространяются на подшипники, которые Китай поставляет в Россию."),
    ("tr", "Çin, mayısta Rusya'ya ayakkabı ve oyuncak sattı."),
    ("tr", "Çin'den Rusya'ya giden rulmanlar kapsam dışında."),
    ("uk", "У травні Китай продав Росії іграшки й холодильники."),
    ("uk", "Обмеження не поширюються на підшипники, які Китай постачає Росії."),
    ("zh", "5月，中国向俄罗斯出口了玩具和冰箱。"),
    ("zh", "中国向俄罗斯出口的轴承不在管制范围之内。"),
]
SOME = [
    ("de", "China lieferte 2024 Wälzlager nach Russland."),
    ("en", "In May China shipped bearings worth 3 million dollars to Russia."),
    ("fr", "La Chine a livré des roulements à la Russie en 2024."),
    ("ru", "В сентябре Китай отправил в Россию 40 тысяч подшипников."),
    ("tr", "Çin, mayısta Rusya'ya rulman sattı."),
    ("uk", "У травні Китай продав Росії підшипники."),
    ("zh", "5月，中国向俄罗斯出口了轴承。"),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_is_not_of_the_field_gives_no_claim(language: str, text: str) -> None:
    assert not claims_of(text, language, "2025-06-15")


@pytest.mark.parametrize(("language", "text"), SOME)
def test_what_is_of_the_field_gives_one(language: str, text: str) -> None:
    (claim,) = claims_of(text, language, "2025-06-15")
    assert claim.kind == "transfer"
