"""Prints who is who for a person: what a resolution found, the queue, candidates, judgements and explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.resolution.links import Contradiction, Forbidden, Link, Queued, Reason
from graph.resolution.several import STANDS_FOR_SEVERAL
from graph.resolution.telling import ONE_LIST, TELLS_LITTLE
from queries.latin import with_latin
from queries.name_queue import weight
from queries.records import Records, first_name
from waybill.output import note, one_line, say, shorten, table

if TYPE_CHECKING:
    from graph.resolution.scoring import Score
    from queries.name_queue import Waiting
    from queries.parties import Told
    from waybill.judgement_files import Imported
    from waybill.judging import Done, Explained
    from waybill.resolving import Outcome
    from waybill.screening import Asked, Candidate

FEW = 8  # joins, refusals and contradictions that are printed; --json has all
NAMES = 6  # names of a party in a table
LEAST = 0.005  # chance that is printed as a number
WIDTH = 70  # characters of a name, a list or an address in a table
RULES = {"identifier": "equal identifiers", "judgement": "judgements", "name": "equal names", "edge": "alike names"}
REASONS: dict[Reason, str] = {
    "names": "likely, not certain",
    "weak_bridge": "weak bridge",
    "unsure": "judged unsure",
    "several": STANDS_FOR_SEVERAL,
    "common_name": TELLS_LITTLE,
    "one_list": ONE_LIST,
}


def print_outcome(outcome: Outcome, records: Records) -> None:
    """Print what a resolution did, and what stands."""
    resolution = outcome.resolution
    parties = len(set(resolution.clusters.values()))
    say(f"{outcome.records:,} records of parties are {parties:,} parties", "bold")
    if not outcome.new:
        say("Nothing is new: names and pairs are as they were.")
    _print_blocking(outcome)
    counts: Counter[str] = Counter(link.rule for link in resolution.joined)
    said = ", ".join(f"{counts[rule]:,} by {words}" for rule, words in RULES.items() if counts[rule])
    say(f"joined      {len(resolution.joined):,} records to others" + (f": {said}" if said else ""))
    _links("joined by alike names now", outcome.joined, records)
    say(f"queued      {len(resolution.queued):,} pairs; `waybill resolve queue` shows them")
    say(f"forbidden   {len(resolution.forbidden):,} joins")
    rows = [
        (_name(records, one.link.one), _name(records, one.link.other), one.link.why, one_line(one.because))
        for one in resolution.forbidden[:FEW]
    ]
    if rows:
        table(("one", "other", "would join", "forbidden by"), rows)
    say(f"contradictions  {len(resolution.contradictions):,}")
    print_contradictions(resolution.contradictions, records)
    if outcome.built is not None:
        note(f"graph: {outcome.built.written:,} elements written, {outcome.built.removed:,} removed")
    note(f"{outcome.seconds:,.1f} s")


def _print_blocking(outcome: Outcome) -> None:
    """Print which records changed, and what each rule of blocking gives."""
    if outcome.changes is None or outcome.found is None:
        return
    changes, found = outcome.changes, outcome.found
    say(f"index       {changes.new:,} records new, {changes.changed:,} changed, {changes.gone:,} gone")
    say(
        f"pairs       {found.candidates:,} candidates of {found.records:,} records, {found.compared:,} compared in full"
    )
    table(
        ("rule", "keys", "pairs", "keys too full", "pairs of these", "fullest keys"),
        [
            (
                rule.rule, rule.keys, int(rule.pairs), rule.capped, int(rule.capped_pairs),
                ", ".join(f"{shorten(key, 30)} ({size:,})" for key, size in rule.worst),
            )
            for rule in outcome.rules
        ],
        title="candidate pairs by rule of blocking",
    )  # fmt: skip


def _links(title: str, links: Sequence[Link], records: Records) -> None:
    rows = [(_name(records, one.one), _name(records, one.other), one.why) for one in links[:FEW]]
    if rows:
        more = f", the first {FEW}" if len(links) > FEW else ""
        table(("one", "other", "why"), rows, title=f"{title} ({len(links):,}{more})")


def print_contradictions(found: Sequence[Contradiction], records: Records) -> None:
    """Print what does not fit together, with names."""
    for one in found[:FEW]:
        names = ", ".join(f"{record[:12]} {_name(records, record)}" for record in one.records)
        note(f"{one.rule.replace('_', ' ')}: {one_line(one.message)} ({names})", "yellow")
    if len(found) > FEW:
        note(f"and {len(found) - FEW:,} more, which `waybill resolve --json` lists", None)


def print_queue(waiting: Sequence[Waiting], total: int) -> None:
    """Print the pairs that wait, one after another."""
    for one in waiting:
        effect, edge = one.effect, one.queued.edge
        paths = f"opens {effect.opened:,} and closes {effect.closed:,} paths" if effect.paths else "no path"
        more = f", {one.queued.edges} pairs of records" if one.queued.edges > 1 else ""
        say(f"chance {edge.chance:.2f}, {paths}, {REASONS[one.queued.reason]}{more}", "bold")
        for party, known, record in zip(one.parties, one.told, (edge.one, edge.other), strict=True):
            _print_party(party, known, record)
        _print_reasons(one.score)
        say()
    say(f"{len(waiting):,} of {total:,} pairs; `waybill judge ID ID same|different|unsure --why ...` decides one")


def _print_party(party: str, known: Told | None, record: str) -> None:
    if known is None:
        say(f"  {party}  not in the graph yet")
        return
    mark = "[synthetic] " if known.synthetic else ""
    lists = f"; on {', '.join(shorten(one, WIDTH) for one in known.lists[:3])}" if known.lists else ""
    name, home = with_latin(shorten(known.name, WIDTH)), known.country or "country unknown"
    say(f"  {party}  {mark}{name}, {home}, {known.label}")
    others = [name for name in known.names if name != known.name]
    if others:
        more = f" and {len(others) - NAMES} more" if len(others) > NAMES else ""
        say(f"    also {'; '.join(with_latin(shorten(name, WIDTH)) for name in others[:NAMES])}{more}", "dim")
    by = ", ".join(known.sources) or "unknown"
    say(f"    {known.records:,} records; named by {by}{lists}; the record that fits: {record[:12]}", "dim")


def _print_reasons(score: Score | None) -> None:
    if score is not None and score.reasons:
        table(("what", "detail", "weight"), reasons(score))


def reasons(score: Score) -> list[tuple[str, str, str]]:
    """Return the rows of a table of reasons: weights are log-odds, above zero for."""
    rows = []
    for one in score.reasons:
        value = weight(one.weight)
        rows.append((one.what, shorten(one.detail, WIDTH * 2), value if isinstance(value, str) else f"{value:+.2f}"))
    return rows


def print_candidates(wanted: str, found: Sequence[Candidate]) -> None:
    """Print who a name may be, the likeliest first, each with its reasons."""
    if not found:
        say(f"Nobody here is called anything like {wanted!r}.")
        return
    rows = []
    for one in found:
        known = one.told
        why = "; ".join(f"{what} {detail} {value}" for what, detail, value in reasons(one.score))
        name = "" if known is None else with_latin(shorten(known.name, WIDTH))
        mark = "[synthetic] " if known is not None and known.synthetic else ""
        lists = [] if known is None else [shorten(item, WIDTH) for item in known.lists]
        country = None if known is None else known.country
        printed = " = ".join(map(with_latin, one.score.names)) if one.score.names else ""
        rows.append((_chance(one.score.chance), f"{mark}{name}", printed, country, "; ".join(lists), why, one.party))
    heads = ("chance", "party", "names that fit", "country", "lists", "reasons (weight)", "id")
    table(heads, rows)
    say(f"{len(found):,} candidates for {wanted!r}; `waybill show ID` shows one")


def _chance(chance: float) -> str:
    """A chance in words: a small one is not none."""
    return "<0.01" if chance < LEAST else f"{chance:.2f}"


def print_rows(asked: Sequence[Asked], found: Mapping[int, list[Candidate]], heads: bool) -> None:
    """Print the best candidate of each row of a table of names, a line each."""
    if heads:
        say(f"{'line':>6}  {'chance':<6}  name -> party")
    for row in asked:
        if row.wanted is None:
            continue
        best = found.get(row.line, [])
        if not best:
            say(f"{row.line:>6}  {'':<6}  {shorten(row.wanted.name, WIDTH)} -> nobody")
            continue
        for one in best:
            lists = "".join(f"; {shorten(item, WIDTH)}" for item in one.told.lists[:3]) if one.told else ""
            party = one.party if one.told is None else f"{one.told.name} ({one.told.country or '?'})"
            name = shorten(row.wanted.name, WIDTH)
            chance = _chance(one.score.chance)
            say(f"{row.line:>6}  {chance:<6}  {name} -> {shorten(party, WIDTH)}{lists}  {one.party[:12]}")


def print_done(done: Done, records: Records) -> None:
    """Print what was judged and what came of it."""
    for one in done.judgements:
        again = "" if done.new else " (as before)"
        pair = f"{one.one[:12]} {_name(records, one.one)} | {one.other[:12]} {_name(records, one.other)}"
        say(f"{one.verdict}{again}: {pair}")
    if done.conflict and done.before is not None:
        before = done.before
        note(
            f"{before.by} said {before.verdict} at {before.at}{f' ({one_line(before.why)})' if before.why else ''}; "
            "both stay in the log, the last one counts",
            "yellow",
        )
    count = len(done.parties)
    say(f"they are {'one party' if count == 1 else f'{count:,} parties'}: {', '.join(done.parties[:FEW])}")
    print_contradictions(done.contradictions, records)
    if done.built is not None:
        note(f"graph: {done.built.written:,} elements written, {done.built.removed:,} removed")


def print_explained(found: Explained, records: Records) -> None:
    """Print what holds two records together, or apart."""
    say(f"{found.one}  {_party(records, found.one)}", "bold")
    say(f"{found.other}  {_party(records, found.other)}", "bold")
    if found.one == found.other:
        say("They are one record.")
    elif found.party is not None:
        say(f"They are one party, {found.party}. What holds them together:")
        for held in found.chain:
            say(f"  {_party(records, held.link.one)}  =  {_party(records, held.link.other)}")
            say(f"    {one_line(held.link.why)}", "dim")
            if held.link.rule == "edge":
                _print_reasons(held.score)
    else:
        say("They are two parties.")
        _print_between(found.between, records)
    if found.score is not None:
        say(f"By themselves the two records say: chance {_chance(found.score.chance)}")
        _print_reasons(found.score)
    for one in found.judgements:
        say(f"judged: {one.one[:12]} {one.other[:12]} {one_line(one.words)} at {one.at}")
    print_contradictions(found.contradictions, records)


def _print_between(between: Iterable[Queued | Forbidden], records: Records) -> None:
    empty = True
    for one in between:
        empty = False
        if isinstance(one, Queued):
            edge = one.edge
            pair = f"{_party(records, edge.one)} | {_party(records, edge.other)}"
            say(f"  waits for a person ({REASONS[one.reason]}, chance {edge.chance:.2f}): {pair}")
        else:
            pair = f"{_party(records, one.link.one)} | {_party(records, one.link.other)}"
            say(f"  forbidden: {one_line(one.because)}; {one.link.why} would join {pair}")
    if empty:
        say("  Nothing speaks for taking them for one.")


def print_imported(found: Imported) -> None:
    """Print what came of a file of judgements."""
    from waybill.judgement_files import WHY

    say(f"{len(found.new):,} judgements taken over, {found.known:,} were known; {found.lines:,} lines ({found.form})")
    for one in found.kept_out[:FEW]:
        note(f"line {one.line}: kept out, {WHY[one.why]}: {', '.join(one.ids)}", "yellow")
    if len(found.kept_out) > FEW:
        note(f"and {len(found.kept_out) - FEW:,} more lines kept out, which --json lists", "yellow")


def links_json(links: Iterable[Link], records: Records) -> list[dict[str, Any]]:
    """Return joins as JSON, with a name of each record."""
    held = list(links)
    known = records.index.several(record for one in held for record in (one.one, one.other))
    names = {record: first_name(one) for record, one in known.items()}
    return [
        {
            "one": one.one, "other": one.other, "names": [names.get(one.one), names.get(one.other)],
            "rule": one.rule, "why": one.why, "chance": one.chance,
        }
        for one in held
    ]  # fmt: skip


def _name(records: Records, record: str) -> str:
    return with_latin(shorten(records.name(record), WIDTH))


def _party(records: Records, record: str) -> str:
    held = records.index.record(record)
    if held is None:
        return f"{record[:12]} (gone)"
    return f"{with_latin(shorten(first_name(held), WIDTH))} ({held.country or 'country unknown'})"
