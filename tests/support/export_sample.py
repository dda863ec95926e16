"""A small archive with every kind of fact that exports translate. All names in here are invented."""

from __future__ import annotations

from graph.archive import Archive
from graph.model import Amount, Claim, Name, Party, Source, replace
from tests.support.samples import country, firm, group, put_table, put_text, transfer

REGISTER = Source(publisher="Invented Register", title="Owners", licence="CC-BY-NC-4.0", edition="2024-05-01")
LIST = Source(publisher="Invented Authority", title="Invented List", url="https://example.org/list")
SENDER = firm(
    'Вертолёт "Ветер"',
    "CN",
    names=(Name("Invented Rotor", "alias", "en"), Name("虚构旋翼", "alias", "zh")),
    ids=(("USCC", "91440300708461136T"), ("PHONE", "+86 755 000")),
    addresses=("1 Invented Road, Shenzhen",),
)
RECIPIENT = firm("Vydumka\n<b>&amp; \\ Sons", "RU", ids=(("INN", "7707083893"),))
OWNER = Party(surface="Ivan Nikto", kind="person", country="RU", birth_dates=("1970-03",))
AUTHORITY = Party(surface="Invented Authority", kind="public_body", country="GB", key="authority")

LISTED = Claim(kind="listing", subject=AUTHORITY, topic="Invented List", programme="RUSSIA", measure="Asset freeze")


def fill(archive: Archive) -> Archive:
    """Put two reports, a table of shipments, a register and a list into an archive."""
    moved = transfer(SENDER, RECIPIENT, "drone engines", start="2023-05", via=(country("TR"),), origin="CN")
    denied = transfer(SENDER, RECIPIENT, "ammunition", modality="denied")
    put_text(archive, "report", [moved, denied, transfer(group("Chinese companies", "CN"), country("RU"))])
    put_text(archive, "other", [moved], publisher="Other Gazette")
    rows = [transfer(SENDER, RECIPIENT, "854231", hs="854231", hs_basis="printed", start="2023-06-17", record="row 1")]
    put_table(archive, "shipments", rows, source=Source(publisher="Invented Customs", licence="read the small print"))
    put_table(archive, "owners", _register(), source=REGISTER)
    put_table(archive, "list", _list(), kind="list", source=LIST)
    return archive


def _register() -> list[Claim]:
    return [
        Claim(kind="ownership", subject=OWNER, object=RECIPIENT, share=Amount("25", ">="), share_max=Amount("50", "<="),
              start="2020", record="o1"),
        Claim(kind="ownership", subject=country("RU"), object=SENDER, share=Amount("30"), record="o2"),
        Claim(kind="ownership", subject=OWNER, object=SENDER, modality="planned", record="o3"),
        Claim(kind="role", subject=OWNER, object=RECIPIENT, topic="Director", start="2021-02-03", record="r1"),
        Claim(kind="role", subject=OWNER, object=country("RU"), topic="Minister", record="r2"),
        Claim(kind="link", subject=SENDER, object=RECIPIENT, topic="represents", record="l1"),
        Claim(kind="link", subject=RECIPIENT, object=SENDER, topic="payment to", value=Amount("12.5", currency="EUR"),
              start="2022-01-02", end="2022-01-02", record="l2"),
        Claim(kind="registration", object=RECIPIENT, topic="Invented Register", entry="7707083893", record="g1"),
    ]  # fmt: skip


def _list() -> list[Claim]:
    ship = Party(surface="Invented Star", kind="vessel", country="PA", ids=(("IMO", "9074729"),), key="ship")
    return [
        replace(LISTED, object=RECIPIENT, entry="INV1", reason="it is invented", start="2023-02-24"),
        replace(LISTED, object=ship, entry="INV2", end="2024-01-31"),
    ]
