"""Commands that take their time: each a child `waybill` that goes on when the page is left, or the dashboard ends.

A job is a folder: what was asked (job.json), what the command says (said) and its answer (answer). While it runs it
holds two locks that the system frees however it ends: `alive` in its folder, and the one of its turn, so that there is
one load at a time, one dry run, one export. What counts is written by the command, whole or not at all.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from dashboard import scratch, uploads
from dashboard.children import ROOT, as_asked, waybill
from dashboard.plain_text import plain
from dashboard.uploads import Upload
from graph.archive import now
from graph.durable import write_file
from graph.errors import WaybillError
from graph.rights import Role, acting, needs

KIND = "jobs"
JOB, SAID, ANSWER, ALIVE, STOPPED, RESULT = "job.json", "said", "answer", "alive", "stopped", "result"
TURNS = {"load": "writing", "unload": "writing", "restore": "writing", "try": "trying", "export": "exporting"}
KEPT_S = 24 * 3600.0
LAST_BYTES = 20_000  # of what a command said, from which its last words are taken
ERROR = "waybill: error: "
State = Literal["running", "done", "failed", "stopped"]

_processes: dict[str, subprocess.Popen[bytes]] = {}  # those that this server started, so that no other can be ended


class Busy(WaybillError):
    """Another command of the same kind runs; nothing was started."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command that runs or has run.

    Attributes:
        id: its name in an address.
        path: its folder.
        kind: load, try, unload, restore or export.
        what: what it is done with: names of files, a source, a format.
        by: who asked.
        started: when (UTC, ISO).
        upload: id of the upload that it reads; empty for none.
        state: running, done (it has an answer), failed, or stopped by a person.
        said: its last line; of a failed one the reason.
        answer: what it printed with --json; empty while it runs and where it failed.
    """

    id: str
    path: Path
    kind: str
    what: str
    by: str
    started: str
    upload: str
    state: State
    said: str
    answer: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def ours(self) -> bool:
        """Whether this server started it, and so can end it."""
        return self.id in _processes

    @property
    def result(self) -> Path:
        """File or folder of an export."""
        return self.path / RESULT


def find(name: str) -> Job | None:
    """Return a job by its id; None where there is none, or no longer."""
    path = scratch.place(KIND, name)
    try:
        told = json.loads((path / JOB).read_text(encoding="utf-8")) if path else None
    except (OSError, ValueError):
        return None
    if path is None or not isinstance(told, dict):
        return None
    state, answer = _state(path)
    return Job(name, path, told["kind"], told["what"], told["by"], told["started"], told["upload"], state,
               _last_words(path, state), answer)  # fmt: skip


def recent(kind: str = "") -> list[Job]:
    """Return the jobs that are kept, those that were started last first.

    Args:
        kind: only those; empty is all.
    """
    found = (find(path.name) for path in scratch.folder(KIND).glob("*"))
    told = [one for one in found if one is not None and kind in ("", one.kind)]
    return sorted(told, key=lambda one: (one.started, one.id), reverse=True)


def _state(path: Path) -> tuple[State, Mapping[str, Any]]:
    if _held(path / ALIVE):
        return "running", {}
    try:
        answer = json.loads((path / ANSWER).read_text(encoding="utf-8"))
        if isinstance(answer, dict):
            return "done", answer
    except (OSError, ValueError):
        pass
    return ("stopped" if (path / STOPPED).exists() else "failed"), {}


def _held(path: Path) -> bool:
    """Whether a process holds a lock; asked with a shared lock, so that two who ask do not see each other."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _last_words(path: Path, state: State) -> str:
    try:
        with (path / SAID).open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - LAST_BYTES))
            lines = [line.strip() for line in file.read().decode("utf-8", "replace").splitlines() if line.strip()]
    except OSError:
        return ""
    errors = [line.removeprefix(ERROR) for line in lines if line.startswith(ERROR)]
    if state != "running" and errors:
        return plain(errors[-1], 2000)
    return plain(lines[-1], 2000) if lines and state == "running" else ""


@needs(Role.ADMIN, "loading")
def load(upload: Upload) -> str:
    """Start to load the files of an upload, which are removed once they are in; return the id of the job.

    Raises:
        Busy: somebody loads or unloads at this moment.
    """
    words = ["load", str(upload.files), "--yes", *upload.options(), "--json", "--progress"]
    return _start("load", words, ", ".join(upload.names()), upload)


@needs(Role.ADMIN, "loading")
def attempt(upload: Upload) -> str:
    """Start a dry run of an upload, which reads all and keeps nothing; return the id of the job.

    Raises:
        Busy: another dry run goes on.
    """
    words = ["load", str(upload.files), "--try", *upload.options(), "--json", "--progress"]
    return _start("try", words, ", ".join(upload.names()), upload)


