"""`python -m benchmarks`: all figures, both engines; `python -m benchmarks analytics ...`: those of one module."""

import sys
from importlib import import_module

from benchmarks import queries, store

if len(sys.argv) > 1 and sys.argv[1].isidentifier():
    name = sys.argv.pop(1)
    import_module(f"benchmarks.{name}").main()
else:
    store.main([])
    queries.main()
