"""Work on all cores, in processes that end with the one that started them: a killed command leaves no orphan.

A worker (`python -m graph.workers`) reads pickled tasks from its standard input and writes pickled results to its
standard output; when the input ends, for whatever reason, so does the worker. What a task needs beside its arguments a
worker keeps between tasks in the module that the function lives in.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, Any

from graph.embedded import package_root
from graph.errors import WaybillError

Task = tuple[Callable[..., Any], tuple[Any, ...]]


class Workers:
    """Some worker processes; use it as a context manager.

    Args:
        count: how many.
    """

    def __init__(self, count: int) -> None:
        self._processes = [_start() for _ in range(count)]
        self._stopping = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        for process in self._processes:
            if error is not None:
                process.kill()
            with suppress(OSError):
                assert process.stdin is not None
                process.stdin.close()
        for process in self._processes:
            process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Call a function in every worker and return the results, in the order of the workers."""
        found: queue.Queue[tuple[int, Any]] = queue.Queue()
        for number in range(len(self._processes)):
            self._thread(number, iter([(function, arguments)]), found)
        results = dict(self._gather(found, len(self._processes)))
        return [results[number][0] for number in sorted(results)]

    def map(self, tasks: Iterable[Task], ahead: int = 4) -> Iterator[Any]:
        """Begin some tasks and return their results as they come.

        Args:
            tasks: pairs of a function of a module and its arguments.
            ahead: most results that wait to be taken; further work waits with them.

        Raises:
            WaybillError: a task failed with it, or a worker died.
        """
        waiting, lock = iter(tasks), threading.Lock()
        found: queue.Queue[tuple[int, Any]] = queue.Queue(maxsize=ahead)

        def take() -> Iterator[Task]:
            while True:
                with lock:
                    task = next(waiting, None)
                if task is None:
                    return
                yield task

        for number in range(len(self._processes)):
            self._thread(number, take(), found)
        return (result for _, results in self._gather(found, len(self._processes)) for result in results)

    def _thread(self, number: int, tasks: Iterator[Task], found: queue.Queue[tuple[int, Any]]) -> None:
        threading.Thread(target=self._feed, args=(number, tasks, found), daemon=True).start()

    def _feed(self, number: int, tasks: Iterator[Task], found: queue.Queue[tuple[int, Any]]) -> None:
        process = self._processes[number]
        assert process.stdin is not None and process.stdout is not None
        try:
            for task in tasks:
                pickle.dump(task, process.stdin)
                process.stdin.flush()
                fine, result = pickle.load(process.stdout)
                if not fine:
                    raise result
                found.put((number, [result]))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            message = f"a worker process ended unexpectedly ({type(error).__name__}); try again"
            found.put((number, WaybillError(message)))
        except BaseException as error:  # it is raised where the results are taken
            found.put((number, error))
        else:
            found.put((number, None))

    @staticmethod
    def _gather(found: queue.Queue[tuple[int, Any]], running: int) -> Iterator[tuple[int, Any]]:
        while running:
            number, result = found.get()
            if result is None:
                running -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                yield number, result


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "graph.workers"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=package_root()
    )


def _serve(tasks: IO[bytes], results: IO[bytes]) -> None:
    while True:
        try:
            function, arguments = pickle.load(tasks)
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = True, function(*arguments)
        except BaseException as error:
            answer = False, _portable(error)
        pickle.dump(answer, results)
        results.flush()


def _portable(error: BaseException) -> BaseException:
    """Return an error that another process can read."""
    try:
        if isinstance(pickle.loads(pickle.dumps(error)), type(error)):
            return error
    except Exception:
        pass
    if isinstance(error, WaybillError):
        return WaybillError(str(error))
    return RuntimeError(f"{type(error).__name__}: {error}")


def main() -> None:
    """Serve until the input ends; a Ctrl+C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that prints may get between the results
    _serve(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
