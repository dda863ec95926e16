"""A small home for the tests of the dashboard, made through archive and build. All names in here are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.build import build
from graph.model import Amount, Claim, Document, Entry, Source, replace
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import country, document, firm, group, pieces, transfer

ROTOR, YELKEN, VOLNA = "Qingfeng Rotor Works", "Yelken <b>Deneme</b> & Oğulları", "Волна-Тест"
FIRST = f"{ROTOR} delivered 40 drone parts to {YELKEN} in May 2023."
SECOND = f"{YELKEN} passed drone parts on to {VOLNA} in June 2023."
THIRD = "Chinese companies sent assault rifles to Russia through Turkey in 2022, declared as [hunting weapons](x)."
FOURTH = "Russia seeks artillery ammunition from China."
GAZETTE = f"# A **headline** with <script>alert(1)</script>\n\n{FIRST} {SECOND}\n\n{THIRD}\n\n{FOURTH}\n"
AGAIN = f"In May 2023 {ROTOR} delivered 40 drone parts to {YELKEN}."  # another paper in its own words
HERALD = f"A second paper: {AGAIN}\n"
INVENTED = ("Synthetic Alpha Trading", "Synthetic Beta Lojistik", "Synthetic Gamma OOO")


def make_home(home: Path, **where: Any) -> Settings:
    """Fill an archive and build its graph, in the embedded engine or where further settings say."""
    settings = Settings(home=home, engine_idle_s=2.0, **where)
    archive = Archive(settings.archive_dir)
    rotor, yelken, volna = firm(ROTOR, "CN"), firm(YELKEN, "TR"), firm(VOLNA, "RU")
    first = transfer(rotor, yelken, "drone parts", start="2023-05", quantity=pieces(40))
    _text(
        archive, "gazette.txt", GAZETTE,
        [
            (FIRST, first),
            (SECOND, transfer(yelken, volna, "drone parts", start="2023-06")),
            (THIRD, transfer(group("Chinese companies", "CN"), country("RU"), "assault rifles", start="2022",
                             via=(country("TR"),), declared_as="[hunting weapons](x)")),
            (FOURTH, transfer(country("CN"), country("RU"), "artillery ammunition", modality="sought")),
        ],
    )  # fmt: skip
    _text(archive, "herald.txt", HERALD, [(AGAIN, first)])
    row = transfer(yelken, volna, "drone parts", hs="88073000", weight_kg="12.5", start="2023-06-20")
    _table(archive, "rows.csv", [row])
    alpha, beta, gamma = (firm(name, code) for name, code in zip(INVENTED, ("CN", "TR", "RU"), strict=True))
    _table(
        archive, "synthetic.csv",
        [
            transfer(alpha, beta, "drone parts", start="2023-01-10", value=Amount("2100000", currency="USD")),
            transfer(beta, gamma, "drone parts", start="2023-02-10"),
        ],
        synthetic=True,
    )  # fmt: skip
    with Store.open(settings) as store:
        build(settings, store)
    return settings


def _text(archive: Archive, name: str, text: str, claims: list[tuple[str, Claim]]) -> Document:
    publisher = f"The {name.removesuffix('.txt').title()}"
    given = document(name, publisher=publisher, title=f"What {publisher} wrote", language="en", published="2023-07")
    with archive.new_package(given, extractor="rules", version="1") as writer:
        writer.text(text)
        for quote, claim in claims:
            start = text.index(quote)
            spans = ((start, start + len(quote)),)
            writer.add(Entry(claims=(replace(claim, quote=quote, spans=spans, language="en"),)))
        count = len(claims)
        writer.report = {"rows_in": count, "accepted": count, "rejected": 0, "repeated": 0}
    return given


def _table(archive: Archive, name: str, claims: list[Claim], synthetic: bool = False) -> Document:
    source = Source(publisher=f"Customs of {name}", synthetic=synthetic)
    given = document(name, kind="table", source=source)
    with archive.new_package(given, extractor="tables", version="1") as writer:
        writer.header(("consignor", "consignee", "goods", "date"))
        for row, claim in enumerate(claims, start=2):
            parties = [party.surface if party else "" for party in (claim.supplier, claim.recipient)]
            cells = (*parties, claim.goods or "", claim.start or "")
            writer.add(Entry(row=row, record=f"{name} {row}", cells=cells, claims=(claim,)))
        count = len(claims)
        writer.report = {"rows_in": count, "accepted": count, "rejected": 0, "repeated": 0}
    return given
