"""Reads the annotated texts that are held back from tuning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_held_back(path: Path) -> tuple[str, str | None, list[dict[str, Any]]]:
    """Read NAME.yml of the held-back texts: language, day of publication, claims in full form."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    claims = []
    for entry in data["claims"]:
        claim = dict(entry)
        for role in ("supplier", "recipient", "maker", "weapon", "subject", "object"):
            if claim.get(role):
                claim[role] = _party(claim[role])
        claim["via"] = [_party(item) for item in claim.get("via", [])]
        for slot in ("quantity", "value", "share"):
            if slot in claim:
                number = str(claim[slot]).split()[0].lstrip("~<>=")
                claim[slot] = {"number": number, "relation": "="}
        for slot in ("start", "end"):
            if slot in claim:
                claim[slot] = str(claim[slot])
        claims.append(claim)
    return data["language"], str(data["published"]), claims


def _party(parts: list[Any]) -> dict[str, Any]:
    return {"surface": parts[0], "form": parts[1], "country": parts[2]}
