"""Broken files of the lists of the United States: an error in words or a reject, never a traceback, no row lost."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from graph.dates import bounds
from graph.errors import SourceError
from graph.model import Entry
from loaders.plan import plan
from loaders.protocol import Notes
from tests.loaders.test_lists_ofac_csv import entry, row
from tests.loaders.test_lists_ofac_xml import FIRM, PERSON, SHELL

NULL = "-0- "
REMARKS = (
    "DOB 10 Dec 1948; alt. DOB 1951 to 1953; nationality Russia; Tax ID No. 7704730655 (Russia); Linked To: B LTD."
)
FILES = {
    "sdn.csv": "\r\n".join([entry("7", "UNREAL, Ivan", "individual", remarks=REMARKS), entry("8", "B LTD"), "\x1a"]),
    "alt.csv": "\r\n".join([row("7", "1", "aka", "GEARS", NULL), row("8", "2", "fka", "COGS", NULL), "\x1a"]),
    "add.csv": "\r\n".join(
        [row("7", "1", "Street 1", "Kazan", "Russia", NULL), row("8", "2", NULL, NULL, "Iran", NULL)]
    ),
    "sdn.xml": SHELL.format(day="07/04/2020", count=2, entries=f"{FIRM}\n{PERSON}"),
    "csl.csv": "source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,alt_names,ids\n"
    '"Entity List (EL) - Bureau of Industry",,,,Gears Ltd.,"Street 1, Kazan, RU",80 FR 1,2015-11-12,A; B,\n'
    '"Specially Designated Nationals (SDN) - Treasury",7,Entity,TEST,GEARS,,,,,"Tax ID No., 7704730655, RU"\n',
    "dpl.txt": "Name\tStreet_Address\tCity\tState\tCountry\tEffective_Date\tExpiration_Date\tFR_Citation\n"
    "IVAN UNREAL\t1 ROAD\tEL PASO\tTX\t\t08/04/2022\t01/14/2026\t87 F.R. 52741\n",
}
PIECES = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\x1a",
    b"; ",
    b"9" * 25,
    b"<",
    b"&x;",
    b"\t",
    b"-0- ",
    b" to ",
    b"(",
)


def broken(text: str, chance: random.Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[place : place + chance.choice((1, 3, 50))]
            case 2:
                data[place:place] = chance.choice(PIECES)
            case _:
                start = chance.randrange(len(data) + 1)
                data[place:place] = data[start : start + chance.choice((5, 60))]
    return bytes(data) or b"x"


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_file_is_an_error_or_a_reject(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(broken(text, chance))
    for line in plan([tmp_path]):
        assert line.reason
        if line.loader is None or line.file is None:
            continue
        entries: list[Entry] = []
        with suppress(SourceError):
            entries.extend(line.loader.entries(line.file, Notes()))
        for one in entries:
            assert (one.reject is None) or (one.reject.rule and one.reject.message and not one.claims)
            assert one.row is not None and one.cells
            for claim in one.claims:
                bounds(claim.start, claim.end)
                assert claim.object is not None and claim.object.surface.strip()
