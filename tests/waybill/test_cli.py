"""The command line from outside: its exit codes, its one-line errors, and what it does not import."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.command import ROOT, clean_environment, waybill, waybill_here
from waybill.cli import hoist


def error_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of an error; fails when there is more or less."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("waybill: error: ")
    return lines[0]


def test_version_and_help(tmp_path: Path) -> None:
    assert waybill("--version", home=tmp_path).stdout.startswith("waybill ")
    helped = waybill(home=tmp_path)
    assert helped.returncode == 0
    commands = "load extract resolve build rebuild paths query cypher show evidence status digest check dashboard demo"
    for command in [*commands.split(), "engine"]:
        assert f"  {command} " in helped.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lod",), "lod"),
        (("paths", "--frm", "CN"), "--frm"),
        (("load",), "FILE"),
        (("paths", "--max-hops", "many"), "--max-hops"),
        (("--graph", "http://127.0.0.1", "status"), "WAYBILL_GRAPH"),
        (("status", "--graph", "http://127.0.0.1"), "WAYBILL_GRAPH"),
        (("cypher", "RETURN 1", "-p", "x"), "NAME=VALUE"),
        (("engine", "start", "--graph", "bolt://127.0.0.1:1"), "embedded"),
    ],
)
def test_a_wrong_call_is_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in error_line(waybill_here(*arguments, home=tmp_path))


def test_a_setting_that_is_wrong_is_named(tmp_path: Path) -> None:
    assert "WAYBILL_HEAP" in error_line(waybill("status", home=tmp_path, WAYBILL_HEAP="much"))


def test_nothing_loaded_is_said_with_the_way_out(tmp_path: Path) -> None:
    assert "waybill load" in error_line(waybill_here("paths", "--from", "CN", home=tmp_path))


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = waybill_here("paths", "--from", "CN", "--graph", "bolt://127.0.0.1:1", home=tmp_path, WAYBILL_PASSWORD="x")
    assert "127.0.0.1:1" in error_line(done)


def test_debug_shows_the_traceback_before_or_after_the_command(tmp_path: Path) -> None:
    for arguments in (("--debug", "engine", "start"), ("engine", "start", "--debug")):
        done = waybill_here(*arguments, home=tmp_path, WAYBILL_GRAPH="bolt://127.0.0.1:1")
        assert done.returncode == 2
        assert "Traceback" in done.stderr
        assert done.stderr.splitlines()[-1].startswith("waybill: error: ")


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = waybill_here("build", home=tmp_path / "file" / "home")
    assert str(tmp_path / "file") in error_line(done)


def test_a_reader_that_goes_leaves_no_noise(tmp_path: Path) -> None:
    command = f"{sys.executable} -m waybill query --json | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**clean_environment(), "WAYBILL_HOME": "x"},
    )
    assert done.stderr == ""
    assert done.returncode in (0, 141)


def test_an_interrupt_is_130(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys, time\nimport waybill.commands.look as look\n"
         "from waybill import cli\nprint('ready', flush=True)\n"
         "look.context_of = lambda ctx: time.sleep(60)\nsys.exit(cli.run(['digest']))"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(),
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=20)
    assert child.returncode == 130
    assert errors.strip() == "waybill: interrupted"


def test_a_start_imports_nothing_heavy() -> None:
    heavy = (
        "pandas",
        "numpy",
        "pyarrow",
        "streamlit",
        "babel",
        "neo4j",
        "networkx",
        "simplemma",
        "jsonschema",
    )
    script = f"import sys, waybill.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_driver_comes_without_the_numeric_packages() -> None:
    script = (
        "import sys; from waybill.context import import_driver; import_driver(); import neo4j\n"
        "print([name for name in ('pandas', 'numpy', 'pyarrow') if name in sys.modules])\n"
        "import numpy; print(numpy.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "numpy"]


def test_a_foreign_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "__init__.py").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]\n"
         "from waybill.__main__ import main\nmain()"],
        cwd=tmp_path, capture_output=True, text=True, env=clean_environment(),
    )  # fmt: skip
    assert "queries (at " in error_line(done)


def test_hoisted_options_keep_their_values() -> None:
    assert hoist(["paths", "--graph", "embedded", "--from", "CN", "--debug"]) == [
        "--graph", "embedded", "--debug", "paths", "--from", "CN",
    ]  # fmt: skip
    assert hoist(["cypher", "--", "--debug"]) == ["cypher", "--", "--debug"]


def test_engine_status_of_a_new_home(tmp_path: Path) -> None:
    done = waybill_here("engine", "status", "--json", home=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["running"] is False
