"""The file that lets the embedded engine start quicker."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph import embedded_cache, embedded_child
from graph.errors import StoreUnavailable


def test_the_runtime_is_given_the_file_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    cache = tmp_path / "start.aot"
    monkeypatch.setattr(embedded_child, "START_CACHE", cache)
    without = embedded_child.jvm_options("64m")["jvm_args"]
    cache.touch()
    assert embedded_child.jvm_options("64m")["jvm_args"] == [*without, f"-XX:AOTCache={cache}"]
    recording = embedded_child.jvm_options("64m", tmp_path / "new.aot")["jvm_args"]
    assert f"-XX:AOTCacheOutput={tmp_path / 'new.aot'}" in recording
    assert f"-XX:AOTCache={cache}" not in recording


def test_an_engine_that_does_not_run_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    cache, python = tmp_path / "start.aot", tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'wrong libc' >&2\nexit 3\n")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(StoreUnavailable, match="must run once to make it, and did not: wrong libc"):
        embedded_cache.make(cache)
    assert [file.name for file in tmp_path.iterdir()] == ["python"]
    monkeypatch.setattr(sys, "argv", ["embedded_cache"])
    assert embedded_cache.main() == 1
    assert "the embedded engine starts without a cache" in capsys.readouterr().err


@pytest.mark.long
def test_the_file_is_made_whole_over_an_older_one(tmp_path: Path):
    cache = tmp_path / "start.aot"
    cache.write_bytes(b"of another runtime")
    embedded_cache.make(cache)
    assert cache.stat().st_size > 10_000_000
    assert list(tmp_path.iterdir()) == [cache]
