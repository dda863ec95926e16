"""`python -m benchmarks`: all figures, both engines; see benchmarks/store.py and benchmarks/queries.py."""

from benchmarks import queries, store

store.main([])
queries.main()
