"""Names of files out of documents are data: nothing of them may lead out of a folder or mean something to a system."""

from __future__ import annotations

import re
from pathlib import PurePath

LONGEST = 80  # characters
UNSAFE = re.compile(r"[^\w.\-]+")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def file_name(printed: str) -> str:
    """Return a name of a file that is safe on every system: no folders, no signs that steer, not too long."""
    name = UNSAFE.sub("_", PurePath(printed.replace("\\", "/")).name).strip("._-") or "file"
    if RESERVED.fullmatch(name):
        name = f"_{name}"
    stem, suffix = PurePath(name).stem, PurePath(name).suffix[:16]
    return f"{stem[: LONGEST - len(suffix)]}{suffix}"
