"""Claims out of Turkish sentences: roles by case, chains, modality, numbers, finds; texts that give nothing."""

from __future__ import annotations

import pytest

from graph.model import Claim, Document, Source
from loaders.extraction import extract

Core = tuple[str | None, str | None, str | None]
DAY = "2024-03-11"


def claims(text: str) -> list[Claim]:
    document = Document(
        sha256="0" * 64, name="a.txt", kind="text", source=Source(publisher="P"), language="tr", published=DAY
    )
    found = extract(document, text)
    assert not [flag for claim in found for flag in claim.flags if flag.startswith("rejected")]
    return found


def core(claim: Claim) -> Core:
    return (
        claim.supplier.surface if claim.supplier else None,
        claim.recipient.surface if claim.recipient else None,
        claim.goods,
    )


ROLES = [
    ("Çin, Rusya'ya rulman sattı.", ("Çin", "Rusya", "rulman")),
    ("Rusya, Çin'den rulman satın aldı.", ("Çin", "Rusya", "rulman")),
    ("Rulmanlar Çin tarafından Rusya'ya satıldı.", ("Çin", "Rusya", "Rulmanlar")),
    ("Çinli şirketler Rus alıcılara transistör gönderdi.", ("Çinli şirketler", "Rus alıcılar", "transistör")),
    (
        "Rus alıcılar Çinli üreticilerden optik mercek teslim aldı.",
        ("Çinli üreticiler", "Rus alıcılar", "optik mercek"),
    ),
    ("Çin'den Rusya'ya geçen yıl 40 ton rulman gönderildi.", ("Çin", "Rusya", "rulman")),
    ("Transistörleri Rusya'ya Çinli bir tüccar gönderdi.", ("Çinli bir tüccar", "Rusya", "Transistörler")),
    (
        "Demirtuz Makina A.Ş., OOO Belozvon'a güç transistörü ihraç etti.",
        ("Demirtuz Makina A.Ş.", "OOO Belozvon", "güç transistörü"),
    ),
    (
        "Wuhan Qingyu Optics Co., Ltd.'den Belarus'a lazer diyot sevk edildi.",
        ("Wuhan Qingyu Optics Co., Ltd.", "Belarus", "lazer diyot"),
    ),
    ("Moskova, Pekin'e denizaltı sonarı teknolojisi devretti.", ("Rusya", "Çin", "denizaltı sonarı teknolojisi")),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_case_endings_and_postpositions_give_the_roles(text: str, expected: Core) -> None:
    assert [(core(claim), claim.kind) for claim in claims(text)] == [(expected, "transfer")]


MODALITIES = [
    ("Çin, Rusya'ya rulman sattı.", "asserted"),
    ("Zarnık Gümrük Dairesi'ne göre Çin, Rusya'ya rulman sattı.", "reported"),
    ("Bir diplomat, Çin'in Rusya'ya rulman sattığını söyledi.", "reported"),
    ("Çin'in Rusya'ya rulman sattığı bildirildi.", "reported"),
    ("Savcılık, Çin'in Rusya'ya rulman sattığını öne sürdü.", "alleged"),
    ("Çin'in Rusya'ya rulman sattığı iddia edildi.", "alleged"),
    ("Pekin, Çin'in Rusya'ya rulman sattığını yalanladı.", "denied"),
    ("Çin, Rusya'ya rulman satmadı.", "denied"),
    ("Rusya, Çin'den rulman talep etti.", "sought"),
    ("Çin, Rusya'ya rulman satmayı planlıyor.", "planned"),
    ("Çin gelecek yıl Rusya'ya rulman satacak.", "planned"),
    ("Londra, Çin'in Rusya'ya rulman verebileceğinden endişe ediyor.", "feared"),
]


@pytest.mark.parametrize(("text", "expected"), MODALITIES)
def test_the_verb_on_which_a_statement_hangs_gives_its_modality(text: str, expected: str) -> None:
    assert [(core(claim), claim.modality) for claim in claims(text)] == [(("Çin", "Rusya", "rulman"), expected)]


NOTHING = [
    "Rulmanların Rusya'ya satışı yasaklandı.",
    "Çin, Rusya'ya destek verdi.",
    "Yasaya göre rulmanların Rusya'ya sevki izne bağlanıyor.",
    "Zarnık Tekstil A.Ş. Mısır'a 400 ton pamuk sattı.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_bans_support_and_other_trade_give_no_claim(text: str) -> None:
    assert claims(text) == []
