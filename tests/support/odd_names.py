"""An archive of what files of other tools get wrong: scripts, markup, formulas, control characters. All invented."""

from __future__ import annotations

from graph.archive import Archive
from graph.model import Claim, Name
from tests.integration.test_build import tables, texts
from tests.support.samples import firm, put_table, transfer

LONG = "Vydumka " * 1250  # of 10,000 characters
NAMES = (
    "瑞驰虚构技术有限公司",
    "Выдумка-Тест",
    "شركة خيالية",
    "<b>Vydumka</b> & <script>alert(1)</script>",
    "]]> <!-- Vydumka",
    '=HYPERLINK("http://example.invalid")',
    "'+1+1",
    "@SUM(A1)",
    "-2+3",
    'Vydumka, "so"; said\nthe \\papers, \t',
    "line\r\nline",
    "lone\rreturn",
    "bell\x07escape\x1b[31mend",
    "noncharacter\uffff",
    "😀 firm",
    "NULL",
    "NaN",
    "true",
    "007",
    LONG.strip(),
)


def fill(archive: Archive, longest: int = len(LONG)) -> None:
    """Store the texts and tables of the tests of the build, and a firm for each odd name up to a length."""
    texts(archive)
    tables(archive)
    claims: list[Claim] = []
    for number, name in enumerate(one for one in NAMES if len(one) <= longest):
        odd = firm(
            name, "CN", names=(Name(f"also {name}", "alias"), Name("Выдумка", "alias", "ru")), ids=(("LEI", name),)
        )
        claims.append(
            transfer(odd, firm(f"Nobody {number}", "RU"), f"thing {name}", weight_kg="1e3", start="2023-05-06")
        )
    put_table(archive, "odd.csv", claims)
