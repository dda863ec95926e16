"""The demo as a newcomer sees it: loaded, answered, served, ended; and once more."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from graph import embedded
from graph.settings import Settings
from tests.support.command import ROOT, clean_environment, waybill, waybill_here
from waybill.demo import CORPUS, corpus_files


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new home for the demo of this file."""
    return tmp_path_factory.mktemp("demo")


def test_the_corpus_is_texts_and_one_table_with_words_about_each() -> None:
    files = corpus_files()
    assert len([path for path in files if path.suffix in (".txt", ".html")]) >= 12
    assert [path.name for path in files if path.suffix == ".csv"] == ["synthetic_trade.csv"]
    for path in files:
        assert list(CORPUS.glob(f"{path.name}.m*.yml")), path.name


def test_the_answer_stands_with_its_proof_and_a_second_run_adds_nothing(home: Path) -> None:
    first = waybill("demo", "--no-serve", home=home)
    assert first.returncode == 0, first.stderr
    for step in ("step 1 of 3", "step 2 of 3", "step 3 of 3"):
        assert step in first.stderr
    real, block, invented = first.stdout.partition("INVENTED DATA")
    assert block
    assert "[synthetic]" not in real
    assert "1. " in real
    assert "\u201c" in real, "the proof stands beside a leg"
    assert re.search(r"via TR|\(TR\)", real)
    assert "1. [synthetic]" in invented

    second = waybill_here("demo", "--no-serve", home=home)
    assert second.returncode == 0, second.stderr
    assert " 0 accepted + 0 rejected + " in second.stdout
    assert "0 written, 0 removed" in second.stderr
    assert second.stdout.partition("searched:")[2] == first.stdout.partition("searched:")[2]
    assert waybill_here("check", home=home).returncode == 0


def test_the_dashboard_takes_a_free_port_and_ends_with_an_interrupt(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        child = subprocess.Popen(
            [sys.executable, "-m", "waybill", "--home", str(home), "dashboard", "--port", str(port)],
            cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        assert child.stdout is not None
        line = child.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address is not None, line
    assert not address[0].endswith(f":{port}")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address[0], timeout=20) as answer:
        assert answer.status == 200
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 0, errors
    assert "the dashboard has ended" in errors
    embedded.stop(Settings(home=home))
