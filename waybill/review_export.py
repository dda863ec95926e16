"""Reviewed texts as test cases: the form of annotated claims, which `waybill evaluate` reads."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.durable import write_file
from graph.errors import ConfigError
from graph.model import Document
from graph.reviews import UNDECIDED, Reviewed, reviewed
from loaders.extraction.evaluation import ANSWERS as CLAIMS
from loaders.extraction.evaluation import INDEX
from loaders.extraction.output import to_dict

GOLD, TEXTS = f"{CLAIMS}.jsonl", f"{INDEX}.jsonl"
ANSWERS = frozenset({"accepted", "corrected"})
DECIDED = ANSWERS | {"rejected"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file of the answers, texts, answers, and claims that nobody decided on."""

    gold: Path
    texts: int
    claims: int
    open: int

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {**asdict(self), "gold": str(self.gold)}


def export(archive: Archive, folder: Path) -> Exported:
    """Write the texts on whose claims somebody decided, with what stands as answers.

    Args:
        archive: the archive.
        folder: made when missing.

    Raises:
        ConfigError: the folder holds something, or nothing is decided.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder}: must be a new or empty folder, so that no file is lost; name another")
    by_text: dict[str, list[Reviewed]] = defaultdict(list)
    for one in reviewed(archive):
        by_text[one.document.sha256].append(one)
    kept = {key: some for key, some in by_text.items() if any(one.state in DECIDED for one in some)}
    if not kept:
        raise ConfigError("export: nothing is decided yet; `waybill review list` shows what waits")
    folder.mkdir(parents=True, exist_ok=True)
    names = _names(some[0].document for some in kept.values())
    answers: list[dict[str, Any]] = []
    index: list[dict[str, Any]] = []
    for sha256 in sorted(kept, key=names.__getitem__):
        document, name = kept[sha256][0].document, names[sha256]
        write_file(folder / name, archive.text(sha256).encode("utf-8", "surrogatepass"))
        claims = [_answer(one, name) for one in kept[sha256] if one.state in ANSWERS | UNDECIDED]
        index.append(
            {"document": name, "language": document.language, "published": document.published, "claims": len(claims)}
        )
        answers += claims
    write_file(folder / GOLD, _lines(answers))
    write_file(folder / TEXTS, _lines(index))
    undecided = sum("optional" in one["flags"] for one in answers)
    return Exported(folder / GOLD, len(kept), len(answers) - undecided, undecided)


def _answer(one: Reviewed, name: str) -> dict[str, Any]:
    """A claim as an annotated one; that nobody decided on it is said by the flag `optional`."""
    found = to_dict(one.stands, one.document, one.node)
    flags = ["optional"] if one.state in UNDECIDED else []
    return found | {"document": name, "confidence": None, "extractor": None, "flags": flags}


def _names(documents: Iterable[Document]) -> dict[str, str]:
    """Give each text a name of its own, ending in .txt: what is written is what was read out of it."""
    found: dict[str, str] = {}
    for document in documents:
        stem = re.sub(r"[^\w.\-]", "_", Path(document.name).stem).strip(".") or "text"
        name = f"{stem}.txt"
        if name in found.values():
            name = f"{stem}-{document.sha256[:12]}.txt"
        found[document.sha256] = name
    return found


def _lines(objects: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode("utf-8", "surrogatepass")
