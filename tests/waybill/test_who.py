"""The commands of who is who, and what they say to bad input. All firms and persons are invented."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from graph.archive import Archive
from graph.resolution import tables
from graph.resolution.edges import Edge
from graph.resolution.index import Index
from graph.resolution.links import Reason
from graph.resolution.pairs import find_edges
from graph.resolution.tables import read_records, write_edges
from graph.settings import Settings
from queries.latin import latin
from tests.support import reviewing
from tests.support.lanhe import CYRILLIC, HAN, LATIN, RECIPIENT, SENDER, WITHOUT, Call, answer, ids_of, write_tables
from waybill import judging, who_view
from waybill.cli import run
from waybill.who_view import REASONS


@pytest.fixture
def call(engine: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in a home where the three tables are loaded and nobody has judged anything."""
    do = reviewing.emptied(engine, monkeypatch, capsys)
    assert do("load", *write_tables(tmp_path / "tables"))[0] == 0
    return do


def test_resolving_tells_what_it_did_and_the_second_time_that_nothing_is_new(call: Call, engine: Settings) -> None:
    code, printed, _ = call("resolve")
    assert code == 0
    assert "6 records of parties are" in printed
    for words in ("candidate pairs by rule of blocking", "joined ", "queued ", "forbidden ", "contradictions "):
        assert words in printed
    assert "Nothing is new" in call("resolve")[1]
    found = answer(call, "resolve")
    assert (found["new"], found["records"], found["graph"]) == (False, 6, None)
    shutil.rmtree(engine.home / "resolution")  # derived, so it comes back
    again = answer(call, "resolve")
    assert (again["new"], again["clusters"], again["queued"]) == (True, found["clusters"], found["queued"])


def test_what_was_loaded_since_is_resolved_before_anything_is_asked(call: Call) -> None:
    code, printed, err = call("match", RECIPIENT)
    assert code == 0
    assert "something was loaded since names were last resolved" in err
    assert RECIPIENT in printed
    assert "something was loaded" not in call("match", RECIPIENT)[2]


def test_the_queue_shows_names_in_all_scripts_with_reasons(call: Call, tmp_path: Path) -> None:
    assert call("load", *write_tables(tmp_path / "more", WITHOUT))[0] == 0  # a record without a country waits
    found = answer(call, "resolve", "queue")
    assert found["total"] == len(found["pairs"]) >= 1
    for pair in found["pairs"]:
        assert {one["label"] for one in pair["parties"]} == {"Company"}
        assert any(reason["what"] == "name" for reason in pair["reasons"])
        assert all(one["sources"] and one["names"] for one in pair["parties"])
    code, printed, _ = call("resolve", "queue", "--limit", "1")
    assert code == 0
    assert f"1 of {found['total']} pairs" in printed
    assert f"{LATIN}, country unknown, Company" in printed
    assert f"{HAN} (shen zhen shi lan he" in printed
    assert "named by Test other" in printed


def test_whatever_a_pair_waits_for_is_said_in_words() -> None:
    assert set(REASONS) == set(get_args(Reason))


def test_a_judgement_counts_until_another_one_and_both_stay_in_the_log(call: Call, engine: Settings) -> None:
    ids = ids_of(call)
    one, other = ids[SENDER], ids[RECIPIENT]
    done = answer(call, "judge", one[:8], other, "same", "--why", "one owner", "--by", "Ada")
    assert (done["new"], done["conflict"], done["parties"]) == (True, False, [min(one, other)])
    assert done["graph"]["written"] > 0
    again = answer(call, "judge", other, one, "same", "--by", "Ada")
    assert (again["new"], again["graph"]) == (False, None)
    code, printed, err = call("judge", one, other, "different", "--by", "Bo", "--why", "two owners")
    assert code == 0
    assert "they are 2 parties" in printed
    assert "Ada said same" in err and "both stay in the log, the last one counts" in err
    said = [line for line in Archive(engine.archive_dir).decisions() if line.kind == "judgement"]
    assert [(line.verdict, line.by) for line in said] == [("same", "Ada"), ("different", "Bo")]
    call("judge", one, other, "undo")
    assert answer(call, "explain", one, other)["judgements"] == []
    assert call("check")[0] == 0


