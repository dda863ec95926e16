"""A language model as a second extractor behind the same protocol, beside the rules.

Nothing is sent anywhere unless a command names this extractor and the settings name an address (graph.settings).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from graph.errors import ModelError, SourceError
from graph.identity import claim_id, slots_hash
from graph.model import Claim, Document, digest_id, replace
from graph.settings import ModelSettings, Settings
from loaders.extraction import Report, Rules, language_of
from loaders.extraction.gazetteer import Gazetteer
from loaders.extraction.model import compare, prompt
from loaders.extraction.model.answers import NoClaimError, Reader, outside
from loaders.extraction.model.client import Client
from loaders.extraction.model.kept import Answers
from loaders.extraction.model.meter import Meter
from loaders.extraction.model.passages import passages

Mode = Literal["model", "both"]
FEW = 3  # the rules find this many times as much: a sign of a near-empty answer
RAW = 2_000  # characters of an item that is no claim


@dataclass(frozen=True, slots=True)
class ModelExtractor:
    """Asks a language model, alone or beside the rules; the rules always run, to be held against it.

    Args:
        client: asks.
        mode: model (its claims only) or both.
        rules: with the names that are known already.
    """

    client: Client
    mode: Mode = "both"
    rules: Rules = field(default_factory=Rules)

    @property
    def name(self) -> str:
        """Name of the extractor, part of a package's id."""
        return "model" if self.mode == "model" else f"{self.rules.name}+model"

    @property
    def version(self) -> str:
        """Of the rules and of the prompt."""
        return prompt.VERSION if self.mode == "model" else f"{self.rules.version}.{prompt.VERSION}"

    @property
    def settings(self) -> str:
        """Hash of the model and of how it is asked, and of the names that are known already."""
        asked = self.client.settings
        known = [self.rules.settings] if self.mode == "both" and self.rules.settings else []
        return digest_id("model", asked.api, asked.model, asked.passage, *known)

    @property
    def gazetteer(self) -> Gazetteer | None:
        """Names that are known already, which help the rules alone."""
        return self.rules.gazetteer

    @property
    def meter(self) -> Meter:
        """What was asked so far, and what it cost."""
        return self.client.meter

    @property
    def where(self) -> str:
        """Where texts are sent, in words."""
        return (
            f"its words go to the model {self.client.settings.model} at {urlsplit(self.client.settings.address).netloc}"
        )

    def report(self, document: Document, text: str) -> Report:
        """Return the verified claims of a text.

        Args:
            document: see loaders.extraction.report.
            text: as loaders.documents read it.

        Raises:
            SourceError: the model was not reached, or gave no answer that can be used.
        """
        out = self.rules.report(document, text)
        found = self._asked(document, text, out)
        rules = [claim for claim in out.claims if not compare.rejected(claim)]
        good = sum(not compare.rejected(claim) for claim in found)
        if len(rules) > FEW * good:
            out.notes.append(
                f"the model gave {good} claims where the rules found {len(rules)}: read its answer with care"
            )
        out.claims = (compare.both if self.mode == "both" else compare.checked)(out.claims, found, document)
        return out

    def _asked(self, document: Document, text: str, out: Report) -> list[Claim]:
        """The claims of the model, passage by passage; what is no claim goes into the report."""
        default = document.language or language_of(text)
        reader = Reader(document, text, default, f"model {prompt.VERSION} ({self.client.settings.model})")
        found: list[Claim] = []
        spans = list(passages(text, self.client.settings.passage))
        try:
            self.client.foresee(prompt.question(document, text, *span) for span in spans)
        except ModelError as error:
            raise SourceError(f"the model {self.client.settings.model} {error}", document.name) from error
        for start, end in spans:
            try:
                items = self.client.ask(prompt.question(document, text, start, end))
            except ModelError as error:
                where = f"at characters {start:,} to {end:,}: " if len(spans) > 1 else ""
                raise SourceError(f"{where}the model {self.client.settings.model} {error}", document.name) from error
            for item in items:
                try:
                    found.append(reader.claim(item, (start, end)))
                except NoClaimError as error:
                    words = json.dumps(item, ensure_ascii=False)[:RAW]
                    raw = words.encode("utf-8", "backslashreplace").decode()
                    if (raw, str(error)) not in out.unread:
                        out.unread.append((raw, str(error)))
        return outside(_once(found, document))


def extractor_of(
    mode: Mode, settings: Settings, model: ModelSettings | None = None, gazetteer: Gazetteer | None = None
) -> ModelExtractor:
    """Return the extractor that a command asks for.

    Args:
        mode: model or both.
        settings: whose home keeps the answers.
        model: where and how; read from the environment when None.
        gazetteer: names that are known already; the model is not told them.

    Raises:
        ConfigError: no model is set up.
    """
    found = model or ModelSettings.from_environment()
    return ModelExtractor(Client(found, Answers(settings.model_dir), Meter(found)), mode, Rules(gazetteer))


def _once(claims: list[Claim], document: Document) -> list[Claim]:
    """Return each claim once: passages overlap, and a model may repeat itself, or contradict itself."""
    seen: dict[str | Claim, Claim] = {}
    for claim in claims:
        key = claim if compare.rejected(claim) else claim_id(document.sha256, claim)
        first = seen.setdefault(key, claim)
        if slots_hash(first) != slots_hash(claim) and compare.ITSELF not in first.flags:
            seen[key] = replace(first, flags=(*first.flags, compare.ITSELF))
    return list(seen.values())
