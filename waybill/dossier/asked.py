"""Which thing an id stands for, and its dossier."""

from __future__ import annotations

from graph.errors import InvalidParameter
from graph.store import Store
from queries import answers, ids
from queries.catalogue import PARTIES
from queries.recalled import recalled
from queries.supply import Path
from waybill.context import Context
from waybill.dossier.book import Book
from waybill.dossier.model import Dossier
from waybill.dossier.of_party import of_party
from waybill.dossier.of_path import of_path
from waybill.dossier.of_tie import of_tie
from waybill.dossier.question import Question

USUAL = Question()
LABELS = (*PARTIES, "Group", "Vessel", "Aircraft", "Asset")


def question_of(context: Context, identifier: str) -> Question:
    """Return the question that a path of the last answers was found by; the usual one of any other id."""
    return Question.read(answers.asked_of(context.settings.answers_dir, identifier.strip()))


def path_of(context: Context, store: Store, identifier: str, asked: Question = USUAL) -> Path | None:
    """Return the path of an id: one of the last answers, or the one leg of a tie of supply; None where it is neither.

    Raises:
        InvalidParameter: a tie of the path is no longer in the graph.
    """
    ties = answers.ties_of(context.settings.answers_dir, identifier)
    return recalled(store, ties or [identifier], asked.rules)


def dossier_of(context: Context, store: Store, identifier: str, asked: Question = USUAL) -> tuple[Dossier, Book]:
    """Return the dossier of a path, tie or party, and the documents behind it.

    Args:
        context: of the command, with the archive of the question's view.
        store: the open graph of that view.
        identifier: of a path of the last answers, of a tie, or of a party, vessel, aircraft or asset.
        asked: the question of the path, of `question_of`.

    Raises:
        InvalidParameter: it is none of these.
    """
    wanted = identifier.strip()
    path = path_of(context, store, wanted, asked)
    if path is not None:
        return of_path(context, store, path, wanted, asked)
    tie = of_tie(context, store, wanted)
    if tie is not None:
        return tie
    try:
        _, whole = ids.node(store, wanted, LABELS)
    except InvalidParameter as error:
        raise InvalidParameter(f"{error}; nor is it a path of the last answers (`waybill paths`) or a tie") from error
    return of_party(context, store, whole)