def test_of_two_people_who_judge_at_once_the_second_is_told(
    call: Call, engine: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of(call)
    call("judge", ids[SENDER], ids[RECIPIENT], "same", "--by", "Ada")
    monkeypatch.setattr(judging, "judgements", lambda archive: [])  # what Bo had read before Ada's line was written
    done = answer(call, "judge", ids[SENDER], ids[RECIPIENT], "different", "--by", "Bo")
    assert (done["new"], done["conflict"], done["before"]["by"]) == (True, True, "Ada")
    said = [line.by for line in Archive(engine.archive_dir).decisions() if line.kind == "judgement"]
    assert said == ["Ada", "Bo"]


def test_judgements_that_contradict_are_told(call: Call) -> None:
    ids = ids_of(call)
    a, b, c = ids[SENDER], ids[RECIPIENT], ids["Altyn Cargo TOO"]
    call("judge", a, c, "different")
    call("judge", a, b, "same")
    code, _, err = call("judge", b, c, "same", "--why", "a chain")
    assert code == 0
    assert "same against different" in err
    found = answer(call, "explain", b, c)
    assert found["party"] is None
    assert [one["rule"] for one in found["contradictions"]] == ["same_against_different"]
    assert "forbidden: judged different by tester" in call("explain", b, c)[1]


def test_a_name_is_no_id_and_its_ids_are_listed(call: Call) -> None:
    ids = ids_of(call)
    code, _, err = call("judge", LATIN, ids[SENDER], "same")
    assert code == 2
    assert f"{LATIN!r}: is a name, and a name is no party; the ids of this name: " in err
    assert f"({LATIN}, company, CN)" in err
    code, _, err = call("explain", ids[SENDER], "Nobody At All")
    assert (code, "'Nobody At All': is no id of a party or record here" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("judge", "SENDER", "SENDER", "same"), "is one record; a judgement is on two"),
        (("judge", "SENDER", "RECIPIENT", "perhaps"), "the verdict must be one of same, different, unsure, undo"),
        (("judge", "SENDER", "RECIPIENT", "undo"), "nothing is judged on these two"),
        (("judge", "SENDER", "0123456789abcdef", "same"), "is no id of a party or record here"),
        (("judge", "SENDER", "RECIPIENT", "same", "--by", " "), "must not be blank"),
        (("unmerge", "SENDER"), "is one record alone; there is no merge to take back"),
        (("unmerge", "SENDER", "--record", "RECIPIENT"), "is no record of party"),
        (("resolve", "queue", "--goods", "unknowable things"), "is in no language of the goods lexicon"),
        (("resolve", "queue", "--from", "Nowhereland"), "from: must be a country"),
        (("resolve", "export", "FILE", "--form", "xml"), "--form: must be one of waybill, nomenklatura"),
        (("resolve", "import", "MISSING"), "No such file"),
        (("match",), "needs a NAME or --file, one of the two"),
        (("match", "A"), "'A' has 1 letter or digit; a name needs two at least"),
        (("match", "--", "--"), "has no letter or digit"),
        (("match", "有限公司"), "is a legal form alone"),
        (("match", "Co., Ltd."), "is a legal form alone"),
        (("match", "x" * 100_000), "must have at most 1,000 characters, got 100,000"),
        (("match", "Lanhe", "--kind", "ghost"), "kind: must be one of company, person"),
        (("match", "Lanhe", "--country", "Nowhereland"), "country: must be a country"),
        (("match", "Lanhe", "--country", "CN,RU"), "country: one country at most"),
        (("match", "Lanhe", "--id", "7704730655"), "id: must be KIND:VALUE"),
        (("match", "Lanhe", "--born", "yesterday"), "born: must be YYYY, YYYY-MM or YYYY-MM-DD"),
        (("match", "Lanhe", "--born", "1970", "--kind", "company"), "born: only persons are born"),
        (("match", "Lanhe", "--csv"), "match --csv: goes with --file"),
        (("match", "--file", "MISSING", "--country", "CN"), "match --file: takes kind, country, id and born from"),
    ],
)
def test_what_cannot_be_done_is_said(call: Call, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    ids = ids_of(call) if {"SENDER", "RECIPIENT"} & set(arguments) else {}
    words = {"SENDER": ids.get(SENDER, ""), "RECIPIENT": ids.get(RECIPIENT, "")}
    words |= {"FILE": str(tmp_path / "out"), "MISSING": str(tmp_path / "missing")}
    code, _, err = call(*(words.get(one, one) for one in arguments))
    assert (code, message in err) == (2, True), err


@pytest.mark.parametrize(
    "name", ["🛰️🛰️ 蓝禾", "\u200fLanhe\u200f", "Lаnhe Elеctronics", "شركة لانهي", "a" * 1000, "Lan\x00he"]
)
def test_odd_names_have_an_answer(call: Call, name: str) -> None:
    code, printed, err = call("match", name, "--json")
    assert code == 0, err
    assert isinstance(json.loads(printed)["candidates"], list)


def test_a_small_chance_is_printed_as_such() -> None:
    assert [who_view._chance(chance) for chance in (0.0012, 0.005, 0.5, 0.9999)] == ["<0.01", "0.01", "0.50", "1.00"]


def test_screening_ranks_who_a_name_may_be(call: Call) -> None:
    found = answer(call, "match", LATIN.upper(), "--country", "China", "--id", "INN:123")
    assert (found["country"], found["untrusted"]) == ("CN", ["INN:123"])
    best = found["candidates"][0]
    assert best["chance"] == max(one["chance"] for one in found["candidates"])
    assert LATIN in best["names"]
    assert "name" in {reason["what"] for reason in best["reasons"]}
    code, printed, err = call("match", HAN, "--limit", "1", "--id", "INN:123")
    assert code == 0
    assert "INN:123: its check digits are wrong" in err
    assert f"{HAN} (shen zhen" in printed
    assert "1 candidates" in printed
    found = answer(call, "match", LATIN, "--id", "WEBSITE:lanhe.example")
    assert found["untrusted"] == [] and found["ids"] == ["WEBSITE:lanhe.example"]
    assert "Nobody here is called anything like" in call("match", "Quite Another Thing Entirely")[1]


def test_a_table_of_names_is_screened_row_by_row(call: Call, tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(
        "\ufeffName;Country;id.INN;remark\n"
        f"{LATIN};CN;;x\n"
        "\n"
        "A;;;\n"
        f'"{RECIPIENT}\n";RU;;two lines\n'
        f"{HAN};Nowhereland;;\n"
        "Quite Another Thing Entirely;;7704730655;\n"
        "a;b;c;d;e\n",
        encoding="utf-8",
    )
    code, printed, err = call("match", "--file", table, "--json")
    assert code == 3
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["line"] for row in rows] == [2, 4, 5, 7, 8, 9]
    assert [("error" in row, bool(row.get("candidates"))) for row in rows] == [
        (False, True), (True, False), (False, True), (True, False), (False, False), (True, False),
    ]  # fmt: skip
    assert rows[4]["ids"] == ["INN:7704730655"]
    assert "has 5 cells, and there are 4 columns" in rows[5]["error"]
    assert "columns that are not read: remark" in err
    assert "3 names asked, 2 with candidates, 3 rows could not be asked" in err
    lines = call("match", "--file", table, "--csv", "--limit", "1")[1].splitlines()
    assert lines[0].startswith("line,name,rank,chance,party,country,lists,id,reasons,error")
    assert len(lines) == 7
    code, printed, err = call("match", "--file", table)
    assert f"{LATIN} -> " in printed
    assert "line 4: name: 'A' has 1 letter" in err


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "must have a column called name, its heads are none"),
        (b"firm,country\nA,B\n", "must have a column called name, its heads are firm, country"),
        (b"name,name\nA,B\n", "must not have two columns of one name: name"),
        (b"name\n\xff\xfe\n", "must be UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_names_is_an_error(call: Call, tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(data)
    code, _, err = call("match", "--file", path)
    assert (code, message in err) == (2, True), err


@pytest.mark.parametrize("form", ["waybill", "nomenklatura"])
def test_judgements_go_out_and_come_back(call: Call, engine: Settings, tmp_path: Path, form: str) -> None:
    ids = ids_of(call)
    call("judge", ids[SENDER], ids[RECIPIENT], "different", "--why", "read")
    call("judge", ids[HAN], ids[SENDER], "unsure", "--by", "Ada")
    call("judge", ids[HAN], ids[CYRILLIC], "same", "--by", "Bo", "--why", "one stamp")
    before = answer(call, "explain", ids[HAN], ids[CYRILLIC])
    assert before["party"]
    file = tmp_path / "judgements"
    assert answer(call, "resolve", "export", file, "--form", form)["judgements"] == 3
    again = answer(call, "resolve", "import", file)
    assert (again["new"], again["known"], again["kept_out"], again["graph"]) == ([], 3, [], None)
    Archive(engine.archive_dir).log.unlink()
    assert answer(call, "explain", ids[SENDER], ids[RECIPIENT])["judgements"] == []
    found = answer(call, "resolve", "import", file)
    assert (len(found["new"]), found["form"], found["kept_out"]) == (3, form, [])
    after = answer(call, "explain", ids[HAN], ids[CYRILLIC])
    assert after["party"] == before["party"]
    why = "one stamp" if form == "waybill" else ""
    assert [(one["verdict"], one["by"], one["why"]) for one in after["judgements"]] == [("same", "Bo", why)]


def test_judgements_on_others_are_kept_out_and_told(call: Call, tmp_path: Path) -> None:
    ids = ids_of(call)
    file = tmp_path / "resolver.json"
    lines = [
        ["NK-abc", ids[HAN], "positive", None, "ada", "2024-01-01T00:00:00"],
        ["NK-abc", ids[CYRILLIC], "positive", None, "ada", "2024-01-01T00:00:00"],
        ["ofac-1", ids[HAN], "negative", None, "ada", "2024-01-01T00:00:00"],
        ["NK-def", "ofac-2", "positive", None, "ada", "2024-01-01T00:00:00"],
    ]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    code, printed, err = call("resolve", "import", file)
    assert code == 0
    assert "1 judgements taken over, 0 were known; 4 lines (nomenklatura)" in printed
    assert f"line 3: kept out, an id is of no record here: ofac-1, {ids[HAN]}" in err
    assert answer(call, "explain", ids[HAN], ids[CYRILLIC])["party"] == min(ids[HAN], ids[CYRILLIC])
    kept = answer(call, "resolve", "import", file)["kept_out"]
    assert [(one["line"], one["why"]) for one in kept] == [(3, "unknown"), (4, "unknown")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"one": "a"}\n', "line 1: must have one, other, verdict, by, at, why"),
        ('{"one": "a", "other": 5}\n', "line 1: must be an object of texts"),
        ("hello\n", "line 1: must be JSON, one object a line"),
        ('["a", "b", "maybe", null, null, "2024-01-01T00:00:00"]\n', "line 1: judgement must be one of"),
        (
            '{"one": "a", "other": "b", "verdict": "same", "by": "x", "at": "2024", "why": ""}\n',
            "line 1: at must be a time with its zone",
        ),
        (
            '{"one": "a", "other": "b", "verdict": "maybe", "by": "x", "at": "2024-01-01T00:00:00Z", "why": ""}\n',
            "line 1: verdict 'maybe': is none of",
        ),
    ],
)
def test_a_file_of_no_judgements_is_an_error_with_its_line(
    call: Call, engine: Settings, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "judgements"
    file.write_text(text, encoding="utf-8")
    code, _, err = call("resolve", "import", file)
    assert (code, message in err) == (2, True), err
    assert Archive(engine.archive_dir).decisions() == []


def test_a_judgement_on_a_record_that_is_gone_is_told(call: Call, engine: Settings) -> None:
    ids = ids_of(call)
    call("judge", ids[SENDER], ids[RECIPIENT], "same")
    assert call("unload", "declaration.csv")[0] == 0
    found = answer(call, "resolve")
    assert [one["rule"] for one in found["contradictions"]] == ["record_gone"]
    code, _, err = call("judge", ids[SENDER], ids[RECIPIENT], "different")
    assert (code, "is no id of a party or record here" in err) == (2, True)


def test_nothing_loaded_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["match", "Lanhe"], ["resolve", "queue"], ["judge", "0" * 32, "1" * 32, "same"]):
        assert run(["--home", str(tmp_path / "empty"), *command]) == 2
        assert "nothing is loaded yet" in capsys.readouterr().err


