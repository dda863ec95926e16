"""Prints who holds a party, what the rules on ownership say of it, and what a listing touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waybill.output import note, one_line, say, shorten, table
from waybill.paths_view import amount_of, chain_of, dates_of, end_of

if TYPE_CHECKING:
    from queries.holdings import Holding
    from queries.listing_effect import Effect, Supplies, Touched
    from queries.ownership import ByRule, Control, Owned, Verdict
    from queries.ownership_rules import Rule, Version

SHOWN = 20
LISTS = 3
STATUS = {
    "listed": "stands on such a list itself",
    "caught": "caught by what is told",
    "possible": "possible: the most that is told would be enough, the least is not",
    "no": "not by what is told",
}
WHEN = {
    "after": "begun on that day or later",
    "across": "can have lasted beyond it",
    "undated": "undated",
    "before": "over before it",
}


def print_owned(found: Owned) -> None:
    """Print owners, verdicts by rule, and control."""
    from queries.ownership import CAUTION

    say(f"{end_of(found.party)}, {found.on}", "bold")
    say(f"id {found.party.id}; {found.looked_at:,} facts on holdings around it", "dim")
    say(CAUTION, "yellow")
    _owners(found)
    for by in found.rules:
        _rule(by)
    _control(found.control)
    for line in found.cut:
        note(f"not all was read: {line}", "yellow")


def _owners(found: Owned) -> None:
    say()
    if not found.owners:
        say("No source tells of an owner on that day.")
        return
    rows = []
    for one in found.owners[:SHOWN]:
        direct = one.direct or one.indirect
        words = "" if direct is None else str(direct.share) + (" (through others)" if one.direct is None else "")
        words += "" if direct is None or direct.agree else " (sources differ)"
        lists = "; ".join(shorten(name, 50) for name in one.lists[:LISTS]) + _more(len(one.lists) - LISTS)
        proof = "" if direct is None else direct.facts[0].id
        rows.append((end_of(one.owner), words, str(one.chains), one.hops, lists, proof))
    table(("owner", "holds directly", "with all chains", "hops", "stands on", "proof"), rows, title="owners")
    if found.owners_total > SHOWN:
        say(f"{found.owners_total - SHOWN} more owners; --json has {len(found.owners)}", "dim")
    if found.over:
        note(
            f"what is told of its owners adds up to {100 + found.over:g} %: some of it is wrong or of other days",
            "yellow",
        )


def _rule(by: ByRule) -> None:
    say()
    if by.party is None:
        say(f"{by.rule.id}: {_state(by.rule, by.version, by.state)}", "bold")
        return
    say(f"{by.rule.id}: {STATUS[by.party.status]}", "bold")
    say(f"  {_state(by.rule, by.version, by.state)}", "dim")
    _verdict(by.party, "  ")
    if by.unclear:
        say(f"  not counted: entries that tell no first day and were first seen after this day: {by.unclear}", "yellow")
    if by.below:
        sure = [one for one in by.below if one.status == "caught"]
        rest = [one for one in by.below if one.status == "possible"]
        listed = len(by.below) - len(sure) - len(rest)
        more = f", {listed} on such a list already" if listed else ""
        say(f"  of what it holds: {len(sure)} caught too, {len(rest)} possible{more}")
        for one in [*sure, *rest][:SHOWN]:
            say(f"  - {end_of(one.party)}: {one.status}")
            _verdict(one, "      ")
        if len(sure) + len(rest) > SHOWN:
            say(f"  {len(sure) + len(rest) - SHOWN} more; --json has them", "dim")


def _state(rule: Rule, version: Version | None, state: str) -> str:
    name = f"{rule.authority}, {rule.name}"
    if version is None:
        return f"{name}: no such rule on that day"
    days = f"from {version.first or 'before'} to {version.last or 'now'}"
    marks = {"suspended": "suspended", "not verified": "NOT VERIFIED whether it is in force"}
    return f"{name} ({version.words}; {marks.get(state, state)} {days}); effect: {rule.effect}"


def _verdict(one: Verdict, space: str) -> None:
    if one.synthetic:
        say(f"{space}[synthetic] invented data", "yellow")
    if one.status == "listed":
        for listed in one.by:
            say(f"{space}entry: waybill evidence {listed.listings[0]}{_more(len(listed.listings) - 1)}", "dim")
        return
    if one.share is not None:
        names = ", ".join(shorten(by.party.name, 60) for by in one.by) or "owners whose own owners were not read"
        say(f"{space}held together: {one.share}; at the top: {names}")
    for holding in one.proof[:SHOWN]:
        _holding(holding, space)
    for listed in one.by[:SHOWN]:
        entry = f"listed: waybill evidence {listed.listings[0]}" if listed.listings else "taken as listed"
        say(f"{space}{shorten(listed.party.name, 60)} is {entry}", "dim")
    if one.unreviewed:
        say(f"{space}a holding rests on claims that nobody accepted", "yellow")


def _holding(holding: Holding, space: str) -> None:
    marks = ["through others"] if holding.indirect else []
    marks += [] if holding.agree else ["sources differ"]
    marks += ["no days told"] if all(fact.undated for fact in holding.facts) else []
    marks += [f"about {fact.about:g} %" for fact in holding.facts if fact.about is not None]
    said = f" ({', '.join(marks)})" if marks else ""
    say(f"{space}{end_of(holding.owner)} holds of {shorten(holding.owned.name, 60)}: {holding.share}{said}")
    ids = f"waybill evidence {holding.facts[0].id}{_more(len(holding.facts) - 1)}"
    say(f"{space}  proof: {ids}", "dim")


def _control(found: tuple[Control, ...]) -> None:
    if not found:
        return
    say()
    say("Offices and links as told, apart from shares and never added to them:", "bold")
    for one in found[:SHOWN]:
        mark = "[synthetic] " if one.synthetic else ""
        rules = f" [its listing: {', '.join(one.rules)}]" if one.rules else ""
        words = f"{end_of(one.holder)}: {shorten(one.topic, 80)}: {end_of(one.body)}, {dates_of(one.start, one.end)}"
        say(f"  {mark}{words}{rules}")
        say(f"    proof: waybill evidence {one.id}", "dim")
    if len(found) > SHOWN:
        say(f"  {len(found) - SHOWN} more; --json has them", "dim")


def print_effect(found: Effect) -> None:
    """Print whom a rule catches with the listing, and the supplies and paths that it touches."""
    from queries.listing_effect import AS_IF
    from queries.ownership import CAUTION

    told = "as if listed on this day" if found.day_from == AS_IF else f"by its entry {found.day_from}"
    say(f"{end_of(found.party)}, {found.on} ({told})", "bold")
    say(CAUTION, "yellow")
    for by in found.rules:
        _touched(by)
    names = ", ".join(end_of(one) for one in found.touched[:SHOWN])
    say()
    say(f"Supplies from and to {names}{_more(len(found.touched) - SHOWN)}:", "bold")
    _counts(found.supplies)
    if found.supplies.goods:
        goods = ", ".join(f"{shorten(name, 60)} ({count})" for name, count in found.supplies.goods[:8])
        say(f"  goods: {goods}{_more(len(found.supplies.goods) - 8)}")
    for when, leg in found.supplies.legs:
        mark = "[synthetic] " if leg.synthetic else ""
        amounts = [amount_of(one) for one in (leg.quantity, leg.value) if one]
        parts = "; ".join(map(one_line, [leg.goods, *amounts, dates_of(leg.start, leg.end)]))
        say(f"  {mark}{WHEN[when]}: {end_of(leg.supplier)} to {end_of(leg.recipient)}: {parts}")
        say(f"    proof: waybill evidence {leg.id}", "dim")
    say()
    ends = f"{','.join(found.from_countries) or 'anywhere'} to {','.join(found.to_countries) or 'anywhere'}"
    say(f"Supply paths from {ends} that pass them:", "bold")
    _counts(found.paths)
    for when, path in found.paths.paths:
        mark = "[synthetic] " if path.synthetic else ""
        goods = ", ".join(dict.fromkeys(leg.goods for leg in path.legs))
        say(f"  {mark}{WHEN[when]}: {chain_of(path)}: {one_line(goods)} ({path.standing})")
        say(f"    proof: waybill evidence {path.id}", "dim")
    for line in found.cut:
        note(f"not all was read: {line}", "yellow")


def _touched(by: Touched) -> None:
    say()
    say(f"{by.rule.id}: {_state(by.rule, by.version, by.state)}", "bold")
    if by.version is None or by.state == "suspended":
        return
    if not by.listed:
        say("  as if: no list that this rule speaks of names it", "dim")
    sure = sum(1 for one in by.caught if one.status == "caught")
    say(
        f"  caught with the listing: {sure} more; possible: {len(by.caught) - sure} more; "
        f"caught without it too: {by.already} of what it holds"
    )
    for one in by.caught[:SHOWN]:
        say(f"  - {end_of(one.party)}: {one.status}")
        _verdict(one, "      ")
    if len(by.caught) > SHOWN:
        say(f"  {len(by.caught) - SHOWN} more; --json has them", "dim")


def _counts(found: Supplies) -> None:
    said = ", ".join(f"{count:,} {WHEN[when]}" for when, count in found.counts.items())
    say(f"  {said}" + (f"; and {found.invented:,} in invented data" if found.invented else ""))
    if found.cut:
        say("  there are more than were read", "yellow")


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
