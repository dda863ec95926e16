"""Parts found in weapons, shipments with and without codes, and a listed owner. All names in here are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.build import build
from graph.fold import fold_model
from graph.model import Amount, Claim, Party
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import firm, put_table, put_text, source, transfer

ALDER, BIRCH, FIR = firm("Alder Chips", "CN"), firm("Birch Trade", "TR"), firm("Fir Plant", "RU")
GORSE, OFFICE = firm("Gorse Holding", "RU"), Party(surface="Test Authority", kind="public_body", country="DE")
ONE, TWO = firm("Synthetic One", "CN"), firm("Synthetic Two", "RU")
ODD = "Unheard-of Gadgets No. 9"


def found(model: str | None, weapon: str, goods: str = "microcontrollers", maker: Party | None = ALDER) -> Claim:
    return Claim(kind="end_use", weapon=Party(surface=weapon, kind="weapon"), maker=maker, goods=goods, model=model)


CLAIMS = [
    found("QF-9", "Test Drone 1"), found("QF-9", "Test Drone 2"), found("QF-7", "Test Drone 1", maker=None),
    found(None, "Test Drone 1", "bearings", BIRCH),
    transfer(ALDER, BIRCH, "microcontrollers", hs="85423190", hs_basis="printed", start="2023-01"),
    transfer(BIRCH, FIR, "microcontrollers", start="2023-02", model="QF 9", destination="RU"),
    transfer(BIRCH, FIR, ODD, start="2023-03", destination="RU"),
    transfer(BIRCH, FIR, "widgets of no kind", start="2023-03", hs="854239", hs_basis="inferred", destination="RU"),
    transfer(BIRCH, FIR, "microcontrollers", start="2023-05", hs="854231", modality="planned"),
    transfer(BIRCH, FIR, "cameras", start="2019-05", hs="852580", hs_basis="printed"),
    transfer(BIRCH, FIR, "bearings", start="2023-04", model="NEVER-1", destination="RU"),
    Claim(kind="ownership", subject=GORSE, object=FIR, share=Amount("60", unit="%")),
    Claim(kind="listing", subject=OFFICE, object=GORSE, topic="test list", record="L1"),
]  # fmt: skip
INVENTED = [
    transfer(ONE, TWO, "microcontrollers", hs="854231", hs_basis="printed", start="2023-02", destination="RU"),
    found("SY-1", "Synthetic Drone", maker=ONE),
]


def fill(home: Settings, store: Store) -> None:
    """Put the claims into the archive of a home and build their graph in a store."""
    archive = Archive(home.archive_dir)
    put_table(archive, "rows.csv", CLAIMS, publisher="Customs of Tests")
    put_text(archive, "drones.txt", CLAIMS[:1], publisher="Test Herald")
    put_table(archive, "synthetic.csv", INVENTED, source=source("Test Invention", synthetic=True))
    build(home, store)


def goods_home(folder: Path, **where: Any) -> Settings:
    """Make a home of these claims, with the embedded engine or where further settings say."""
    home = Settings(home=folder, engine_idle_s=2.0, **where)
    with Store.open(home) as store:
        fill(home, store)
    return home


def node(store: Store, label: str, name: str) -> str:
    """Return the id of a node by its name; of a product by its number, however it is written."""
    slot, value = ("folded", fold_model(name)) if label == "Product" else ("name", name)
    (row,) = store.read(f"MATCH (n:`{label}` {{{slot}: $value}}) RETURN n.waybill_id AS id", {"value": value})
    return str(row["id"])