@needs(Role.ADMIN, "unloading")
def unload(what: str, why: str, *, undo: bool = False) -> str:
    """Start to take something out, or to bring it back, and the build of the graph; return the id of the job.

    Args:
        what: a source or the id of a package.
        why: the reason, kept with the decision.
        undo: bring it back.

    Raises:
        Busy: somebody loads or unloads at this moment.
    """
    words = ["unload", "--json", "--progress", f"--why={why}", *(["--undo"] if undo else []), "--", what]
    return _start("restore" if undo else "unload", words, what)


@needs(Role.READER, "exporting")
def export(form: str, source: str = "", synthetic: bool = False) -> str:
    """Start an export; return the id of the job.

    Args:
        form: name of a format.
        source: only this one; empty is all.
        synthetic: what is invented, instead of what is real.

    Raises:
        Busy: another export goes on.
    """
    words = [*([f"--source={source}"] if source else []), *(["--synthetic"] if synthetic else [])]
    return _start("export", ["export", "--json", "--progress", *words, "--", form, RESULT], form)


@needs(Role.READER, "ending one's own command")
def stop(job: Job) -> None:
    """End a job as Ctrl+C does; what is whole by then stays, and nothing half written counts.

    Raises:
        NotAllowed: it is somebody else's, and whoever acts may not load.
    """
    if job.by != acting().name:
        _needs_admin()
    process, mark = _processes.get(job.id), job.path / STOPPED
    if process is not None and process.poll() is None:
        process.send_signal(signal.SIGTERM if mark.exists() else signal.SIGINT)  # who asks twice will not wait
        mark.touch(mode=scratch.PRIVATE_FILE)


@needs(Role.ADMIN, "ending somebody else's command")
def _needs_admin() -> None:
    """Raise where whoever acts may not."""


def _start(kind: str, words: Sequence[str], what: str, upload: Upload | None = None) -> str:
    """Start a command and return the id of its job."""
    _tidy()
    path = scratch.fresh(KIND)
    told = [str(path / RESULT) if word == RESULT else word for word in words]
    try:
        with ExitStack() as open_files:
            locks = [_lock(path.parent / f"{TURNS[kind]}.lock", open_files), _lock(path / ALIVE, open_files)]
            out, said = (open_files.enter_context(_private(path / name)) for name in (ANSWER, SAID))
            process = subprocess.Popen(
                waybill(told), cwd=ROOT, env=as_asked(PYTHONUNBUFFERED="1"), stdin=subprocess.DEVNULL,
                stdout=out, stderr=said, pass_fds=locks,
                start_new_session=True,  # it goes on when the dashboard ends
            )  # fmt: skip
    except BlockingIOError as error:
        shutil.rmtree(path, ignore_errors=True)
        raise Busy(_busy(kind)) from error
    except OSError as error:
        shutil.rmtree(path, ignore_errors=True)
        raise Busy(f"waybill {words[0]}: cannot be started ({error.strerror or error})") from error
    _processes[path.name] = process
    job = {"kind": kind, "what": plain(what, 500), "by": acting().name, "started": now(),
           "upload": upload.id if upload else ""}  # fmt: skip
    write_file(path / JOB, json.dumps(job).encode("utf-8"), scratch.PRIVATE_FILE)
    read = upload.path if upload is not None and kind == "load" else None
    threading.Thread(target=_follow, args=(path, process, read), daemon=True).start()
    return path.name


def _lock(path: Path, open_files: ExitStack) -> int:
    """Take a lock that the child inherits; the system frees it when the child ends.

    Raises:
        BlockingIOError: another process has it.
    """
    file = open_files.enter_context(_private(path))
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return file.fileno()


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, scratch.PRIVATE_FILE), "r+b")


def _busy(kind: str) -> str:
    running = next((one for one in recent() if one.state == "running" and TURNS[one.kind] == TURNS[kind]), None)
    by = f"{running.by} has started one with {running.what} at {running.started}" if running else "one has just begun"
    return f"one {kind} at a time: {by}; wait until it has ended, then ask again"


def _follow(path: Path, process: subprocess.Popen[bytes], upload: Path | None) -> None:
    """Wait for the end of a job, in a thread of its own; of a load whose files are all in, remove the upload."""
    process.wait()
    state, answer = _state(path)
    if upload is not None and state == "done":
        states = {file.get("state") for file in answer.get("files", ())}
        if not states & {"failed", "refused"}:  # else it stays, to be mended and loaded again
            shutil.rmtree(upload, ignore_errors=True)
    _processes.pop(path.name, None)


def _tidy() -> None:
    """Remove jobs and uploads of yesterday; whatever runs stays."""
    held = recent()
    for job in held:
        if job.state != "running" and time.time() - job.path.stat().st_mtime > KEPT_S:
            shutil.rmtree(job.path, ignore_errors=True)
    if acting().role >= Role.ADMIN:
        uploads.tidy(job.upload for job in held if job.state == "running")
