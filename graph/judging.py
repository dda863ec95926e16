"""A person's judgement on two records goes into the log; who judges a pair after somebody else is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.archive import Archive
from graph.decisions import Decision
from graph.resolution import Judgement
from graph.resolution.judgements import KIND, judgements_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it stands in the log.

    Attributes:
        judgement: as written.
        before: what stood on the pair until then; both stay in the log.
    """

    judgement: Judgement
    before: Judgement | None = None

    @property
    def conflict(self) -> Judgement | None:
        """What another person had said, where it is something else."""
        known = self.before
        if known is None or known.by == self.judgement.by or known.verdict == self.judgement.verdict:
            return None
        return known


def judgements(archive: Archive) -> list[Judgement]:
    """Return the judgements that stand, sorted by pair.

    Raises:
        ArchiveError: the log is damaged.
    """
    return judgements_of(archive.decisions())


def judge(archive: Archive, judgement: Judgement, seen: str | None = None) -> Judged:
    """Write a judgement into the log, where it counts from now on.

    Args:
        archive: the archive.
        judgement: see graph.resolution.judgements.judgement.
        seen: as of graph.decisions.DecisionLog.add.

    Raises:
        DecidedMeanwhile: somebody judged the two meanwhile.
        ArchiveError: the log is damaged or cannot be written.
    """
    one = judgement
    said = Decision(KIND, one.subject, one.verdict, one.by, one.at, one.why)
    decision, earlier = archive.decision_log.add(said, seen)
    before = judgements_of(earlier)
    written = Judgement(one.one, one.other, decision.verdict, decision.by, decision.at, decision.why)
    return Judged(written, before[0] if before else None)
