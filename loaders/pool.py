"""Processes that read files: each whole file by one of them, a large table by all of them in parts."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import graph
from graph import packages
from graph.archive import Archive
from graph.errors import ArchiveError, SourceError
from graph.rights import acting
from loaders.lists.reasons import Reasons
from loaders.plan import LoadOptions, PlannedFile
from loaders.protocol import Notes
from loaders.report import FileReport
from loaders.worker import notes_from_json, options_to_json

Message = dict[str, Any]
ENDED = "ended"
PATIENCE_S = 15.0  # for a worker that was told to stop


class _Child:
    """One worker process, and a thread that hears it."""

    def __init__(self, number: int, first: Message, heard: queue.SimpleQueue[tuple[int, Message]]) -> None:
        self.number = number
        self.process = subprocess.Popen(
            [sys.executable, "-m", "loaders.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(next(iter(graph.__path__))).resolve().parent,
            text=True,
            encoding="utf-8",
        )
        self.send(first)
        threading.Thread(target=self._hear, args=(heard,), daemon=True).start()

    def send(self, message: Message) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(message) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return  # it has ended, which its thread tells

    def _hear(self, heard: queue.SimpleQueue[tuple[int, Message]]) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            heard.put((self.number, json.loads(line)))
        heard.put((self.number, {ENDED: self.process.wait()}))

    def stop(self) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()


class Pool:
    """A number of workers, started at the first task.

    Args:
        archive: where they write.
        options: of the load.
        size: how many.
    """

    def __init__(self, archive: Archive, options: LoadOptions, size: int) -> None:
        self.size = size
        self._first = {
            "archive": os.path.abspath(archive.folder),
            "options": _absolute(options_to_json(options)),
            "person": asdict(acting()),
        }
        self._heard: queue.SimpleQueue[tuple[int, Message]] = queue.SimpleQueue()
        self._children: dict[int, _Child] = {}
        self._count = 0

    def __enter__(self) -> Pool:
        """Use it as a context manager, so that no worker outlives it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all workers; what they were writing stays to be resumed."""
        self._stop()

    def _stop(self) -> None:
        for child in self._children.values():
            child.stop()
        for child in self._children.values():
            try:
                child.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        self._children.clear()

    def load(self, lines: Mapping[int, PlannedFile], heard: Callable[[int, Message], None]) -> dict[int, FileReport]:
        """Load whole files.

        Args:
            lines: number -> planned file, in the order in which they are begun.
            heard: told every message with the number of its file.

        Returns:
            Number -> report.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        reports: dict[int, FileReport] = {}

        def done(number: int, message: Message) -> None:
            if "report" in message:
                reports[number] = FileReport(**message["report"])
            else:
                line = lines[number]
                sha256 = line.file.sha256 if line.file else ""
                reports[number] = FileReport(str(line.path), sha256, line.kind, "failed", reason=message["failed"])

        self._work({number: _task(line) for number, line in lines.items()}, heard, done)
        return reports

    def fill(self, line: PlannedFile, folder: Path, tell: Callable[[int], None]) -> Notes:
        """Let all workers write the parts of one file.

        Args:
            line: of the plan.
            folder: of its package; the caller holds the lock.
            tell: told the rows so far.

        Raises:
            SourceError: the file cannot be read.
            ArchiveError: the archive cannot be written.
        """
        notes: dict[int, Notes] = {}
        rows = dict.fromkeys(range(self.size), 0)

        def heard(number: int, message: Message) -> None:
            if "rows" in message:
                rows[number] = int(message["rows"])
                tell(min(rows.values()))

        def done(number: int, message: Message) -> None:
            if "failed" in message:
                raise _Told(message["failed"])
            notes[number] = notes_from_json(message["notes"])

        share = {"folder": os.path.abspath(folder), "of": self.size, "part_rows": packages.PART_ROWS}
        tasks = {number: _task(line) | share | {"worker": number} for number in range(self.size)}
        self._work(tasks, heard, done)
        return notes[0]

    def _work(
        self,
        tasks: Mapping[int, Message],
        heard: Callable[[int, Message], None],
        done: Callable[[int, Message], None],
    ) -> None:
        """Give each idle worker the next task until all are done; after an error none goes on with its own."""
        try:
            self._give(tasks, heard, done)
        except BaseException:
            self._stop()
            raise

    def _give(
        self,
        tasks: Mapping[int, Message],
        heard: Callable[[int, Message], None],
        done: Callable[[int, Message], None],
    ) -> None:
        waiting = list(tasks)
        busy: dict[int, int] = {}  # worker -> task
        while waiting or busy:
            while waiting and len(busy) < self.size:
                child = self._idle(busy)
                busy[child.number] = waiting.pop(0)
                child.send(tasks[busy[child.number]])
            worker, message = self._heard.get()
            if ENDED in message:
                self._children.pop(worker, None)
                if worker in busy:
                    task = busy.pop(worker)
                    done(task, {"failed": _ended(tasks[task]["path"], int(message[ENDED]))})
            elif "archive" in message:
                raise ArchiveError(message["archive"])
            elif worker in busy:
                heard(busy[worker], message)
                if "rows" not in message:
                    done(busy.pop(worker), message)

    def _idle(self, busy: Mapping[int, int]) -> _Child:
        for number, child in self._children.items():
            if number not in busy:
                return child
        self._count += 1
        child = _Child(self._count, self._first, self._heard)
        self._children[self._count] = child
        return child


class _Told(SourceError):
    """What a worker says of a file, with its place in the words already."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


def _task(line: PlannedFile) -> Message:
    task = {"path": os.path.abspath(line.path), "sha256": line.file.sha256 if line.file else ""}
    return task | {"package": line.loader.package} if isinstance(line.loader, Reasons) else task


def _absolute(options: Message) -> Message:
    return options | {"mapping": os.path.abspath(options["mapping"]) if options["mapping"] else None}


def _ended(path: str, code: int) -> str:
    how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with code {code}"
    return f"{path}: the process that read it {how}; load it again, with WAYBILL_WORKERS=1 where memory is short"
