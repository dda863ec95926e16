"""XLS, the workbooks of before 2007: read whole by a child process, for a sheet of theirs has 65,536 rows at most."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.tables.layout import BadCell, DateCell, Layout, NumberCell
from loaders.tables.sheets import GridRow, Ranges, Sheet, SheetReader

KINDS: dict[str, type[str]] = {"t": str, "n": NumberCell, "d": DateCell, "b": BadCell}


class XlsReader(SheetReader):
    """Reads the sheets of one XLS workbook."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(path, layout)
        limit = layout.limits.xls_bytes
        if path.stat().st_size > limit:
            raise SourceError(f"XLS files of at most {limit:,} bytes are read (limit xls_bytes); save it as XLSX", path)
        with closing(self._asked()) as lines:
            self._sheets = tuple(Sheet(name, hidden) for name, hidden in lines)
        if not self._sheets:
            raise SourceError("is a workbook without a sheet that can be read", path)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the sheets that hold cells, in their order."""
        return self._sheets

    def grid(self, sheet: Sheet) -> Generator[GridRow, None, None]:
        """Yield number and cells of the rows of a sheet."""
        with closing(self._asked("grid", sheet.name)) as lines:
            for number, cells in lines:
                yield number, tuple([KINDS[cell[0]](cell[1:]) for cell in cells])

    def merges(self, sheet: Sheet) -> Ranges:
        """Return the merged ranges of a sheet: first and last row from 1, first and last column from 0."""
        with closing(self._asked("merges", sheet.name)) as lines:
            return [(top, bottom, left, right) for top, bottom, left, right in lines]

    def _asked(self, *question: str) -> Generator[Any, None, None]:
        """Yield what a child process answers; it ends with whoever asks."""
        memory = self.layout.limits.xls_memory_bytes
        command = [sys.executable, "-m", "loaders.tables.xls_child", str(memory), str(self.path), *question]
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        assert child.stdout is not None
        try:
            for line in child.stdout:
                answer = json.loads(line)
                if isinstance(answer, dict):
                    raise self._error(str(answer["error"]))
                yield answer
            if child.wait():
                raise self._error("memory")
        finally:
            child.kill()
            child.stdout.close()
            child.wait()

    def _error(self, words: str) -> SourceError:
        if words == "password":
            return SourceError("is under a password; open it, take the password off and save it anew", self.path)
        if words == "memory":
            limit = self.layout.limits.xls_memory_bytes
            message = f"takes more than {limit:,} bytes of memory (limit xls_memory_bytes); save it as XLSX"
            return SourceError(message, self.path)
        return SourceError(f"is cut off or damaged ({words}); get the file anew, or save it as XLSX", self.path)
