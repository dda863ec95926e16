"""Fits all weights of the comparison of names, and counts the frequent words.

Usage: python -m scripts.train_names FOLDER CASES [MORE ...] [--only organisations|persons|chinese]

FOLDER holds what scripts/name_pairs.py writes; CASES is the peer's cases.csv, MORE are its other files with names of
persons. Written are name_model.json, common_words.json, person_model.json and han_model.json of graph/resolution. All
three models are logistic regressions (`scripts.logistic`) fitted to the halves for tuning.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts import train_han, train_organisations, train_persons

KINDS = ("organisations", "persons", "chinese")


def main() -> None:
    """Fit what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", type=Path)
    parser.add_argument("more", type=Path, nargs="*")
    parser.add_argument("--only", choices=KINDS)
    options = parser.parse_args()
    for kind in [options.only] if options.only else KINDS:
        if kind == "organisations":
            train_organisations.train(options.folder, options.cases)
        elif kind == "persons":
            train_persons.train(options.folder, options.cases, options.more)
        else:
            train_han.train(options.folder)


if __name__ == "__main__":
    main()
