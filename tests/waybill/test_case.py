"""`waybill case`: made, added to, asked for what is new, and fit for a timer. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.archive import Archive
from graph.blotting import blotted, pattern_of
from graph.build import build
from graph.cases import Cases
from graph.settings import Settings
from graph.store import Store
from tests.support.command import waybill_here
from tests.support.dashboard_home import ROTOR, VOLNA, YELKEN, make_home
from tests.support.samples import firm, put_table, transfer

NOTHING_NEW = 4


@pytest.fixture(scope="module")
def home(engine: Settings) -> Path:
    return make_home(engine.home).home


def case(home: Path, *arguments: str | Path, code: int = 0, person: str = "anna") -> str:
    done = waybill_here("case", *arguments, home=home, WAYBILL_REVIEWER=person)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout if code in (0, NOTHING_NEW) else done.stderr


def test_a_case_from_its_making_to_its_end(home: Path, engine: Settings, tmp_path: Path) -> None:
    assert "There is no case yet" in case(home)
    case(home, "create", "Rotors")
    case(home, "add", "rotors", "--from", "CN", "--to", "RU", "--goods", "drone parts")
    case(home, "add", "rotors", "--query", "suppliers_of_goods", "-p", "goods=drone parts")
    case(home, "add", "rotors", "--note", "look at \x1b[2Jthis")
    with Store.open(engine, create=False) as store:
        volna = store.read("MATCH (c:Company {name: $name}) RETURN c.waybill_id AS id", {"name": VOLNA})[0]["id"]
    assert json.loads(case(home, "add", "rotors", "--party", volna, "--json"))["new"] is True
    assert "is there already" in case(home, "add", "rotors", "--party", volna)
    shown = case(home, "rotors")
    assert "paths from CN; to RU; goods drone parts" in shown and VOLNA in shown and "\x1b" not in shown
    assert case(home, "rotors", "--new", code=NOTHING_NEW) == ""
    assert case(home, "rotors", "--new", "--json", code=NOTHING_NEW) == ""

    row = transfer(firm(ROTOR, "CN"), firm(VOLNA, "RU"), "drone parts", start="2024-02-03")
    put_table(Archive(engine.archive_dir), "later.csv", [row])
    with Store.open(engine) as store:
        build(engine, store)
    told = case(home, "Rotors", "--new")
    assert f"opened: {ROTOR} (CN) -> {VOLNA} (RU): drone parts" in told
    assert (
        f"shipment: supplier: {ROTOR}; recipient: {VOLNA}; goods: drone parts; from: China; to: Russia; 2024-02-03"
        in told
    )
    assert told.count("waybill evidence ") >= 2
    path = told.split("waybill evidence ")[1].split()[0]
    assert waybill_here("evidence", path, home=home).returncode == 0
    found = json.loads(case(home, "new", "rotors", "--seen", "--json"))
    assert found["person"] == "anna" and found["count"] == sum(one["count"] for one in found["items"])
    assert case(home, "rotors", "--new", code=NOTHING_NEW) == ""
    assert json.loads(case(home, "rotors", "--new", "--json", person="bo"))["count"] == found["count"] + 4
    assert "look at" in case(home, "rotors", "--new", person="bo")
    assert list(json.loads(case(home, "show", "rotors", "--json"))["seen"]) == ["anna"]

    since = case(home, "new", "rotors", "--since", "2023-06-30", "--by", "published")
    assert f"-> {YELKEN} (TR) -> {VOLNA} (RU)" in since and "new since the end of 2023-06-30" in since
    file = tmp_path / "rotors.json"
    case(home, "export", "rotors", file)
    assert "is there already" in case(home, "export", "rotors", file, code=2)
    assert "with 4 items" in case(home, "import", file, "--as", "Copy", person="bo")
    item = json.loads(case(home, "show", "rotors", "--json"))["items"][2]["id"]
    assert "removed: look at" in case(home, "remove", "rotors", item[:12])
    case(home, "delete", "rotors")
    assert "case rotors: there is none; there are: Copy" in case(home, "rotors", code=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("create", "new"), "must not begin with - or be a command of `case` (add, create, delete"),
        (("create", "x" * 81), "its name must have 1 to 80 printable characters"),
        (("add", "held"), "takes one thing: a question for paths, --party, --query (with -p) or --note"),
        (("add", "held", "--note", "x", "--from", "CN"), "takes one thing"),
        (("add", "held", "--from", "XX"), "from: must be a country"),
        (("add", "held", "--party", "0123456789ab"), "party: '0123456789ab' is no id here"),
        (("add", "held", "--query", "nothing_of_that"), "nothing_of_that"),
        (("add", "nobody", "--note", "x"), "case nobody: there is none"),
        (("remove", "held", "zz"), "no item with the id 'zz'"),
        (("new", "held", "--by", "published"), "give both"),
        (("new", "held", "--since", "soon"), "since: must be a date"),
        (("import", "README.md"), "case file: is none of format 1"),
    ],
)
def test_what_is_wrong_is_refused(home: Path, arguments: tuple[str, ...], message: str) -> None:
    if "held" not in [one.name for one in Cases(home).all()]:
        case(home, "create", "held")
    assert message in case(home, *arguments, code=2)


def test_an_item_that_cannot_be_asked_is_named(home: Path, engine: Settings) -> None:
    case(home, "create", "odd")
    Cases(home).add("odd", "party", {"id": "0" * 32, "name": "gone"})
    put_table(Archive(engine.archive_dir), "odd.csv", [transfer(firm(YELKEN, "TR"), firm(VOLNA, "RU"), start="2024")])
    with Store.open(engine) as store:
        build(engine, store)
    assert "is no id here" in case(home, "odd", "--new", code=2)


def test_names_are_blotted_out_of_cases(tmp_path: Path) -> None:
    from graph.acts import log_of

    cases = Cases(tmp_path)
    cases.create("Ivan Example", {"packages": [], "decided": []})
    cases.add("ivan example", "note", {"text": "Who is Ivan Example?"})
    pattern = pattern_of(["Ivan Example"])
    log_of(tmp_path).rewrite(lambda act: act.changed(lambda text: str(blotted(text, pattern))))
    assert b"xample" not in log_of(tmp_path).path.read_bytes()
    (left,) = cases.all()
    assert left.items[0].what["text"].startswith("Who is ") and "xample" not in left.name
