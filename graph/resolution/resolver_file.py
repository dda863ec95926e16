"""Judgements in the form of nomenklatura's resolver file: a JSON array a line, both ways.

[target, source, judgement, score, user, timestamp], and in some versions the time at which it was taken back behind
it. There a cluster has an id of its own that begins with NK- (or one of Wikidata), and only an edge that leads to such
an id joins: so two records that are judged the same are written as two edges to an id made of them. The form has no
place for a reason. Times are UTC without a zone; some stand there with a zone that is cut off.

Source: nomenklatura, nomenklatura/resolver/edge.py (to_line, from_line), identifier.py (pair), resolver.py (decide,
get_canonical, load).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graph.errors import ResolutionError
from graph.model import digest_id
from graph.resolution.judgements import Judgement, judgement

CANONICAL = "NK-"
WORDS = {"same": "positive", "different": "negative", "unsure": "unsure", "undone": "no_judgement"}
VERDICTS = {word: verdict for verdict, word in WORDS.items()}
LEAST, MOST = 6, 7  # cells of a line
TIME = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d:\d\d)?")  # what follows is cut off


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A line that gives no judgement here.

    Attributes:
        line: its number, from 1.
        ids: what it is about.
        why: unknown (an id is of nobody here), alone (nobody else here belongs to the same cluster), suggestion (nobody
            has judged it), withdrawn (taken back there), or contradicts (the same file joins the two).
    """

    line: int
    ids: tuple[str, ...]
    why: str


@dataclass(slots=True)
class Taken:
    """What a file of judgements gives.

    Attributes:
        judgements: on records that are here, by time.
        kept_out: lines that give none, by number.
        lines: how many there are.
    """

    judgements: list[Judgement] = field(default_factory=list)
    kept_out: list[KeptOut] = field(default_factory=list)
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Edge:
    line: int
    ids: tuple[str, str]
    verdict: str
    score: float | None
    by: str
    at: str
    gone: bool


