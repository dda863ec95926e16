"""Prints supply paths and passages for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.reference import hs
from waybill.output import one_line, say, shorten

if TYPE_CHECKING:
    from queries.path_answer import PathAnswer
    from queries.supply import End, EvidenceItem, Leg, Measure, Path

LABELS_SHOWN = 8
NEAREST_PATHS = 3
NEAREST_STATEMENTS = 5
PASSAGES = 3  # beside a leg; `waybill evidence` prints all
QUOTE = 600
INVENTED = "INVENTED DATA (synthetic): these firms do not exist; the paths show how a trade table reads."


def print_answer(answer: PathAnswer, evidence: bool) -> None:
    """Print an answer: what was searched, real paths, invented ones apart, and the nearest where there is none.

    Args:
        answer: of `queries.chains.supply_paths`.
        evidence: whether the passages stand beside each leg.
    """
    _searched(answer)
    for path in answer.real:
        print_path(path, evidence)
    if not answer.real:
        say()
        none = "No path" if answer.new_since is None else "No new path"
        say(f"{none} in real sources." if answer.invented else f"{none}.", "bold")
    if answer.invented:
        say()
        say(INVENTED, "yellow")
        for path in answer.invented:
            print_path(path, evidence)
    if answer.nearest:
        _nearest(answer)
    if answer.missing:
        say()
        say("One leg that nobody tells would close a path, each of these alone:", "bold")
        for leg in answer.missing:
            say(f" - {'[synthetic] ' if leg.synthetic else ''}{one_line(leg.text)}")
    if answer.missing_cut:
        say("Not all missing legs were looked for: there may be more, and likelier ones.", "yellow")


def _searched(answer: PathAnswer) -> None:
    done = answer.searched
    if done.goods is not None:
        labels = [label for texts in done.goods.labels.values() for label in texts if label != done.goods.label]
        also = f" ({', '.join(labels[:LABELS_SHOWN])})" if labels else ""
        codes = f"; {hs.EDITION}: {', '.join(done.goods.codes)}" if done.goods.codes else ""
        codes += f"; before 2022: {', '.join(done.goods.earlier)}" if done.goods.earlier else ""
        say(f"goods: {done.goods.label}{also}{codes}")
    dates = "any date" if done.start is None and done.end is None else dates_of(done.start, done.end)
    hs_code = f"HS {answer.query.hs}" if answer.query.hs else ""
    kinds = " and ".join(filter(None, ("these goods" if done.goods is not None else "", hs_code))) or "any goods"
    say(
        f"searched: up to {done.hops} legs, {kinds}, {dates}, {done.standing}, {done.ties:,} ties with {done.claims:,} "
        f"claims of {done.sources:,} sources in {done.documents:,} documents",
        "dim",
    )
    if answer.view is not None:
        say(f"searched {answer.view.text}")
    if answer.new_since is not None:
        say(f"only paths that were not there as known on {answer.new_since}")
    for code, others in done.not_included:
        say(f"{code} does not include {', '.join(others)}; unite with {code},{others[0]}", "dim")
    if done.cut:
        say("The search was cut by its limit: there may be more.", "yellow")


def print_path(path: Path, evidence: bool) -> None:
    """Print one path with its legs in order."""
    mark = "[synthetic] " if path.synthetic else ""
    chain = chain_of(path)
    sources = "1 independent source" if path.sources == 1 else f"{path.sources} independent sources"
    doubts = [path.standing, path.modality, sources]
    doubts += [] if path.possible == "possible" else [f"in time: {path.possible}"]
    doubts += ["disputed"] if path.disputed else []
    say()
    say(f"{path.rank}. {mark}{chain}", "bold")
    say(f"   {', '.join(doubts)}")
    for number, leg in enumerate(path.legs, start=1):
        _leg(leg, number if len(path.legs) > 1 else None, path.from_basis if number == 1 else None, evidence)
        for meeting in path.meetings:
            if meeting.after == number:
                say(f"      goes on, though nobody says so: {one_line(meeting.text)}", "yellow")
    if path.criteria:
        said = (f"{one.name} {one.verdict}{'' if one.counts else ' (not asked)'}" for one in path.criteria)
        say(f"   where legs meet: {', '.join(said)}", "dim")
    if path.reasons:
        say(f"   why here: {'; '.join(path.reasons)}", "dim")
    say(f"   path {path.id}", "dim")


def _leg(leg: Leg, number: int | None, basis: str | None, evidence: bool) -> None:
    name = f"leg {number}: " if number else ""
    parts = [leg.goods + (f" (HS {leg.hs6})" if leg.hs6 and leg.hs6 not in leg.goods else "")]
    parts += [amount_of(leg.quantity)] if leg.quantity else []
    parts += [f"{leg.weight_kg:,.0f} kg"] if leg.weight_kg else []
    parts += [amount_of(leg.value)] if leg.value else []
    parts += [f"via {', '.join(leg.via)}"] if leg.via else []
    parts += [dates_of(leg.start, leg.end)]
    parts += [f"declared as {leg.declared_as}"] if leg.declared_as else []
    say(f"   {name}{end_of(leg.supplier)} supplied {end_of(leg.recipient)}: {'; '.join(map(one_line, parts))}")
    counts = ", ".join(f"{count} {modality}" for modality, count in leg.modality_counts)
    origin = f"; sender's country from {basis}" if basis and basis != "supplier" else ""
    facts = f"{leg.facts_count} {'fact' if leg.facts_count == 1 else 'facts'}"
    say(f"      {leg.standing}; {facts}; claims: {counts or leg.claims}; sources: {leg.sources}{origin}", "dim")
    if evidence:
        print_evidence(both_sides(leg.evidence), indent=6)
        if len(leg.evidence) > PASSAGES:
            say(f"      {len(leg.evidence) - PASSAGES} more: waybill evidence {leg.id}", "dim")


def both_sides(items: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    """Return the first passages of some, and where somebody denies what they say, a denial as the last of them."""
    shown = list(items[:PASSAGES])
    denial = next((item for item in items if item.modality == "denied"), None)
    return [*shown[: PASSAGES - 1], denial] if denial is not None and denial not in shown else shown


def _nearest(answer: PathAnswer) -> None:
    say()
    say("The nearest that was found:", "bold")
    for near in answer.nearest:
        say(f" - {near.text}")
        for path in near.paths[:NEAREST_PATHS]:
            chain = chain_of(path)
            goods = ", ".join(dict.fromkeys(leg.goods for leg in path.legs))
            mark = "[synthetic] " if path.synthetic else ""
            say(f"     {mark}{chain}: {goods} (path {path.id})", "dim")
        for fact in near.facts[:NEAREST_STATEMENTS]:
            _statement(fact)
        if len(near.facts) > NEAREST_STATEMENTS:
            say(f"     {len(near.facts) - NEAREST_STATEMENTS} more: --json lists them", "dim")


def _statement(fact: Mapping[str, Any]) -> None:
    """Print a transfer that is no supply."""
    mark = "[synthetic] " if fact["synthetic"] else ""
    ends = f"{fact['from_country'] or '?'} -> {fact['to_country'] or '?'}"
    days = dates_of(*(fact[side] and date.fromisoformat(str(fact[side])[:10]) for side in ("start", "end")))
    goods = one_line(fact["goods"] or "goods not named")
    say(f"     {mark}{fact['modality']}: {ends}, {goods}, {days} (waybill evidence {fact['id']})", "dim")


def print_evidence(items: Iterable[EvidenceItem], indent: int = 0) -> None:
    """Print passages and rows with where they stand."""
    space = " " * indent
    for item in items:
        mark = "[synthetic] " if item.synthetic else ""
        who = f", says {item.speaker}" if item.speaker else ""
        row = f", row {item.row}" if item.row is not None else ""
        # The path of an element helps programs; people look for a page.
        row = f", {item.place}" if item.place and item.place.startswith("page ") else row
        title = f", {shorten(item.title, 100)}" if item.title else ""
        quote = item.quote or "the text is not in this archive"
        if item.row is not None:
            quote = " | ".join(cell.strip() for cell in quote.split("\t"))
        standing = "accepted by a rule, by no person" if item.by_rule else item.standing
        say(f"{space}\u201c{shorten(quote, QUOTE)}\u201d")
        say(
            f"{space}  {mark}{item.publisher or 'publisher unknown'}, {item.published or 'undated'}{title}{row}{who} "
            f"[{standing}, {item.modality}]",
            "dim",
        )
        if item.url:
            say(f"{space}  {item.url}", "dim")
        if item.reprint_of:
            first = f"document:{item.reprint_of[:8]}"
            say(f"{space}  repeats {first} nearly word for word; both count as one source", "dim")


def chain_of(path: Path) -> str:
    """Return the parties of a path in order, each with its country."""
    return path.in_words(end_of)


def end_of(party: End) -> str:
    """Return a party with its country, and the mark of a listing."""
    country = f" ({party.country})" if party.country and party.label != "Country" else ""
    return f"{shorten(party.name, 80)}{country}{' [listed]' if party.listed else ''}"


def dates_of(start: date | None, end: date | None) -> str:
    """Return bounds as words; what is open is said."""
    if start is None and end is None:
        return "undated"
    if start == end:
        return str(start)
    return f"{start or 'before'} to {end or 'open'}" if start else f"by {end}"


def amount_of(measure: Measure) -> str:
    """Return a quantity or a value as printed."""
    sign = {"=": "", "~": "about ", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than "}
    number = f"{measure.number:,}" if float(measure.number).is_integer() else f"{measure.number:,.2f}"
    unit = measure.currency or measure.unit or "pieces"
    return f"{sign.get(measure.relation, measure.relation)}{number.removesuffix('.0')} {unit}"
