"""Reference data: countries, HS codes, the Common High Priority List goods; compiled by `compile.py`."""
