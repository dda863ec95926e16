"""A person's word on who is who: judgements on two records, merges taken back, and what holds two parties together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from graph import judging
from graph.decisions import exact_now
from graph.errors import ArchiveError, ResolutionError
from graph.joins import read_joins
from graph.judging import judgements
from graph.resolution.edges import Edge
from graph.resolution.judgements import Judgement
from graph.resolution.links import Contradiction, Forbidden, Link, Queued, Resolution, explain
from graph.resolution.scoring import Score
from queries import name_desk
from queries.name_queue import reasons_json, scored
from queries.records import Records, standing
from waybill.context import Context

if TYPE_CHECKING:
    from graph.build import BuildReport


@dataclass(slots=True)
class Done:
    """What was judged, and what came of it.

    Attributes:
        judgements: what stands in the log now, last said.
        new: whether anything was said that did not stand before.
        before: what somebody had said of the same pair.
        conflict: whether somebody else had said otherwise.
        parties: the parties that the records are now.
        contradictions: what does not fit together with it.
        built: what the graph was brought up to date with.
    """

    judgements: list[Judgement]
    new: bool = True
    before: Judgement | None = None
    conflict: bool = False
    parties: list[str] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    built: BuildReport | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as `judge --json` and `unmerge --json` print it."""
        return {
            "judgements": [asdict(one) for one in self.judgements],
            "new": self.new,
            "before": None if self.before is None else asdict(self.before),
            "conflict": self.conflict,
            "parties": self.parties,
            "contradictions": [asdict(one) for one in self.contradictions],
            "graph": None if self.built is None else self.built.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Held:
    """Why two records are one party, or could be.

    Attributes:
        link: what joins them.
        score: of the two, where names or evidence were weighed.
    """

    link: Link
    score: Score | None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        link = self.link
        found = {"one": link.one, "other": link.other, "rule": link.rule, "why": link.why, "chance": link.chance}
        return found | {"reasons": [] if self.score is None else reasons_json(self.score)}


@dataclass(frozen=True, slots=True)
class Explained:
    """What holds two records together, or apart.

    Attributes:
        one, other: the records.
        party: the party that both are; None where they are two.
        chain: what leads from the first to the second.
        between: what waits or was refused between their two parties.
        score: of the two records.
        judgements: what people said of records of the two parties, last.
        contradictions: what does not fit together about them.
    """

    one: str
    other: str
    party: str | None
    chain: list[Held]
    between: list[Queued | Forbidden]
    score: Score | None
    judgements: list[Judgement]
    contradictions: list[Contradiction]

    def to_json(self) -> dict[str, Any]:
        """Return it as `explain --json` prints it."""
        return {
            "one": self.one,
            "other": self.other,
            "party": self.party,
            "chain": [one.to_json() for one in self.chain],
            "between": [between_json(one) for one in self.between],
            "chance": None if self.score is None else self.score.chance,
            "reasons": [] if self.score is None else reasons_json(self.score),
            "features": dict(self.score.comparison.features) if self.score and self.score.comparison else {},
            "judgements": [asdict(one) for one in self.judgements],
            "contradictions": [asdict(one) for one in self.contradictions],
        }


def judge(context: Context, records: Records, pair: Sequence[str], word: str, *, by: str, why: str) -> Done:
    """Say that two records are the same party, different ones, or unsure; or take back what was said.

    Args:
        context: of the command.
        records: of the archive.
        pair: two ids.
        word: same, different, unsure or undo.
        by: who says so.
        why: the reason.

    Raises:
        InvalidParameter: an id is unknown, or a name.
        ResolutionError: the two can never be one party, or are one record.
        ArchiveError: there is nothing to take back.
    """
    one, other = (records.find(text) for text in pair)
    try:
        said = name_desk.judge(context.archive, records.index, (one, other), word, by=by, why=why)
    except ArchiveError as error:
        if word != name_desk.UNDO:
            raise
        raise ArchiveError(f"{error}{_elsewhere(context, records, one, other)}") from error
    done = Done([said.judgement], said.new, said.before, said.conflict)
    _follow(context, records, done, (one, other))
    return done


def unmerge(context: Context, records: Records, party: str, record: str | None, *, by: str, why: str) -> Done:
    """Take a merge back: the records of a party stand apart again, or one of them does.

    Args:
        context: of the command.
        records: of the archive.
        party: its id, or that of one of its records.
        record: the one record that is to stand apart; None takes back all that names and judgements joined.
        by: who says so.
        why: the reason.

    Raises:
        InvalidParameter: an id is unknown, or a name.
        ResolutionError: the record is of another party, or there is nothing to take back.
    """
    cluster = records.cluster(records.find(party))
    out = None if record is None else records.find(record)
    members = records.resolution.members(cluster)
    if out is not None and out not in members:
        raise ResolutionError(f"{out}: is no record of party {cluster}, but of {records.cluster(out)}")
    if len(members) < 2:
        raise ResolutionError(f"{cluster}: is one record alone; there is no merge to take back")
    from graph.resolution.unmerging import taking_apart

    archive = context.archive
    wanted = taking_apart(
        records.index.records(), judgements(archive), read_joins(archive).edges, cluster,
        record=out, by=by, at=exact_now(), why=why,
    )  # fmt: skip
    if not wanted:
        raise ResolutionError(
            f"{cluster}: identifiers hold its {len(members)} records together; `waybill unmerge {cluster} --record ID` "
            "takes one of them out"
        )
    done = Done([judging.judge(archive, one).judgement for one in wanted])
    _follow(context, records, done, members)
    return done


def explained(context: Context, records: Records, one: str, other: str) -> Explained:
    """Say what holds two records together, or apart.

    Raises:
        InvalidParameter: an id is unknown, or a name.
    """
    first, second = records.find(one), records.find(other)
    resolution, said = records.resolution, judgements(context.archive)
    ends = {records.cluster(first), records.cluster(second)}
    links = explain(resolution, first, second)
    return Explained(
        one=first,
        other=second,
        party=records.cluster(first) if len(ends) == 1 else None,
        chain=[Held(link, scored(records, link)) for link in links or ()],
        between=[] if links is not None else resolution.between(first, second),
        score=None if first == second else scored(records, Edge(first, second, 0.0)),
        judgements=[one for one in said if {records.cluster(one.one), records.cluster(one.other)} <= ends],
        contradictions=_about(resolution, [*resolution.members(min(ends)), *resolution.members(max(ends))]),
    )


def between_json(one: Queued | Forbidden) -> dict[str, Any]:
    """Return what waits or was refused as JSON."""
    if isinstance(one, Queued):
        edge = one.edge
        return {"state": "queued", "one": edge.one, "other": edge.other, "chance": edge.chance, "reason": one.reason}
    link = one.link
    found = {"state": "forbidden", "one": link.one, "other": link.other, "chance": link.chance}
    return found | {"why": link.why, "because": one.because}


def _follow(context: Context, records: Records, done: Done, told: Iterable[str]) -> None:
    """Bring the graph up to date, and see what came of it."""
    from waybill.commands.holdings import build_after

    members = set(told)
    if done.new:
        done.built = build_after(context, quiet=True, trust=True)
    resolution = standing(context.archive, records.index) if done.new else records.resolution
    done.parties = sorted({resolution.clusters.get(record, record) for record in members})
    done.contradictions = _about(resolution, members)


def _about(resolution: Resolution, records: Iterable[str]) -> list[Contradiction]:
    wanted = set(records)
    return [one for one in resolution.contradictions if wanted & set(one.records)]


def _elsewhere(context: Context, records: Records, one: str, other: str) -> str:
    """Name the judgements between other records of the two parties."""
    ends = {records.cluster(one), records.cluster(other)}
    pairs = [
        f"{found.one} {found.other} ({found.words})"
        for found in judgements(context.archive)
        if {records.cluster(found.one), records.cluster(found.other)} == ends
    ]
    return f"; between their parties: {', '.join(pairs)}" if pairs else ""
