"""Work that makes millions of small objects, without the collector of cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Millions of small objects and no cycles: the collector would only look at them again and again.

    It holds for the whole process; where several threads are within, the collector comes back when the one leaves that
    found it at work.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
