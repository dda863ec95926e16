"""Measures the extraction of claims by rules: reports of 3 kB a second on one core, by language.

    python -m benchmarks.extraction TEXTS... [--seconds 10] [--load N]

TEXTS are folders with annotated texts (NAME.txt beside documents*.jsonl, as tests/golden/tuning and claims_dev have
them): texts of one language are put together, in an order of their own for each report, to reports of some 3 kB.
`--load` writes N such reports of all languages into a folder and loads them with the command, in a home of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.loading import run
from benchmarks.queries import machine
from graph.model import Document, Source
from loaders.extraction import extract

BYTES = 3_000
SEED = 20231


@dataclass(frozen=True, slots=True)
class Told:
    """A text with its language and day of publication."""

    text: str
    language: str
    published: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reports a second of the extraction by rules.")
    parser.add_argument("texts", type=Path, nargs="+", help="folders of texts with documents*.jsonl")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each language")
    parser.add_argument("--load", type=int, default=0, help="load so many reports with the command")
    options = parser.parse_args()
    by_language: dict[str, list[Told]] = defaultdict(list)
    for told in texts_of(options.texts):
        by_language[told.language].append(told)
    print(machine())
    print(f"the first report, with the start of Python: {start_of(options.texts[0]):.2f} s")
    print(f"{'language':10}{'texts':>7}{'reports/s':>11}{'kB/s':>8}{'claims a report':>17}")
    total = 0.0
    for language, texts in sorted(by_language.items()):
        count, size, claims, seconds = measure(texts, options.seconds)
        total += seconds / count
        rate = f"{count / seconds:11.1f}{size / 1000 / seconds:8.0f}"
        print(f"{language:10}{len(texts):7}{rate}{claims / count:17.1f}")
    print(f"{'all alike':10}{'':7}{len(by_language) / total:11.1f}")
    print(f"memory of this process: {psutil.Process().memory_info().rss / 1e6:.0f} MB")
    if options.load:
        load(by_language, options.load)


def texts_of(folders: list[Path]) -> Iterator[Told]:
    """Read the texts that the lists in some folders name."""
    for folder in folders:
        for index in sorted(folder.glob("documents*.jsonl")):
            for line in index.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                text = (folder / entry["document"]).read_text(encoding="utf-8")
                yield Told(text, entry["language"], entry["published"])


def reports(texts: list[Told], seed: int) -> Iterator[tuple[str, str]]:
    """Endless reports of some 3 kB with their days of publication."""
    chance = random.Random(seed)
    while True:
        parts: list[str] = []
        some = chance.sample(texts, len(texts))
        while sum(len(part.encode()) for part in parts) < BYTES:
            parts.append(some[len(parts) % len(some)].text)
        yield "\n\n".join(parts).encode()[:BYTES].decode(errors="ignore"), some[0].published


def measure(texts: list[Told], seconds: float) -> tuple[int, int, int, float]:
    """Return reports, bytes, claims and seconds; the first report is not counted."""
    count = size = claims = 0
    waiting = reports(texts, SEED)
    source = Source(publisher="Invented texts", synthetic=True)
    _once(*next(waiting), texts[0].language, source)
    spent = 0.0
    while spent < seconds:
        text, published = next(waiting)
        started = time.perf_counter()
        claims += _once(text, published, texts[0].language, source)
        spent += time.perf_counter() - started
        count, size = count + 1, size + len(text.encode())
    return count, size, claims, spent


def _once(text: str, published: str, language: str, source: Source) -> int:
    document = Document(
        sha256="0" * 64, name="report.txt", kind="text", source=source, published=published, language=language
    )
    return len(extract(document, text))


def start_of(folder: Path) -> float:
    """Seconds from the start of Python to the claims of a first report."""
    path = sorted(folder.glob("*.txt"))[0]
    program = (
        "import sys; from pathlib import Path; from graph.model import Document, Source; "
        "from loaders.extraction import extract; "
        "document = Document(sha256='0' * 64, name='a.txt', kind='text', "
        "source=Source(publisher='x', synthetic=True)); "
        "extract(document, Path(sys.argv[1]).read_text(encoding='utf-8'))"
    )
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    return time.monotonic() - started


def load(by_language: dict[str, list[Told]], count: int) -> None:
    """Load so many reports with the command, and print seconds and memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        waiting = {language: reports(texts, SEED) for language, texts in sorted(by_language.items())}
        languages = list(waiting)
        for number in range(count):
            text, _ = next(waiting[languages[number % len(languages)]])
            (folder / f"{number:06d}.txt").write_text(f"{text}\n\n{number}\n", encoding="utf-8")
        seconds, memory, _ = run(Path(name) / "home", "1g", "load", str(folder), "--yes", "--synthetic")
        print(f"load of {count:,} reports: {seconds:.0f} s, {count / seconds:.0f} a second; own {memory.own:.0f} MB "
              f"in {memory.most} processes, engine {memory.engine:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
