"""A process that reads files for another: takes tasks as JSON lines, tells rows and results likewise.

It ends when the process that started it does, however that ends: then its standard input is closed. What it was writing
stays to be resumed.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.erasure import Erasure
from graph.errors import ArchiveError, SourceError, WaybillError
from graph.rights import Person, Role, become
from loaders import parts
from loaders.lists.reasons import planned_reasons
from loaders.plan import LoadOptions, PlannedFile, plan
from loaders.protocol import Divisible, Notes
from loaders.source import Meta
from loaders.writing import STEP, load_file

PATHS = ("mapping", "gazetteer")  # options that are paths
GRACE_S = 10.0  # to write that a package is unfinished


def options_to_json(options: LoadOptions) -> dict[str, Any]:
    """Write options so that a worker can read them; a language model is asked by the first process alone."""
    data = asdict(replace(options, model=None))
    return data | {name: str(path) for name in PATHS if (path := data[name]) is not None}


def options_from_json(data: dict[str, Any]) -> LoadOptions:
    """Read what `options_to_json` wrote."""
    paths = {name: Path(path) for name in PATHS if (path := data[name]) is not None}
    return LoadOptions(**(data | paths | {"meta": Meta(**data["meta"])}))


def notes_from_json(data: dict[str, Any]) -> Notes:
    """Read the notes that a worker sends."""
    notes = Notes()
    notes.headers = {sheet: tuple(cells) for sheet, cells in data["headers"].items()}
    notes.unread, notes.warnings = data["unread"], data["warnings"]
    notes.counts.update(data["counts"])
    return notes


def main() -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where whoever started us ignores it
    tasks: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    first = tasks.get()
    if first is None:
        return
    become(Person(**first["person"] | {"role": Role(first["person"]["role"])}))
    worker = _Worker(Archive(Path(first["archive"])), options_from_json(first["options"]))
    try:
        while (task := tasks.get()) is not None:
            worker.do(task)
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(130)  # nothing more can be said, and nothing more is to be done


def _listen(tasks: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """Pass tasks on; at the end of the input stop what is being done."""
    for line in sys.stdin:
        tasks.put(json.loads(line))
    tasks.put(None)
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait(GRACE_S)
    os._exit(130)


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


class _Worker:
    """Does one task after the other."""

    def __init__(self, archive: Archive, options: LoadOptions) -> None:
        self.archive, self.options = archive, options

    def do(self, task: dict[str, Any]) -> None:
        """Do a task and tell how it ended."""
        started = time.monotonic()
        try:
            line = self._planned(Path(task["path"]), str(task["sha256"]), task.get("package"))
            if "folder" in task:
                self._fill(line, task)
            else:
                report = load_file(line, self.archive, self.options, lambda rows: _say({"rows": rows}))
                report.path = str(task["path"])
                report.seconds = round(time.monotonic() - started, 3)
                _say({"report": asdict(report)})
        except ArchiveError as error:
            _say({"archive": str(error)})
        except WaybillError as error:
            _say({"failed": str(error)})
        except MemoryError:
            _say({"failed": f"{task['path']}: does not fit into memory; split it, or load it with WAYBILL_WORKERS=1"})
        except Exception as error:
            _say({"failed": f"{task['path']}: internal: {type(error).__name__}: {error}; please report it"})

    def _planned(self, path: Path, sha256: str, package: str | None) -> PlannedFile:
        """Plan the file again: what was planned elsewhere cannot be sent, and must still be so."""
        if package is not None and (told := planned_reasons(self.archive.package(package), path)) is not None:
            return told
        (line,) = plan([path], self.options)
        if line.file is None or line.file.sha256 != sha256:
            reason = "" if line.action == "load" else f" ({line.reason})"
            raise SourceError(f"was changed while it was being loaded; load it again{reason}", path)
        return line

    def _fill(self, line: PlannedFile, task: dict[str, Any]) -> None:
        file, loader = line.file, line.loader
        assert file is not None and isinstance(loader, Divisible)
        notes = Notes()
        parts.fill(
            loader,
            file,
            loader.document(file),
            Path(task["folder"]),
            notes,
            mine=lambda part: part % int(task["of"]) == int(task["worker"]),
            gone=Erasure.of(self.archive.erased()),
            tell=lambda rows: _say({"rows": rows}),
            step=STEP,
            size=int(task["part_rows"]),
        )
        told = {"headers": notes.headers, "unread": notes.unread, "warnings": notes.warnings, "counts": notes.counts}
        _say({"notes": told})


if __name__ == "__main__":
    main()
