"""Looks into the graph and the archive: a node, its evidence, what is loaded, whether all of it holds together."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.rights import acting
from waybill.asof import store_of
from waybill.context import context_of, import_driver
from waybill.output import emit_json, note, say, table
from waybill.progress import Progress

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
Identifier = Annotated[str, typer.Argument(metavar="ID", help="As an answer or `waybill find` prints it.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(find)
    app.command()(show)
    app.command()(evidence)
    app.command()(status)
    app.command()(digest)
    app.command()(check)


def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="A name, its beginning, or words of it.")],
    limit: Annotated[int, typer.Option("--limit", help="Most hits.", min=1, max=1000)] = 50,
    json_: AsJson = False,
) -> None:
    """Find the ids of parties, products, weapons, goods, countries and documents by any of their names, in any script.

    What fits exactly comes first, then what begins so, then what holds all words or parts of words.
    """
    context, wanted = context_of(ctx), " ".join(words)
    with context.store() as store:
        from queries import search

        hits = search.find(store, wanted, limit + 1)
    if json_:
        emit_json({"words": wanted, "hits": [hit.to_json() for hit in hits[:limit]], "cut": len(hits) > limit})
        return
    from waybill.node_view import print_hits

    print_hits(wanted, hits, limit)


def show(ctx: typer.Context, identifier: Identifier, json_: AsJson = False) -> None:
    """Show a node with its names, ties and facts."""
    context = context_of(ctx)
    with context.store() as store:
        from queries import show as looking

        found = looking.show(store, identifier)
    if json_:
        emit_json(found.to_json())
        return
    from waybill.node_view import print_node

    print_node(found)


def evidence(ctx: typer.Context, identifier: Identifier, json_: AsJson = False) -> None:
    """Print the quotes and rows behind a fact, a tie, a claim or a path of the last answers.

    Of any other id, such as that of a party or a part, it prints those behind the facts beside it.
    """
    context = context_of(ctx)
    import_driver()
    from queries import answers
    from waybill.dossier.asked import question_of

    answers_dir = context.settings.answers_dir
    with store_of(context, question_of(context, identifier).view) as (store, archive):
        from queries import evidence as proofs

        ties = answers.ties_of(answers_dir, identifier)
        lines = proofs.unproven(store, ties or [identifier.strip()])
        if ties is None:
            proof = proofs.proof(store, archive, identifier, answers_dir=answers_dir)
            found = {identifier: proof.items}
            lines += [proof.note] if proof.note else []
        else:
            found = proofs.of_ties(store, archive, ties)
    if json_:
        items = [item.to_json() for several in found.values() for item in several]
        emit_json({"id": identifier, "evidence": items, "notes": lines})
        return
    from waybill.paths_view import print_evidence

    for number, tie in enumerate(ties or (identifier,), start=1):
        if ties is not None:
            say(f"leg {number}, tie {tie}", "bold")
        print_evidence(found.get(tie, ()))
    for line in lines:
        note(line)


def status(ctx: typer.Context, json_: AsJson = False) -> None:
    """Say which engine answers and what is loaded."""
    context = context_of(ctx)
    import_driver()
    from queries import overview

    found, engine, version = overview.NOTHING, context.settings.graph, None
    if context.has_graph:
        with context.store() as store:
            found, engine, version = overview.of(store), store.engine, store.server_version
    packages = [package.state for package in context.archive.packages()]
    archive = {state: packages.count(state) for state in sorted(set(packages))}
    decisions = len(context.archive.decisions())
    you = acting()
    if json_:
        emit_json(
            {
                "home": str(context.settings.home),
                "you": {"name": you.name, "role": you.role.word},
                "engine": engine,
                "version": version,
                "graph": context.settings.graph,
            }
            | {"packages": archive, "decisions": decisions, "overview": found.to_json()}
        )
        return
    say(f"home     {context.settings.home}")
    say(f"you      {you.name}, {you.role.word}")
    say(f"engine   {engine} {version or 'without a graph yet'}")
    counted = ", ".join(f"{count} {state}" for state, count in archive.items())
    say(f"archive  {counted or 'no'} packages, {decisions} decisions")
    if packages and found.empty:
        say("graph    holds nothing of the archive; `waybill build` makes it")
        return
    from waybill.node_view import print_overview

    print_overview(found)


def digest(ctx: typer.Context, json_: AsJson = False) -> None:
    """Print the digest of the graph: equal for equal content, on every engine and in any order."""
    context = context_of(ctx)
    with context.store() as store:
        from graph import build

        found = build.digest(store)
    if json_:
        emit_json(found.to_json())
        return
    parts = [("label", name, part) for name, part in found.nodes.items()]
    parts += [("type", name, part) for name, part in found.relationships.items()]
    rows = [(kind, name, part.count, f"{part.sum:032x}") for kind, name, part in parts]
    table(("kind", "name", "count", "sum"), rows)
    say(f"digest {found.total}", "bold")


def check(ctx: typer.Context, json_: AsJson = False) -> None:
    """Audit archive and graph: every fact proven, every quote in place; exit code 1 when not."""
    context = context_of(ctx)
    with context.store() as store, Progress(quiet=json_) as progress:
        from graph import audit

        progress("checking archive and graph")
        findings = audit.check(context.settings, store)
    if json_:
        listed = [{"rule": one.rule, "subject": one.subject, "message": one.message} for one in findings]
        emit_json({"ok": not findings, "findings": listed})
    else:
        for one in findings:
            say(f"{one.rule}: {one.subject}: {one.message}", "red")
        say(f"{len(findings)} findings" if findings else "Everything holds.", "bold")
    if findings:
        raise typer.Exit(1)
