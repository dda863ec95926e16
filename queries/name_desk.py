"""A person's word on two records: the same party, different ones, unsure; or what was said taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph import judging
from graph.archive import Archive
from graph.decisions import exact_now
from graph.errors import ArchiveError, ResolutionError
from graph.judging import judgements
from graph.resolution.index import Index
from graph.resolution.judgements import Judgement, judgement, unfit

UNDO = "undo"
WORDS = ("same", "different", "unsure", UNDO)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said.

    Attributes:
        judgement: what stands in the log now.
        new: whether it did not stand before.
        before: what somebody had said of the same pair.
        conflict: whether somebody else had said otherwise.
    """

    judgement: Judgement
    new: bool = True
    before: Judgement | None = None
    conflict: bool = False


def judge(
    archive: Archive, index: Index, pair: Sequence[str], word: str, *, by: str, why: str, seen: str | None = None
) -> Said:
    """Say that two records are the same party, different ones, or unsure; or take back what was said.

    Args:
        archive: the archive.
        index: of all names.
        pair: ids of two records.
        word: same, different, unsure or undo.
        by: who says so.
        why: the reason.
        seen: as of graph.decisions.DecisionLog.add.

    Raises:
        ResolutionError: the two can never be one party, or are one record.
        ArchiveError: there is nothing to take back.
        DecidedMeanwhile: somebody judged the two meanwhile.
    """
    one, other = pair
    said = judgement(one, other, "undone" if word == UNDO else word, by=by, at=exact_now(), why=why)
    last = next((known for known in judgements(archive) if known.subject == said.subject), None)
    if word == UNDO and last is None:
        raise ArchiveError(f"{one}, {other}: nothing is judged on these two")
    if word == "same":
        mine, theirs = (index.record(record) for record in (one, other))
        words = unfit(mine, theirs) if mine and theirs else None
        if words is not None:
            raise ResolutionError(f"{one}, {other}: {words}")
    if last is not None and last.verdict == said.verdict:
        return Said(last, new=False, before=last)
    judged = judging.judge(archive, said, seen)
    return Said(judged.judgement, before=judged.before, conflict=judged.conflict is not None)
