"""`waybill archive` from outside: a backup, a colleague, a damaged file. All firms are invented."""

from __future__ import annotations

import json
from pathlib import Path

from graph.settings import Settings
from tests.support.command import waybill_here as waybill
from tests.waybill.test_load import GOOD, MAPPING


def write(folder: Path, name: str, title: str) -> Path:
    path = folder / name
    path.write_text(GOOD.replace("Paper Kite", f"{title} Kite"), encoding="utf-8")
    path.with_name(f"{name}.mapping.yml").write_text(MAPPING.replace("Example rows", title), encoding="utf-8")
    return path


def digest(home: Path) -> str:
    found: str = json.loads(waybill("digest", "--json", home=home).stdout)["digest"]
    return found


def test_two_homes_take_each_other_over(engine: Settings, tmp_path: Path) -> None:
    homes = [engine.home, tmp_path / "two"]
    for home, title in zip(homes, ("Tin", "Silk"), strict=True):
        assert waybill("load", write(tmp_path, f"{title}.csv", title), home=home).returncode == 0
    assert waybill("unload", "Tin.csv", "--why", "a mistake", home=homes[0]).returncode == 0
    sent = [tmp_path / "one.tar.gz", tmp_path / "two.tar.gz"]
    for home, file in zip(homes, sent, strict=True):
        assert waybill("archive", "export", file, home=home).returncode == 0
    assert waybill("archive", "verify", sent[0], home=homes[1]).returncode == 0
    for home, file in zip(homes, reversed(sent), strict=True):
        done = waybill("archive", "import", file, "--json", home=home)
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)["packages"]["new"]) == 1
    assert digest(homes[0]) == digest(homes[1])
    states = json.loads(waybill("sources", "--json", home=homes[1]).stdout)["sources"]
    assert {one["document"]: one["state"] for one in states} == {"Tin.csv": "withdrawn", "Silk.csv": "active"}
    for home in homes:
        assert waybill("archive", "verify", home=home).returncode == 0
        assert waybill("check", home=home).returncode == 0

    part = next((homes[0] / "archive" / "packages").rglob("part-*.jsonl"))
    part.write_bytes(part.read_bytes()[:-2] + b"\n\n")
    done = waybill("archive", "verify", "--json", home=homes[0])
    assert done.returncode == 1 and json.loads(done.stdout)["findings"][0]["rule"] == "package_damaged"
    sent[1].write_bytes(sent[1].read_bytes()[:-300])
    before = digest(homes[1])
    done = waybill("archive", "import", sent[1], home=homes[1])
    assert done.returncode == 2 and "nothing was taken" in done.stderr
    assert digest(homes[1]) == before
