"""Claims out of sentences as reporters write them: active, passive, nominal, in chains, with and without a source.

A line of tests/golden/sentences/LANGUAGE.txt is a sentence (all of them invented) and, after a bar, its claims: "-" for
none, else "transfer A>B|goods !modality" or another kind by its name, parted by semicolons.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Claim, Document, Source
from loaders.extraction import extract

FOLDER = Path(__file__).parents[1] / "golden" / "sentences"
LINES = [
    (path.stem, *line.split(" | ", 1))
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def written(claim: Claim) -> str:
    """A claim in one line: "transfer A>B|goods", other kinds by their name."""
    if claim.kind not in ("transfer", "offer"):
        return claim.kind
    supplier = claim.supplier.surface if claim.supplier else ""
    recipient = claim.recipient.surface if claim.recipient else ""
    return f"{claim.kind} {supplier}>{recipient}|{claim.goods}".lower()


@pytest.mark.parametrize(("language", "text", "expected"), LINES)
def test_a_sentence_gives_its_claims(language: str, text: str, expected: str) -> None:
    source = Source(publisher="P")
    document = Document(
        sha256="0" * 64, name="a.txt", kind="text", source=source, language=language, published="2024-06-12"
    )
    left = extract(document, text)
    assert not [flag for claim in left for flag in claim.flags if flag.startswith("rejected")]
    for line in expected.split("; ") if expected != "-" else []:
        core, _, modality = line.partition(" !")
        hit = next((one for one in left if written(one) == core.lower()), None)
        assert hit is not None, [written(one) for one in left]
        assert not modality or hit.modality == modality
        left.remove(hit)
    assert [written(one) for one in left] == []
