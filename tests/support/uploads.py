"""Files as people upload them to be loaded, good and hostile. All names are invented."""

from __future__ import annotations

import io
import zipfile

# Columns that no ready mapping knows: the buyer is called "far side", and the value has no currency.
TABLE = (
    b"No,Sent on,Seller firm,Far side,Land there,Goods description,Amount\n"
    b"1,03/04/2023,Paper Kite Parts Co,OOO Vydumka,Russia,drone propellers,5400\n"
    b"2,05/04/2023,Paper Kite Parts Co,OOO Vydumka,Russia,drone engines,many\n"
    b"3,25/04/2023,Paper Kite Parts Co,OOO Vydumka,Russia,drone motors,120\n"
)
COLUMNS = {  # what a person makes of them
    "Sent on": ("date", "%d/%m/%Y"), "Seller firm": ("consignor.name", ""), "Far side": ("consignee.name", ""),
    "Land there": ("consignee.country", ""), "Goods description": ("goods", ""), "Amount": ("value", "USD"),
}  # fmt: skip
STORY = b"Paper Kite Parts Co of China sold drone engines to OOO Vydumka in Russia in May 2023."


def bomb() -> bytes:
    """Return a workbook of some kilobytes that says it unpacks to 64 MiB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b" " * (64 << 20))
    return out.getvalue()


def packed() -> bytes:
    """Return a zip file with a table in it, which no loader unpacks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("../../rows.csv", TABLE)
    return out.getvalue()


HOSTILE = {  # name -> content, and a word of the reason for which it is not loaded
    "empty.csv": (b"", "is empty"),
    "rubbish.pdf": (bytes(range(256)) * 40, ""),
    "bomb.xlsx": (None, "unpacks to"),
    "packed.zip": (None, "unpack it"),
    "table.docx": (TABLE, ""),
    "torn.csv": (b"Exporter,Importer\n\xff\xfe\x00\x81\xd8,\xff\n", ""),
    "<b>bold [x](javascript:1).txt": (b"\x00\x01\x02", ""),
}


def hostile() -> list[tuple[str, bytes]]:
    """Return all hostile files with their content."""
    made = {"bomb.xlsx": bomb, "packed.zip": packed}
    return [(name, made[name]() if content is None else content) for name, (content, _) in HOSTILE.items()]
