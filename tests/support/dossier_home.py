"""A small home for the tests of dossiers: two legs in three scripts, a denial, shares, a listing. All is invented."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.archive import Archive
from graph.build import build
from graph.model import Amount, Claim, Document, Entry, Source, replace
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import firm, pieces, transfer

ROTOR, YELKEN, VOLNA = "深圳虚构旋翼有限公司", "Yelken <script>alert(1)</script> & Oğulları", "ООО «Выдумка-Тест»"
FIRST = f"2023年5月，{ROTOR}向{YELKEN}出售40件无人机零件。"
SECOND = f"В июне 2023 года {YELKEN} поставила {VOLNA} комплектующие для беспилотников."
DENIAL = f"{VOLNA} отрицает, что получала комплектующие от {YELKEN}."
SHARES = f"{ROTOR} holds 60 per cent of {YELKEN}."
GAZETTE = "\n\n".join((FIRST, SECOND, DENIAL, SHARES))
NAME = "..\\..\\evil:name|<b>.txt"  # as a document may call itself; no folder may come of it
TERMS = "CC-BY-NC-4.0"


def fill(settings: Settings, folder: Path) -> None:
    """Fill an archive and build its graph.

    Args:
        settings: of an empty home.
        folder: where the original files are put.
    """
    archive = Archive(settings.archive_dir)
    rotor, yelken, volna = firm(ROTOR, "CN"), firm(YELKEN, "TR"), firm(VOLNA, "RU")
    parts = {"goods": "drone parts", "start": "2023-06"}
    claims = (
        (FIRST, "zh", transfer(rotor, yelken, "drone parts", start="2023-05", quantity=pieces(40))),
        (SECOND, "ru", transfer(yelken, volna, **parts)),
        (DENIAL, "ru", transfer(yelken, volna, **parts, modality="denied", speaker=VOLNA)),
        (SHARES, "en", Claim(kind="ownership", subject=rotor, object=yelken, share=Amount("60"))),
    )
    _text(archive, folder / "gazette.txt", claims)
    authority = firm("Test Authority", "DE", kind="public_body")
    listed = Claim(
        kind="listing", subject=authority, object=volna, topic="Test list", entry="T-1", start="2024-01-02",
        measure="asset freeze", reason="It is invented.",
    )  # fmt: skip
    _rows(archive, "list.csv", "list", [listed])
    row = transfer(yelken, volna, hs="88073000", weight_kg="12.5", start="2023-06-20")
    _rows(archive, "rows.csv", "table", [row])
    alpha, gamma = firm("Synthetic Alpha", "CN"), firm("Synthetic Gamma", "RU")
    _rows(archive, "synthetic.csv", "table", [transfer(alpha, gamma, start="2023-01-10")], synthetic=True)
    with Store.open(settings) as store:
        build(settings, store)


def _text(archive: Archive, path: Path, claims: tuple[tuple[str, str, Claim], ...]) -> None:
    path.write_text(GAZETTE, encoding="utf-8")
    source = Source(
        publisher="The Test Gazette", owner="Test House", licence=TERMS, url="https://gazette.example/report?a=1&b=2"
    )
    given = Document(
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(), name=NAME, kind="text", source=source,
        published="2023-07", title="What the <b>Gazette</b> wrote", length=len(GAZETTE),
    )  # fmt: skip
    with archive.new_package(given, extractor="rules", version="1", original=path) as writer:
        writer.text(GAZETTE)
        for quote, language, claim in claims:
            start = GAZETTE.index(quote)
            spans = ((start, start + len(quote)),)
            writer.add(Entry(claims=(replace(claim, quote=quote, spans=spans, language=language),)))
        writer.report = {"rows_in": len(claims), "accepted": len(claims), "rejected": 0, "repeated": 0}


def _rows(archive: Archive, name: str, kind: str, claims: list[Claim], synthetic: bool = False) -> None:
    """Store rows whose original bytes are not kept."""
    source = Source(publisher=f"Office of {name}", synthetic=synthetic, url="javascript:alert(1)")
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    given = Document(sha256=sha256, name=name, kind=kind, source=source)  # type: ignore[arg-type]  # table or list
    with archive.new_package(given, extractor="tables", version="1") as writer:
        writer.header(("consignor", "consignee", "note"))
        for row, claim in enumerate(claims, start=2):
            parties = [party.surface if party else "" for party in (claim.supplier, claim.recipient)]
            writer.add(Entry(row=row, record=f"{name} {row}", cells=(*parties, "=1+1 | *x*"), claims=(claim,)))
        writer.report = {"rows_in": len(claims), "accepted": len(claims), "rejected": 0, "repeated": 0}
