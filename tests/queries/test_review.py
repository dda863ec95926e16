"""What a decision would change, against a count by brute force. All firms are invented."""

from __future__ import annotations

import random
from collections.abc import Iterable

from graph.archive import Archive, Decision, now
from graph.build import build
from graph.model import Claim, Relationship, replace
from graph.projection import Elements, project
from graph.reviews import reviewed
from graph.settings import Settings
from graph.store import Store
from queries.question import PathQuery
from queries.review import Effect, effects
from tests.support.samples import country, firm, group, put_table, put_text, transfer

QUERY = PathQuery.make(from_="CN", to="RU")
INNER = ("Company", "Person", "PublicBody")
SENDERS = [firm("Alder Works", "CN"), firm("Birch Optics", "CN"), group("Chinese dealers", "CN")]
MIDDLE = [firm("Cedar Trade", "TR"), firm("Dogwood Cargo", "TR"), firm("Elm Depot", "KZ")]
ENDS = [firm("Fir Plant", "RU"), firm("Gorse Yard", "RU"), country("RU")]
MODALITIES = ["asserted", "asserted", "reported", "alleged", "planned", "denied"]
Paths = set[tuple[tuple[str, ...], bool]]


def random_claims(draw: random.Random, count: int) -> list[Claim]:
    found = []
    for _ in range(count):
        start, stop = draw.choice([(SENDERS, MIDDLE), (MIDDLE, MIDDLE), (MIDDLE, ENDS), (SENDERS, ENDS)])
        supplier, recipient = draw.choice(start), draw.choice(stop)
        if supplier != recipient:
            goods = draw.choice(["drone parts", "drone parts", "machine tools"])
            found.append(transfer(supplier, recipient, goods, modality=draw.choice(MODALITIES)))
    return found


def paths(elements: Elements) -> Paths:
    """All paths from China to Russia as their ties, each once, and once more where all legs are accepted."""
    ties = [one for one in elements.relationships.values() if one.type == "SUPPLIED"]
    found: Paths = set()
    waiting: list[tuple[Relationship, ...]] = [(tie,) for tie in ties if "CN" in tie.properties["from_countries"]]  # type: ignore[operator]
    while waiting:
        chain = waiting.pop()
        last = chain[-1]
        if "RU" in last.properties["to_countries"]:  # type: ignore[operator]
            key = tuple(str(tie.properties["waybill_id"]) for tie in chain)
            found.add((key, False))
            if all(tie.properties["standing"] == "accepted" for tie in chain):
                found.add((key, True))
        seen = {chain[0].start, *(tie.end for tie in chain)}
        if len(chain) < QUERY.max_hops and last.end[0] in INNER:
            waiting += [
                (*chain, tie)
                for tie in ties
                if tie.start == last.end
                and tie.end not in seen
                and tie.properties["goods_id"] == last.properties["goods_id"]
            ]
    return found


def by_brute_force(archive: Archive, claim: str) -> int:
    """How many paths come, go or become accepted when a claim is accepted or rejected."""
    before, changed = paths(project(archive).elements), set()
    for verdict in ("accepted", "rejected"):
        archive.decide(Decision("review", claim, verdict, "tester", now()))
        changed |= {key for key, _ in before ^ paths(project(archive).elements)}
        archive.decide(Decision("review", claim, "undone", "tester", now()))
    return len(changed)


def decide(archive: Archive, claims: Iterable[str], verdict: str) -> None:
    for claim in claims:
        archive.decide(Decision("review", claim, verdict, "tester", now()))


def measured(settings: Settings, store: Store, claims: list[str]) -> dict[str, Effect]:
    build(settings, store)
    found, cut = effects(store, QUERY, claims)
    assert not cut
    return found


def test_the_first_of_thirty_changes_as_many_paths_as_any(settings: Settings, store: Store) -> None:
    archive, draw = Archive(settings.archive_dir), random.Random(1)
    for name in ("a.txt", "b.txt", "c.txt"):
        put_text(archive, name, random_claims(draw, 16))
    put_table(archive, "rows.csv", [transfer(SENDERS[0], MIDDLE[0]), transfer(MIDDLE[0], ENDS[0])])
    everything = [one.id for one in reviewed(archive)]
    draw.shuffle(everything)
    decide(archive, everything[30:34], "accepted")
    decide(archive, everything[34:36], "rejected")
    thirty = everything[:30]
    found = measured(settings, store, thirty)
    counted = {claim: by_brute_force(archive, claim) for claim in thirty}
    assert len(set(counted.values())) > 3
    first = min(thirty, key=lambda claim: (found[claim].order, claim))
    assert counted[first] == max(counted.values())
    assert {claim: effect.paths for claim, effect in found.items()} == counted


def test_what_contradicts_and_who_is_new_comes_next(settings: Settings, store: Store) -> None:
    archive = Archive(settings.archive_dir)
    known, new = firm("Cedar Trade", "TR"), firm("Hazel Lab", "TR")
    plain = transfer(known, firm("Elm Depot", "KZ"))
    put_text(archive, "a.txt", [plain, transfer(known, firm("Elm Depot", "KZ"), "machine tools")])
    put_text(archive, "b.txt", [replace(plain, modality="denied"), transfer(known, new, "machine tools")])
    ids = [one.id for one in reviewed(archive)]
    said = {one.id: (one.claim.modality, one.claim.recipient) for one in reviewed(archive)}
    found = measured(settings, store, ids)
    effect = {said[claim]: one for claim, one in found.items()}
    assert {(one.paths, one.opened, one.closed) for one in found.values()} == {(0, 0, 0)}
    assert effect["denied", plain.recipient].conflicts == 1
    assert effect["asserted", new] == Effect(parties=1)
    order = sorted(ids, key=lambda claim: found[claim].order)
    assert [found[claim].conflicts for claim in order] == [1, 1, 0, 0]
    assert said[order[2]] == ("asserted", new)


def test_a_claim_of_no_graph_changes_nothing(settings: Settings, store: Store) -> None:
    archive = Archive(settings.archive_dir)
    put_text(archive, "a.txt", [transfer(SENDERS[0], ENDS[0])])
    assert measured(settings, store, ["0" * 32]) == {"0" * 32: Effect()}
