"""Clusters records: what is certain, what people say, and what the names say, in this order.

1. Equal identifiers. 2. Judgements "same", the earlier first. 3. Equal main names that tell enough
(graph.resolution.telling). 4. Edges that join, by falling chance, then ids. 5. Equal names of which one is an alias.
Nothing but a person joins clusters with contradicting identifiers, and nothing at all those of which two records are
judged different. Judged unsure, they wait; so do names under which one list enters two, and names that leave open who
is meant. Where several records share an identifier or a name and two of them are judged different, whoever matches both
of these is left out: nobody can say which one is meant. The result is a function of the set of records, judgements and
edges: no order of loading changes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from graph.resolution.edges import Edge, in_order
from graph.resolution.exact import FAMILIES, PartyRecord, differing, distinguishing, family, identifiers, name_keys
from graph.resolution.identifiers import kind_of
from graph.resolution.judgements import Judgement, standing, unfit
from graph.resolution.links import Contradiction, Forbidden, Link, Queued, Reason, Resolution
from graph.resolution.telling import entered_as
from graph.resolution.unclear import Bucket, Key, Unclear, entered_under, longer_first

EVEN = 0.5  # chance of a pair of which nothing is known but a name that several parties have
GROUP = 3  # records of a cluster from which on a lone edge to another such one waits for a person


def resolve(
    records: Iterable[PartyRecord], judgements: Iterable[Judgement] = (), edges: Iterable[Edge] = ()
) -> Resolution:
    """Cluster records.

    Args:
        records: each record id once; the order does not matter.
        judgements: of people; the last on a pair counts.
        edges: what alike names say; those on unknown records are nothing.
    """
    ordered = sorted(records, key=lambda record: record.record)
    held = {record.record: found for record in ordered if record.ids and (found := identifiers(record))}
    clusters = _Clusters(ordered, held)
    by_id = clusters.judged(ordered, standing(judgements))
    for key, same in _buckets(ordered, lambda record: _identifier_keys(record, held)):
        clusters.join_identifiers([record.record for record in same], f"{key[1]} {key[2]}")
    clusters.join_judged(by_id)
    clear = []
    for key, same in sorted(_buckets(ordered, _name_keys), key=longer_first):
        if not clusters.unclear.open(key[1], same, clusters.one_party):
            clear.append((key, same))
            clusters.join_names(entered_under(key[1], same), _name_words(key, same))
    known = [edge for edge in edges if edge.one in clusters.parent and edge.other in clusters.parent]
    if known:
        families = {record.record: family(record) for record in ordered}
        known = [edge for edge in known if families[edge.one] == families[edge.other]]
    left = clusters.join_edges(sorted(known, key=lambda edge: (-edge.chance, edge.one, edge.other)))
    for key, same in clear:
        clusters.join_names([record.record for record in same], _name_words(key, same))
    clusters.wait(left)
    return clusters.found()


class _Clusters:
    """Disjoint sets of records that refuse to join what is apart."""

    def __init__(self, records: Sequence[PartyRecord], held: dict[str, dict[str, set[str]]]) -> None:
        self.parent = {record.record: record.record for record in records}
        self.ids = {record: distinguishing(found) for record, found in held.items()}  # of clusters with identifiers
        self.apart: dict[str, dict[str, Judgement]] = {}  # cluster -> record judged different or unsure -> by whom
        self.joined: list[Link] = []
        self.forbidden: list[Forbidden] = []
        self.queued: list[Queued] = []
        self.contradictions: list[Contradiction] = []
        self.unclear = Unclear()
        self.entries = {
            one.record: {one.listed: {entered_as(one.main)}}
            for one in records
            if one.listed and one.main and one.kind in FAMILIES
        }  # cluster -> list -> the names under which it enters it
        for record, found in held.items():
            for kind, values in sorted(found.items()):
                if len(values) > 1 and kind_of(kind).one:
                    message = f"has several {kind}: {', '.join(sorted(values))}; who has none of them is kept apart"
                    self.contradictions.append(Contradiction("identifiers_in_record", (record,), message))

    def find(self, record: str) -> str:
        root = record
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[record] != root:
            self.parent[record], record = root, self.parent[record]
        return root

    def contradict(self, one: str, other: str) -> str | None:
        """Return in words by which identifiers two clusters contradict each other."""
        mine, theirs = self.ids.get(self.find(one)), self.ids.get(self.find(other))
        kind = differing(mine, theirs) if mine and theirs else None
        if kind is None or mine is None or theirs is None:
            return None
        return f"{kind} {' '.join(sorted(mine[kind]))} against {' '.join(sorted(theirs[kind]))}"

    def one_party(self, one: str, other: str) -> bool:
        return self.find(one) == self.find(other)

    def entered_apart(self, one: str, other: str) -> bool:
        """Whether one list enters two clusters under different names."""
        mine, theirs = self.entries.get(self.find(one)), self.entries.get(self.find(other))
        if mine is None or theirs is None or mine is theirs:
            return False
        return any(listed in theirs and names.isdisjoint(theirs[listed]) for listed, names in mine.items())

    def judged_apart(self, one: str, other: str, *, unsure: bool = True) -> Judgement | None:
        """Return the judgement that keeps two clusters apart: a "different" before an "unsure"."""
        mine, theirs = self.find(one), self.find(other)
        if mine not in self.apart or theirs not in self.apart:
            return None
        if len(self.apart[mine]) > len(self.apart[theirs]):
            mine, theirs = theirs, mine
        found = [judged for record, judged in self.apart[mine].items() if self.find(record) == theirs]
        found = [judged for judged in found if unsure or judged.verdict == "different"]
        return min(found, key=lambda judged: (judged.verdict, judged), default=None)

    def join(self, link: Link) -> None:
        keep, drop = sorted((self.find(link.one), self.find(link.other)))
        if keep == drop:
            return
        self.joined.append(link)
        self.parent[drop] = keep
        for kind, values in self.ids.pop(drop, {}).items():
            self.ids.setdefault(keep, {})[kind] = self.ids.get(keep, {}).get(kind, set()) | values
        if drop in self.apart:
            self.apart.setdefault(keep, {}).update(self.apart.pop(drop))
        for listed, names in self.entries.pop(drop, {}).items():
            mine = self.entries.setdefault(keep, {})
            mine[listed] = mine.get(listed, set()) | names

    def forbid(self, link: Link, because: str) -> None:
        self.forbidden.append(Forbidden(link, because))

    # People

    def judged(self, records: Sequence[PartyRecord], judgements: Sequence[Judgement]) -> list[Judgement]:
        """Take in what is judged apart, and return what is judged the same."""
        named = {record for judged in judgements for record in (judged.one, judged.other)}
        known = {record.record: record for record in records if record.record in named} if named else {}
        same = []
        for judged in judgements:
            pair = judged.one, judged.other
            gone = [record for record in pair if record not in known]
            if gone:
                message = f"is {judged.words}, but {' and '.join(gone)} is gone; the judgement has no effect"
                self.contradictions.append(Contradiction("record_gone", pair, message))
            elif judged.verdict != "same":
                self.apart.setdefault(judged.one, {})[judged.other] = judged
                self.apart.setdefault(judged.other, {})[judged.one] = judged
            elif (words := unfit(known[judged.one], known[judged.other])) is not None:
                message = f"is {judged.words}, but {words}; the judgement has no effect"
                self.contradictions.append(Contradiction("kinds_differ", pair, message))
            else:
                same.append(judged)
        return sorted(same, key=lambda judged: (judged.at, judged))

    def join_judged(self, same: Iterable[Judgement]) -> None:
        """Join what is judged the same; only another judgement is in its way."""
        for judged in same:
            pair = judged.one, judged.other
            link = Link(*pair, "judgement", judged.words)
            against = self.judged_apart(*pair, unsure=False)
            if against is not None:
                self.forbid(link, against.words)
                records = tuple(dict.fromkeys((*pair, against.one, against.other)))
                message = (
                    f"{judged.one} and {judged.other} are {judged.words}, but that makes one of {against.one} and "
                )
                message += f"{against.other}, which are {against.words}"
                self.contradictions.append(Contradiction("same_against_different", records, message))
                continue
            if self.find(judged.one) != self.find(judged.other) and (words := self.contradict(*pair)):
                message = f"are {judged.words}, though their identifiers contradict: {words}"
                self.contradictions.append(Contradiction("identifiers_joined", pair, message))
            self.join(link)

    # What is certain

    def join_identifiers(self, same: Sequence[str], words: str) -> None:
        """Join the holders of one identifier, save those that another one keeps apart from the first."""
        if self._judged_among(same):
            self._join_disputed(same, lambda one, other: Link(one, other, "identifier", words))
            return
        first = same[0]
        for other in same[1:]:
            self._join_unless(Link(first, other, "identifier", words))

    def join_names(self, same: Sequence[str], words: str) -> None:
        """Join the holders of one name, unless they are known to be several: then nobody can say which one is meant."""
        holders = self._one_of_each(same)
        known = [record for record in holders if self.find(record) in self.ids]
        several = next((pair for pair in combinations(known, 2) if self.contradict(*pair)), None)
        if several is not None:
            self.forbid(Link(*several, "name", words), self.contradict(*several) or "")
            holders = [record for record in holders if self.find(record) not in self.ids]
        listed = [record for record in holders if self.find(record) in self.entries]
        if apart := [pair for pair in combinations(listed, 2) if self.entered_apart(*pair)]:
            self.unclear.entered_apart(apart, holders)
            return
        if self._judged_among(holders):
            self._join_disputed(holders, lambda one, other: Link(one, other, "name", words))
            return
        for other in holders[1:]:
            self.join(Link(holders[0], other, "name", words))

    def _join_unless(self, link: Link) -> bool:
        """Join two clusters unless their identifiers contradict each other."""
        if (words := self.contradict(link.one, link.other)) is not None:
            if self.find(link.one) != self.find(link.other):
                self.forbid(link, words)
            return False
        self.join(link)
        return True

    def _one_of_each(self, same: Iterable[str]) -> list[str]:
        """Return one record of each cluster, in the order of the clusters."""
        roots: dict[str, str] = {}
        for record in same:
            roots.setdefault(self.find(record), record)
        return [roots[root] for root in sorted(roots)]

    def _judged_among(self, same: Iterable[str]) -> bool:
        """Whether two of some records, or of their clusters, are judged different or unsure."""
        if not self.apart:
            return False
        roots = {self.find(record) for record in same}
        return any(self.find(record) in roots for root in roots & self.apart.keys() for record in self.apart[root])

    def _join_disputed(self, same: Iterable[str], link: Callable[[str, str], Link]) -> None:
        """Join those of which no two are judged different, save whoever matches two that are."""
        holders = self._one_of_each(same)
        marked = [record for record in holders if self.find(record) in self.apart]
        between = {pair: judged for pair in combinations(marked, 2) if (judged := self.judged_apart(*pair)) is not None}
        blocked: dict[str, set[str]] = defaultdict(set)
        for (one, other), judged in between.items():
            self.forbid(link(one, other), judged.words)
            blocked[one].add(other)
            blocked[other].add(one)
        unclear = set()
        for (one, other), judged in between.items():
            for record in holders:
                if record in (one, other) or blocked[record] & {one, other}:
                    continue
                unclear.add(record)
                message = f"{record} matches {one} and {other} ({link(record, one).why}), which are {judged.words}"
                self.contradictions.append(Contradiction("matches_both", (record, one, other), message))
        groups: list[list[str]] = []
        for record in holders:
            if record in unclear:
                continue
            mine = next((group for group in groups if record not in blocked[group[0]]), None)
            if mine is None:
                groups.append([record])
            else:
                mine.append(record)
        if not any(blocked[record] & unclear for record in unclear):
            groups.append([record for record in holders if record in unclear])
        for group in groups:
            for other in group[1:]:
                self._join_unless(link(group[0], other))

    # What the names say

    def join_edges(self, edges: Sequence[Edge]) -> list[tuple[Edge, Reason]]:
        """Join along edges, the likeliest first, and return those that join nobody, with the reason."""
        self.near: dict[str, list[str]] = defaultdict(list)
        for edge in edges:
            self.near[edge.one].append(edge.other)
            self.near[edge.other].append(edge.one)
        self.members: dict[str, list[str]] = defaultdict(list)
        for record in self.parent:
            self.members[self.find(record)].append(record)
        left: list[tuple[Edge, Reason]] = []
        for edge in edges:
            if self.find(edge.one) == self.find(edge.other):
                continue
            if self.unclear.between(edge.one, edge.other):
                left.append((edge, "several"))
            elif self.entered_apart(edge.one, edge.other):
                left.append((edge, "one_list"))
            elif not edge.joins or self._refused(edge):
                left.append((edge, self.unclear.reason(edge.one, edge.other)))
            elif self._weak(edge):
                left.append((edge, "weak_bridge"))
            else:
                self._join_edge(edge)
        return left

    def _join_edge(self, edge: Edge) -> None:
        keep, drop = sorted((self.find(edge.one), self.find(edge.other)))
        self.join(_link(edge))
        some, others = sorted((self.members[keep], self.members.pop(drop)), key=len)
        others.extend(some)
        self.members[keep] = others

    def _refused(self, edge: Edge) -> bool:
        pair = edge.one, edge.other
        return self.judged_apart(*pair) is not None or self.contradict(*pair) is not None

    def _weak(self, edge: Edge) -> bool:
        """Whether it is the only edge between two clusters of several records each."""
        some, others = sorted((self.members[self.find(end)] for end in (edge.one, edge.other)), key=len)
        if len(some) < GROUP:
            return False
        target = self.find(others[0])
        found = (other for record in some for other in self.near.get(record, ()) if self.find(other) == target)
        return len(list(found)) == 1

    def wait(self, left: Iterable[tuple[Edge, Reason]]) -> None:
        """Say of each edge that joined nobody why, once all clusters are made; of two clusters the likeliest waits."""
        waiting: dict[tuple[str, str], Queued] = {}
        for edge, reason in left:
            one, other = sorted((self.find(edge.one), self.find(edge.other)))
            if one == other:
                continue
            judged = self.judged_apart(one, other)
            if judged is not None and judged.verdict == "different":
                self.forbid(_link(edge), judged.words)
                if {judged.one, judged.other} != {edge.one, edge.other} and edge.joins:
                    self._matches_both(edge, judged)
            elif judged is None and (words := self.contradict(one, other)) is not None:
                self.forbid(_link(edge), words)
            elif (one, other) in waiting:
                known = waiting[one, other]
                waiting[one, other] = Queued(known.edge, _stronger(known.reason, reason), known.edges + 1)
            else:
                waiting[one, other] = Queued(edge, reason if judged is None else "unsure")
        self.queued = list(waiting.values())
        for one, other, reason in self.unclear:
            ends = self.find(one), self.find(other)
            apart = self.judged_apart(*ends) is not None or self.contradict(*ends) is not None
            if ends[0] != ends[1] and not apart and in_order(*ends) not in waiting:
                waiting[in_order(*ends)] = Queued(Edge(one, other, EVEN), reason)
                self.queued.append(waiting[in_order(*ends)])

    def _matches_both(self, edge: Edge, judged: Judgement) -> None:
        records = tuple(dict.fromkeys((edge.one, edge.other, judged.one, judged.other)))
        message = f"{edge.one} matches {edge.other} (names {edge.chance:.2f}), but that makes one of {judged.one} and "
        message += f"{judged.other}, which are {judged.words}"
        self.contradictions.append(Contradiction("matches_both", records, message))

    def found(self) -> Resolution:
        """Return what was found; a link that was refused and then made by another one is not forbidden."""
        clusters = {record: self.find(record) for record in self.parent}
        forbidden: dict[tuple[str, str, str], Forbidden] = {}  # of several equal names of two records one is enough
        for item in sorted(
            self.forbidden,
            key=lambda item: (*in_order(item.link.one, item.link.other), item.link.rule, item.link.detail),
        ):
            if clusters[item.link.one] != clusters[item.link.other]:
                forbidden.setdefault((*in_order(item.link.one, item.link.other), item.link.rule), item)
        return Resolution(
            clusters, self.joined, self.queued, list(forbidden.values()), sorted(set(self.contradictions))
        )


def _link(edge: Edge) -> Link:
    return Link(edge.one, edge.other, "edge", "", edge.chance)


def _stronger(one: Reason, other: Reason) -> Reason:
    """Return what more is said of two clusters by: that they would join, were the bridge not weak or the name clear."""
    return other if one == "names" else one


def _name_words(key: Key, same: Sequence[PartyRecord]) -> str:
    return f"'{key[1]}' " + (f"and born on {key[2]}" if same[0].kind == "person" else f"in {key[2]}")


def _buckets(records: Iterable[PartyRecord], keys: Callable[[PartyRecord], Iterable[Key]]) -> Iterator[Bucket]:
    """Yield the records that share a key, by key."""
    found: dict[Key, list[PartyRecord]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    for key in sorted(key for key, same in found.items() if len(same) > 1):
        yield key, found[key]


def _identifier_keys(record: PartyRecord, held: dict[str, dict[str, set[str]]]) -> Iterator[Key]:
    if record.record in held:
        own = family(record)
        yield from ((own, kind, value) for kind, values in held[record.record].items() for value in values)


def _name_keys(record: PartyRecord) -> Iterator[Key]:
    if found := name_keys(record):
        own = family(record)
        yield from ((own, *key) for key in found)
