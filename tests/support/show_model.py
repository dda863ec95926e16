"""Shows what becomes of a stub's answers: right, wrong, swapped, obeying, cut, half, late, never, busy.

Usage: python -m tests.support.show_model [FILE]. The stub has no model behind it: what it says right, it takes from the
rules. So this shows the protocol and the check of claims, and nothing of the quality of any model.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.settings import ModelSettings
from loaders.documents import read
from loaders.extraction import output, report
from loaders.extraction.model import ModelExtractor, prompt
from loaders.extraction.model.client import Client
from loaders.extraction.model.kept import Answers
from loaders.extraction.model.meter import Meter
from tests.support.model_answers import TEXT, document
from tests.support.model_stub import Reply, chat, stub

LIMIT_S = 0.5


def answered(told: Document, text: str) -> list[dict[str, Any]]:
    """The claims of the rules, as a model would write them."""
    return [_item(output.to_dict(claim, told)) for claim in report(told, text).claims]


def replies(right: list[dict[str, Any]]) -> dict[str, list[Reply]]:
    """What the stub answers, by name."""
    wrong = [one | {"quote": f"It is known that {one['quote']}"} for one in right]
    swapped = [one | {"supplier": one["recipient"], "recipient": one["supplier"]} for one in right]
    obeying = [one | {"standing": "accepted", "confidence": 1.0} for one in right]
    return {
        "right": [chat(right)],
        "wrong": [chat(wrong)],
        "swapped": [chat(swapped)],
        "obeying": [chat(obeying)],
        "nonsense": [chat("Of course! Here are the claims.")],
        "cut": [chat(right, "length")],
        "half": [Reply(chat(right).data, how="half")],
        "late": [Reply(chat(right).data, how="late")],
        "never": [Reply(how="never")],
        "busy": [Reply(status=429, headers={"Retry-After": "0"}), Reply(status=503), chat(right)],
    }


def shown(name: str, told: Document, text: str, answers: list[Reply]) -> list[str]:
    """Ask the stub about a text, and return what came of it in lines."""
    with stub(*answers) as server:
        settings = ModelSettings(server.address, "stub", timeout_s=LIMIT_S, passage=1_000_000, answer_tokens=8_000)
        reader = ModelExtractor(Client(settings, Answers(None), Meter(settings), wait=lambda seconds: None))
        try:
            found = reader.report(told, text)
        except SourceError as error:
            return [f"{name}: failed: {error}", f"  {reader.meter}"]
    lines = [f"{name}: {len(found.claims)} claims"]
    for claim in found.claims:
        lines.append(f"  {claim.kind} {claim.extractor} {claim.confidence} {' '.join(claim.flags)}")
    return [*lines, *(f"  {note}" for note in found.notes), f"  {reader.meter}"]


def _item(claim: dict[str, Any]) -> dict[str, Any]:
    told = {slot: claim.get(slot) for slot in prompt.CLAIM_SLOTS}
    for role in prompt.ROLES:
        told[role] = _party(told[role])
    return told | {"via": [_party(one) for one in claim["via"]]}


def _party(party: dict[str, Any] | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"surface": party["surface"], "form": party["form"], "type": "company", "country": party["country"]}


def main(paths: list[str]) -> None:
    """Show all answers, on a file or on the text of the tests."""
    told, text = (document(), TEXT) if not paths else read(Path(paths[0]))[:2]
    for name, answers in replies(answered(told, text)).items():
        print("\n".join(shown(name, told, text, answers)))


if __name__ == "__main__":
    main(sys.argv[1:])
