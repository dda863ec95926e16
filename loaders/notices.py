"""What the description of a folder (SOURCE.md, README.md) says of all that lies in it: invented, or only for tests."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from loaders.source import SourceFile, read_meta

NOTES = ("README.md", "SOURCE.md")
NOTE_BYTES = 1 << 14
# Such files load only as synthetic ones.
INVENTED = re.compile(r"everything is invented|\banonymised\b", re.IGNORECASE)
# What the title calls so was put together to measure programs: pairs of names and answers, which nobody states.
TEST_MATERIAL = re.compile(r"\A\W*#\s[^\n]*\b(benchmarks?|test set|test cases)\b", re.IGNORECASE)
# Claims that lie beside such a description were written to compare with, not to be believed.
ANSWERS = re.compile(r"\banswer sheet\b|\bnever\s+load", re.IGNORECASE)
INVENTED_CONTENT = (
    "its content is invented, anonymised or an example; --synthetic permits to load it, and `synthetic: false` in "
    "FILE.meta.yml says that it is real"
)
NO_SOURCE = (
    "the description of its folder calls it a benchmark: it is there to test with and states nothing; `synthetic: "
    "false` in FILE.meta.yml says that it is a source"
)


def marked(file: SourceFile, invented: bool) -> SourceFile:
    """Mark a file as invented when it shows so itself, or when the description of its folder says it of everything.

    Args:
        file: what its own metadata says wins.
        invented: whether it shows so itself.
    """
    if file.meta.synthetic is not None or not (invented or says_invented(file.path.parent)):
        return file
    return replace(file, meta=replace(file.meta, synthetic=True))


def says_invented(folder: Path) -> bool:
    """Whether the description of a folder says that its content is invented or anonymised."""
    return any(INVENTED.search(text) for text in _notes(folder))


def says_answers(folder: Path) -> bool:
    """Whether the description of a folder says that claims in it are the answers to a test."""
    return any(ANSWERS.search(text) for text in _notes(folder))


def made_to_test(path: Path) -> bool:
    """Whether a file belongs to a benchmark, and nothing beside it says that it is a source all the same."""
    return any(TEST_MATERIAL.search(text) for text in _notes(path.parent)) and read_meta(path).synthetic is not False


def _notes(folder: Path) -> list[str]:
    found = []
    for name in NOTES:
        try:
            changed = (folder / name).stat().st_mtime_ns
        except OSError:
            continue
        found.append(_note(folder / name, changed))
    return found


@lru_cache(maxsize=64)
def _note(path: Path, changed: int) -> str:
    """Read a description once, as long as it does not change."""
    try:
        with path.open("rb") as stream:
            return stream.read(NOTE_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