def test_it_is_said_when_all_is_compared_anew_for_the_rules_have_changed(call: Call, engine: Settings) -> None:
    mine = answer(call, "resolve")
    assert "rules for names" not in call("resolve")[2]
    with closing(sqlite3.connect(engine.home / "resolution" / "names.sqlite", isolation_level=None)) as held:
        held.execute("UPDATE meta SET value = 'of before' WHERE name = 'version'")
    (engine.home / "resolution" / "resolved.json").unlink()
    code, printed, err = call("resolve")
    assert code == 0
    assert "the rules for names changed: all are indexed and compared anew" in printed + err
    assert answer(call, "resolve")["clusters"] == mine["clusters"]


def test_names_of_other_scripts_can_be_said() -> None:
    assert latin("Шэньчжэнь Ланьхэ") == "Shenchzhen Lankhe"
    assert latin("重庆 Lanhe 蓝禾") == "chong qing Lanhe lan he"
    assert latin("Yelken Optik") is None


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_pairs_of_another_engine_stand_for_those_found_here(
    call: Call, engine: Settings, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(engine.home / "resolution", ignore_errors=True)  # what another test took from elsewhere
    mine = answer(call, "resolve")
    table, edges = tmp_path / f"records.{ending}", tmp_path / f"edges.{ending}"
    assert "6 records in" in call("resolve", "--records", table)[1]
    with Index(tmp_path / "other.sqlite") as index:
        index.update(read_records(table))
        found = find_edges(index).edges
    write_edges(edges, [*found, Edge("0 gone", "1 gone", 0.9)])
    (engine.home / "resolution" / "names.sqlite").unlink()
    code, _, err = call("resolve", "--edges", edges)
    assert (code, "1 pairs left out, whose records are not loaded" in err) == (0, True)
    again = answer(call, "resolve")
    assert (again["clusters"], again["queued"]) == (mine["clusters"], mine["queued"])
    with monkeypatch.context() as other:
        other.setattr(tables, "version", lambda: "0123")
        write_edges(edges, found)
    code, _, err = call("resolve", "--edges", edges)
    assert code == 2 and "made by other rules" in err and "waybill resolve --records" in err
    write_edges(edges, [])
    none = answer(call, "resolve", "--edges", edges)
    assert (none["clusters"], none["queued"]) != (mine["clusters"], mine["queued"])
    edges.write_text("not a table")
    code, _, err = call("resolve", "--edges", edges)
    assert code == 2 and edges.name in err