def written(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield the lines of a resolver file, by time; the last judgement on each pair is expected.

    Args:
        judgements: those taken back are written as no_judgement.
    """
    for one in sorted(judgements, key=lambda one: (one.at, one)):
        if one.verdict == "same":
            cluster = CANONICAL + digest_id("resolver file", one.one, one.other)[:22]
            pairs = [(cluster, one.one), (cluster, one.other)]
        else:
            pairs = [(one.other, one.one)]  # the larger id is the target
        for target, source in pairs:
            yield json.dumps([target, source, WORDS[one.verdict], None, one.by, _written_time(one.at)])


def read(lines: Iterable[str], known: Callable[[str], str | None], place: str) -> Taken:
    """Read a resolver file.

    Args:
        lines: of the file; empty ones are passed over.
        known: the record that an id stands for, or None where it is of nobody here.
        place: named in errors.

    Raises:
        ResolutionError: a line is none of such a file.
    """
    edges = [_edge(number, line, place) for number, line in enumerate(lines, start=1) if line.strip()]
    taken = Taken(lines=len(edges))
    groups = _Groups(known)
    for edge in edges:
        if edge.verdict == "same" and not edge.gone:
            groups.join(edge)
    for edge in edges:
        _take(edge, groups, known, taken)
    for found in groups.stars():
        taken.judgements += found
    taken.judgements.sort(key=lambda one: (one.at, one))
    return taken


def _take(edge: _Edge, groups: _Groups, known: Callable[[str], str | None], taken: Taken) -> None:
    """Put what one line says among the judgements, or among what is kept out."""
    why = None
    records = [known(one) or groups.speaker(one) for one in edge.ids]
    one, other = records
    if edge.gone:
        why = "withdrawn"
    elif edge.verdict == "undone" and edge.score is not None:
        why = "suggestion"
    elif edge.verdict == "same" and not all(map(known, edge.ids)):  # a line of a cluster: see _Groups.stars
        members = groups.members(edge.ids[0])
        why = "unknown" if not members else "alone" if len(members) == 1 else None
    elif one is None or other is None:
        why = "unknown"
    elif one == other:
        why = "contradicts"
    else:
        taken.judgements.append(judgement(one, other, edge.verdict, by=edge.by, at=edge.at))
    if why is not None:
        taken.kept_out.append(KeptOut(edge.line, edge.ids, why))


@dataclass(slots=True)
class _Groups:
    """Ids that are of nobody here, such as those of clusters, with the records that they hold together."""

    known: Callable[[str], str | None]
    _parent: dict[str, str] = field(default_factory=dict)
    _members: dict[str, dict[str, _Edge]] = field(default_factory=dict)  # by one id of a group: record -> latest line

    def join(self, edge: _Edge) -> None:
        """Take a positive line."""
        one, other = edge.ids
        mine, theirs = self.known(one), self.known(other)
        if mine is not None and theirs is not None:
            return
        if mine is None and theirs is None:
            keep, drop = sorted((self._root(one), self._root(other)))
            if keep != drop:
                self._parent[drop] = keep
                for record, line in self._members.pop(drop, {}).items():
                    self._add(keep, record, line)
            return
        self._add(self._root(one if mine is None else other), mine or theirs or "", edge)

    def members(self, identifier: str) -> dict[str, _Edge]:
        """Return the records of the group that an id belongs to, each with the line that says so."""
        if self.known(identifier) is None:
            return self._members.get(self._root(identifier), {})
        return {}

    def speaker(self, identifier: str) -> str | None:
        """Return the record that stands for a group; None where it has none."""
        return min(self.members(identifier), default=None)

    def stars(self) -> Iterator[list[Judgement]]:
        """Yield what holds each group together: its smallest record is the same as each other one."""
        for _, members in sorted(self._members.items()):
            first, *others = sorted(members)
            yield [_both(members[first], members[one], first, one) for one in others]

    def _add(self, root: str, record: str, line: _Edge) -> None:
        held = self._members.setdefault(root, {})
        if record not in held or line.at > held[record].at:
            held[record] = line

    def _root(self, one: str) -> str:
        while (above := self._parent.get(one, one)) != one:
            one = above
        return one


def _both(mine: _Edge, theirs: _Edge, one: str, other: str) -> Judgement:
    """Make a judgement of two lines that lead to one cluster: the later one said it."""
    later = max(mine, theirs, key=lambda edge: (edge.at, edge.line))
    return judgement(one, other, "same", by=later.by, at=later.at)


def _edge(number: int, line: str, place: str) -> _Edge:
    """Read a line.

    Raises:
        ResolutionError: it is none of a resolver file.
    """
    try:
        cells: Any = json.loads(line)
    except ValueError as error:
        raise ResolutionError(f"{place}, line {number}: must be JSON, one array a line ({error})") from error
    if not isinstance(cells, list) or not LEAST <= len(cells) <= MOST:
        raise ResolutionError(
            f"{place}, line {number}: must be [target, source, judgement, score, user, timestamp], got {line[:80]!r}"
        )
    target, source, word, score, user, at = cells[:LEAST]
    if not all(isinstance(one, str) and one.split() == [one] for one in (target, source)):
        raise ResolutionError(f"{place}, line {number}: target and source must be ids, got {[target, source]!r}")
    if target == source:
        raise ResolutionError(f"{place}, line {number}: target and source are one id, {target!r}")
    if not isinstance(word, str) or word not in VERDICTS:
        raise ResolutionError(f"{place}, line {number}: judgement must be one of {', '.join(VERDICTS)}, got {word!r}")
    if not (score is None or (isinstance(score, (int, float)) and not isinstance(score, bool))):
        raise ResolutionError(f"{place}, line {number}: score must be a number or null, got {score!r}")
    if not (user is None or isinstance(user, str)):
        raise ResolutionError(f"{place}, line {number}: user must be text or null, got {user!r}")
    gone = len(cells) == MOST and cells[LEAST] is not None
    return _Edge(number, (target, source), VERDICTS[word], score, user or "unknown", _time(at, number, place), gone)


def _time(text: object, number: int, place: str) -> str:
    """Return a time as decisions have it.

    Raises:
        ResolutionError: it is none.
    """
    found = TIME.match(text) if isinstance(text, str) else None
    try:
        if found is None:
            raise ValueError
        zone = (found[2] or "Z").replace("+00:00", "Z")
        day = datetime.fromisoformat(found[1] + zone)
        return f"{found[1].replace(' ', 'T')}+00:00" if zone == "Z" else day.astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise ResolutionError(f"{place}, line {number}: timestamp must be a time in UTC, got {text!r}") from error


def _written_time(at: str) -> str:
    return at.removesuffix("+00:00")
