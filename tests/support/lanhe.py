"""One invented firm in three scripts, in a Chinese table, on a bill of lading and in a Russian declaration.

    Chenguang Rotor (CN)  --drone parts-->  深圳市蓝禾电子有限公司             2023-01, Chinese export table
    Shenzhen Lanhe Electronics Co., Ltd.  --drone parts-->  Altyn Cargo (KZ)   2023-02, bill of lading
    Шэньчжэнь Ланьхэ Электроникс  --drone parts-->  ООО "Спектр-Импорт" (RU)   2023-03, Russian declaration

A path from Chenguang to Russia is there only once the firm is seen to be one. All firms are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Call = Callable[..., tuple[int, str, str]]

HAN, LATIN, CYRILLIC = "深圳市蓝禾电子有限公司", "Shenzhen Lanhe Electronics Co., Ltd.", "Шэньчжэнь Ланьхэ Электроникс"
SENDER, RECIPIENT = "晨光旋翼制造厂", "ООО Спектр-Импорт"
TABLES = {
    "export.csv": f"1,2023-01-10,{SENDER},CN,{HAN},CN,drone parts\n",
    "bill.csv": f'2,2023-02-10,"{LATIN}",CN,Altyn Cargo TOO,KZ,drone parts\n',
    "declaration.csv": f"3,2023-03-10,{CYRILLIC},CN,{RECIPIENT},RU,drone parts\n",
}
# A bill that gives no country for the firm, so that its name alone never joins it; it goes to Russia.
WITHOUT = {"export.csv": TABLES["export.csv"], "other.csv": f'4,2023-02-20,"{LATIN}",,{RECIPIENT},RU,drone parts\n'}
HEADS = "number,date,consignor,from,consignee,to,goods\n"
MAPPING = """
version: 1
name: {name}
kind: trade
source: {{publisher: "Test {name}", title: "{name}", coverage: excerpt}}
file: {{format: csv, delimiter: ","}}
fields:
  consignor.name: {{column: consignor}}
  consignor.country: {{column: from}}
  consignee.name: {{column: consignee}}
  consignee.country: {{column: to}}
  goods: {{column: goods}}
  date: {{column: date, format: "%Y-%m-%d"}}
ignore: [number]
"""


def write_tables(folder: Path, tables: Mapping[str, str] = TABLES) -> list[Path]:
    """Write tables, each with its mapping beside it.

    Args:
        folder: is made.
        tables: name of the file -> its rows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in tables.items():
        path = folder / name
        path.write_text(HEADS + rows, encoding="utf-8")
        path.with_name(f"{name}.mapping.yml").write_text(MAPPING.format(name=path.stem), encoding="utf-8")
        paths.append(path)
    return paths


def answer(call: Call, *arguments: str | Path) -> dict[str, Any]:
    """Run a command with --json that must succeed, and return what it prints."""
    code, printed, err = call(*arguments, "--json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(printed)
    return found


def ids_of(call: Call) -> dict[str, str]:
    """Record id of each printed name."""
    clusters = answer(call, "resolve")["clusters"]
    assert all(len(one["records"]) == len(one["names"]) for one in clusters)
    return {name: record for one in clusters for record, name in zip(one["records"], one["names"], strict=True)}


def paths(call: Call) -> list[list[str]]:
    """The paths from China to Russia, as the names of their parties."""
    found = answer(call, "paths", "--from", "CN", "--to", "RU", "--goods", "drone parts")["paths"]
    return sorted([one["legs"][0]["from"]["name"], *(leg["to"]["name"] for leg in one["legs"])] for one in found)
