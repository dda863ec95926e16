"""What a newcomer's install rests on: the locks, the names of packages, and the search for a Python."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.support.command import ROOT
from waybill import __version__

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock")


def pins(lock: str) -> dict[str, set[str]]:
    """Package -> versions (several where Pythons differ)."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.M
    ):
        found.setdefault(normal(name), set()).add(version)
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    blocks = re.split(r"\n(?=[\w.-]+(?:\[[^]]*\])?==)", text)[1:]
    assert len(blocks) > 30
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("lock", LOCKS)
def test_direct_dependencies_are_pinned_and_locked_at_that_version(lock: str) -> None:
    wanted = list(PROJECT["project"]["dependencies"])
    if "test" in lock:
        wanted += PROJECT["project"]["optional-dependencies"]["test"]
    locked = pins(lock)
    for requirement in wanted:
        name, _, version = requirement.partition("==")
        assert version, f"{requirement}: must be pinned"
        assert locked[normal(name.partition("[")[0])] == {version}


def test_the_locks_agree() -> None:
    run, test = (pins(lock) for lock in LOCKS)
    assert {name: test.get(name) for name in run} == run


def test_the_packages_are_the_five_and_no_other() -> None:
    find = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {name.removesuffix(".*") for name in find} == {"graph", "loaders", "queries", "dashboard", "waybill"}
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]
    assert PROJECT["project"]["version"] == __version__


def test_every_dependency_is_on_its_page_with_version() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for requirement in PROJECT["project"]["dependencies"]:
        name, _, version = requirement.partition("==")
        assert f"| {name} | {version}" in page


def test_no_python_is_one_line_with_the_way_out(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.1" && exit 0\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "find_python.sh")],
        env={"PATH": f"{tmp_path}:{tmp_path}/none"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("waybill: error: Python: must be 3.11, 3.12 or 3.13")
    assert "python3 (Python 3.9.1)" in done.stderr or "got python3" in done.stderr
    assert "PYTHON=" in done.stderr


def test_make_lists_its_targets() -> None:
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("demo", "test", "test-long", "bench", "lint", "lock", "docs", "clean"):
        assert f"make {target} " in done.stdout
