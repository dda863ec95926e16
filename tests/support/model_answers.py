"""A text with what a language model could answer about it. All names are invented."""

from __future__ import annotations

from typing import Any

from graph.model import Document, Source

FIRST = "In May 2023 the Chinese firm Qingfeng Rotor Works delivered 40 drone engines to Volna-Test in Russia."
SECOND = (
    "The agency Tidings reported that Lanhe Optics of China sold thermal cameras to the Russian company Sever Signal."
)
TEXT = f"{FIRST}\n\n{SECOND}\n\nNobody at the ministry would say more.\n"


def document(**slots: Any) -> Document:
    told: dict[str, Any] = {"sha256": "0" * 64, "name": "a.txt", "kind": "text", "source": Source(publisher="P")}
    return Document(**told | {"language": "en", "published": "2023-06"} | slots)


def party(surface: str, country: str | None = None, form: str = "named", kind: str = "company") -> dict[str, Any]:
    return {"surface": surface, "form": form, "type": kind, "country": country}


def item(**slots: Any) -> dict[str, Any]:
    """What a model says of the first sentence; all slots are there, as the form asks for them."""
    empty = "maker weapon subject object place model hs declared_as origin topic outcome speaker value share"
    return (
        dict.fromkeys(empty.split())
        | {
            "quote": FIRST,
            "kind": "transfer",
            "modality": "asserted",
            "supplier": party("Qingfeng Rotor Works", "CN"),
            "recipient": party("Volna-Test", "RU"),
            "via": [],
            "goods": "drone engines",
            "start": "2023-05",
            "end": "2023-05",
            "quantity": {"number": "40", "relation": "=", "unit": None, "currency": None},
        }
        | slots
    )


def second(**slots: Any) -> dict[str, Any]:
    """What a model says of the second sentence."""
    return (
        item(
            quote=SECOND,
            modality="reported",
            supplier=party("Lanhe Optics", "CN"),
            recipient=party("Sever Signal", "RU"),
            goods="thermal cameras",
            start=None,
            end=None,
            quantity=None,
            speaker="Tidings",
        )
        | slots
    )
