"""The file of the index: its tables, and the mark of the rules that it was made by."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

WAIT_S = 60.0  # for another process that writes
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
  number INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, outlines TEXT NOT NULL, keys BLOB NOT NULL,
  addresses BLOB NOT NULL, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE waiting (number INTEGER PRIMARY KEY);
CREATE TABLE keys (key INTEGER, record INTEGER, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE TABLE addresses (key INTEGER, record INTEGER, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE TABLE edges (
  one INTEGER, other INTEGER, chance REAL NOT NULL, joins INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX edges_other ON edges (other, one);
"""


@lru_cache(maxsize=1)
def version() -> str:
    """Return a mark of the rules and models that keys and scores come from: of the files of this package."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def readable(path: Path) -> sqlite3.Connection:
    """Open the file as it is, for looking things up."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_S)


def writable(path: Path) -> sqlite3.Connection:
    """Open the file for writing, empty where it was made by other rules or is no index."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if made_by(path) != version():
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        with closing(_connected(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN; {SCHEMA} INSERT INTO meta VALUES ('version', '{version()}'); COMMIT;")
    connection = _connected(path)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def made_by(path: Path) -> str | None:
    """Return the mark of the rules that a file was made by; None where it is none, or not there."""
    if not path.exists():
        return None
    with closing(_connected(path)) as connection:
        try:
            known = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        except sqlite3.DatabaseError:
            return None
    return str(known[0]) if known else None


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
