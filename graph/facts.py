"""What a fact is: all claims that say it, how good its proof is, and when it is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.dates import bounds
from graph.fold import fold_model
from graph.model import MODALITIES, STANDINGS, Claim, Document, Modality, Standing
from graph.one_voice import voices

FOREVER = 10**7


@dataclass(frozen=True, slots=True)
class End:
    """A canonical party of a claim: the primary label and id of its node, and its country."""

    label: str
    id: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its canonical ends.

    Attributes:
        record: record id.
        claim_id: id of the claim.
        claim: what is said.
        document: where.
        standing: accepted, unreviewed or rejected.
        ends: role -> canonical party.
        via: canonical parties on the way, in order.
        goods: id of the goods node.
        row: first physical line of a table's row or list's entry.
        sheet: its sheet, where there is one.
        deleted: a later edition of its source that says that it holds the record no more.
    """

    record: str
    claim_id: str
    claim: Claim
    document: Document
    standing: Standing
    ends: Mapping[str, End]
    via: tuple[End, ...] = ()
    goods: str | None = None
    row: int | None = None
    sheet: str | None = None
    deleted: str | None = None

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table or an entry of a list."""
        return self.row is not None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """Earliest beginning and latest end."""
        return bounds(self.claim.start, self.claim.end)

    @property
    def width(self) -> int:
        """Days between its bounds; very many where one is open."""
        start, end = self.bounds
        return FOREVER if start is None or end is None else (end - start).days

    @property
    def quality(self) -> tuple[int, int, int, str]:
        """Sort key, best first: standing, modality, exactness, record."""
        return STANDINGS.index(self.standing), MODALITIES.index(self.claim.modality), self.width, self.record


@dataclass(slots=True)
class Fact:
    """One fact with all its claims.

    Attributes:
        id: smallest record id of its claims, denials aside.
        kind: as of its claims.
        statements: its claims, best first.
        denials: claims that deny it, best first; alone they are the fact.
        possibly_same: ids of facts that may be the same, at most five.
    """

    id: str
    kind: str
    statements: list[Statement]
    denials: list[Statement] = field(default_factory=list)
    possibly_same: list[str] = field(default_factory=list)
    known_ends: dict[str, End] = field(default_factory=dict, repr=False, compare=False)

    @property
    def ends(self) -> dict[str, End]:
        """Role -> canonical party, from its best claim that names one; asked for once all its claims are in."""
        if not self.known_ends:
            for statement in self.voices:
                for role, end in statement.ends.items():
                    self.known_ends.setdefault(role, end)
        return self.known_ends

    @property
    def voices(self) -> list[Statement]:
        """The claims that decide standing and modality: the denials only where nothing else stands."""
        return self.statements or self.denials

    @property
    def claim_ids(self) -> set[str]:
        """Ids of its claims; rows of tables have none."""
        return {one.claim_id for one in (*self.statements, *self.denials)} - {""}

    @property
    def best(self) -> Statement:
        """Its best claim."""
        return self.voices[0]

    @property
    def standing(self) -> Standing:
        """The best standing of its claims."""
        return self.best.standing

    @property
    def modality(self) -> Modality:
        """The strongest modality among the claims of that standing."""
        return self.best.claim.modality

    @property
    def disputed(self) -> bool:
        """Whether somebody denies what somebody else says."""
        return bool(self.statements) and any(denial.standing != "rejected" for denial in self.denials)

    @property
    def origins(self) -> frozenset[str]:
        """Independent sources: origins of the data behind the claims that nobody rejected, each voice once."""
        said = self.voices
        if len(said) == 1:
            return frozenset((said[0].document.source.origin,))
        standing = [one for one in said if one.standing != "rejected"] or said
        return frozenset(
            voices((one.document.source.origin, "" if one.tabular else one.claim.quote) for one in standing).values()
        )

    @property
    def superseded(self) -> bool:
        """Whether a corrected version of its record has taken its place in every table that states it."""
        return all("superseded" in one.claim.flags for one in self.voices)

    def count_modalities(self, counts: Counter[str]) -> None:
        """Add its claims by modality, denials and all but the rejected included."""
        for one in [*self.statements, *self.denials]:
            if one.standing != "rejected":
                counts[one.claim.modality] += 1

    def pick(self, slot: str) -> Any:
        """Value of a slot in its best claim that has one: the latest edition of a record first."""
        for one in self.voices:
            value = getattr(one.claim, slot)
            if value is not None and value != ():
                return value
        return None


def fact_key(statement: Statement) -> tuple[Any, ...]:
    """What two claims must share to be one fact; the record itself where an end is unknown."""
    claim, ends = statement.claim, statement.ends

    def end(role: str) -> str | None:
        return ends[role].id if role in ends else None

    common: tuple[Any, ...] = (claim.kind, statement.document.source.synthetic)
    match claim.kind:
        case "transfer":
            start = end("supplier") or _country(claim.dispatch or claim.origin)
            stop = end("recipient") or _country(claim.destination)
            sole = None if start and stop and statement.goods else statement.record
            return (*common, start, stop, statement.goods, sole)
        case "offer":
            return (*common, end("supplier") or statement.record, statement.goods, folded_model(claim))
        case "production":
            return (*common, end("maker") or statement.record, end("object"), statement.goods, folded_model(claim))
        case "end_use":
            where = end("weapon") or end("recipient") or end("place") or statement.record
            sole = None if statement.goods or claim.model else statement.record
            return (*common, where, statement.goods, folded_model(claim), sole)
        case "ownership" | "role":
            return (*common, end("subject"), end("object"), claim.topic)
        case "listing":
            entry = (claim.programme, claim.annex, claim.measure, claim.entry)
            return (*common, end("subject"), end("object"), claim.topic, *entry)
        case "event" | "link":
            return (*common, end("subject"), end("object"), claim.topic)
        case "registration":
            return (*common, end("object") or statement.record, claim.topic, claim.annex, claim.entry)
        case "flow":
            kind = (claim.direction, claim.basis, claim.level, claim.regime)
            return (*common, end("subject") or statement.record, end("object"), statement.goods, claim.hs, *kind)
        case _:
            return (*common, statement.record)


def folded_model(claim: Claim) -> str | None:
    """Return the part or model number of a claim as it is compared; signs alone stay as printed."""
    return None if claim.model is None else fold_model(claim.model) or claim.model


def _country(code: str | None) -> str | None:
    return f"country:{code}" if code else None
