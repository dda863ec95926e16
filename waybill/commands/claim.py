"""Claims made by hand: add."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from graph.errors import ConfigError
from graph.model import Modality, Reject
from waybill.context import context_of

if TYPE_CHECKING:
    from graph.packages import Package

app = typer.Typer(no_args_is_help=True)
PARTY = "NAME, 'NAME @CN', 'group:Chinese firms @CN', or a country."
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")]
FILE = "claim-{}.jsonl"
ASKED = {  # slots that a terminal is asked for, by kind; each may be left empty
    "transfer": ("supplier", "recipient", "goods"),
    "offer": ("supplier", "goods"),
    "production": ("maker", "goods"),
    "end_use": ("weapon", "maker", "goods", "model"),
    "ownership": ("subject", "object", "share"),
    "role": ("subject", "object", "topic"),
    "listing": ("subject", "object", "topic"),
    "event": ("subject", "object", "topic"),
}


@app.callback()
def _group() -> None:
    """Claims made by hand."""


@app.command("add")
def add(
    ctx: typer.Context,
    document: Annotated[str | None, typer.Option("--document", help="Id, name or path of a loaded text.")] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="The words of the text that say it.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=f"{', '.join(ASKED)}.")] = None,
    modality: Annotated[str | None, typer.Option("--modality", help=f"{', '.join(get_args(Modality))}.")] = None,
    supplier: Annotated[str | None, typer.Option("--supplier", help=PARTY)] = None,
    recipient: Annotated[str | None, typer.Option("--recipient", help="Likewise.")] = None,
    via: Annotated[list[str] | None, typer.Option("--via", help="Likewise; may be repeated.")] = None,
    maker: Annotated[str | None, typer.Option("--maker", help="Likewise.")] = None,
    weapon: Annotated[str | None, typer.Option("--weapon", help="In which the goods were found.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Owner, office holder, authority, who acts.")] = None,
    object_: Annotated[str | None, typer.Option("--object", help="Owned, body, listed, with whom.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where.")] = None,
    goods: Annotated[str | None, typer.Option("--goods", help="As printed.")] = None,
    model: Annotated[str | None, typer.Option("--model", help="Model or part number.")] = None,
    hs: Annotated[str | None, typer.Option("--hs", help="HS code.")] = None,
    declared_as: Annotated[str | None, typer.Option("--declared-as", help="What it was declared as.")] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", help="Such as '~12 t'.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="Such as '>2,100,000 USD'.")] = None,
    share: Annotated[str | None, typer.Option("--share", help="Per cent, such as '>=51'.")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Printed country of make.")] = None,
    destination: Annotated[str | None, typer.Option("--destination", help="Country of the recipient.")] = None,
    start: Annotated[str | None, typer.Option("--start", help="2022, 2022-06 or 2022-06-17.")] = None,
    end: Annotated[str | None, typer.Option("--end", help="Likewise.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Office, list, or what was done.")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help="What came of it.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who is named as saying so.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who makes the claim, not WAYBILL_REVIEWER.")] = None,
    json_: AsJson = False,
) -> None:
    """Add a claim to a loaded text; a terminal is asked for what is missing. It is verified as all others are."""
    context = context_of(ctx)
    from loaders.handed.making import make, text_of

    said: dict[str, Any] = {
        "kind": kind, "modality": modality, "supplier": supplier, "recipient": recipient, "maker": maker,
        "weapon": weapon, "subject": subject, "object": object_, "place": place, "via": via, "goods": goods,
        "model": model, "hs": hs, "declared_as": declared_as, "quantity": quantity, "value": value, "share": share,
        "origin": origin, "destination": destination, "start": start, "end": end, "topic": topic, "outcome": outcome,
        "speaker": speaker, "quote": quote,
    }  # fmt: skip
    text = text_of(context.archive, document or _ask("document", "Which text (id or name of its file)"))
    _complete(text, said)
    raise typer.Exit(_load(ctx, make(text, said), author, json_))


def _complete(text: Package, said: dict[str, Any]) -> None:
    """Ask a terminal for what a claim must have, and for the slots of its kind where none of them is said.

    Raises:
        ConfigError: something is missing and nobody can be asked, or the kind or modality is not known.
    """
    from loaders.handed.making import find_quote

    said["quote"] = said["quote"] or _ask("quote", "The words of the text that say it")
    find_quote(text.text(), said["quote"])
    said["kind"] = said["kind"] or _ask("kind", f"Kind ({', '.join(ASKED)})")
    if said["kind"] not in ASKED:
        raise ConfigError(f"--kind: must be one of {', '.join(ASKED)}, got {said['kind']!r}")
    slots = ASKED[said["kind"]]
    if not any(said[slot] for slot in slots):
        if not sys.stdin.isatty():
            raise ConfigError(f"claim add: says nothing; name one of {', '.join(f'--{slot}' for slot in slots)}")
        for slot in slots:
            said[slot] = _prompt(f"{slot} (empty: not said)") or None
    if said["modality"] is None:
        said["modality"] = _prompt("modality", "asserted") if sys.stdin.isatty() else "asserted"
    if said["modality"] not in get_args(Modality):
        raise ConfigError(f"--modality: must be one of {', '.join(get_args(Modality))}, got {said['modality']!r}")


def _ask(slot: str, question: str) -> str:
    """Ask for one slot.

    Raises:
        ConfigError: there is no terminal, or the answer is empty.
    """
    answer = _prompt(question) if sys.stdin.isatty() else ""
    if not answer:
        raise ConfigError(f"--{slot}: is missing; a claim needs it")
    return answer


def _prompt(question: str, default: str = "") -> str:
    answer: str = typer.prompt(question, default=default, show_default=bool(default), err=True)
    return answer.strip()


def _load(ctx: typer.Context, claim: dict[str, Any], author: str | None, json_: bool) -> int:
    """Load the claim as a file of one line: the same claim again changes nothing.

    Raises:
        ConfigError: it is none by claim.schema.json.
    """
    from loaders.handed.lines import read_line
    from loaders.plan import LoadOptions
    from waybill.commands.record import said
    from waybill.loading import Load

    line = json.dumps(claim, ensure_ascii=False, sort_keys=True).encode()
    wrong = read_line(line)
    if isinstance(wrong, Reject):
        option = (wrong.column or "claim").split(".")[0].replace("_", "-")
        raise ConfigError(f"--{option}: {wrong.message}")
    context = context_of(ctx)
    options = LoadOptions(meta=said(publisher=author), author=context.settings.reviewer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE.format(claim["document"][:8])
        path.write_bytes(line + b"\n")
        return Load(context, options, yes=True, json=json_).run([path])
