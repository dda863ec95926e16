"""Denials answer what the text told before: their open end and the full name of the goods come from there."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.context import Context
from loaders.extraction.drafts import Draft

GENERIC = frozenset("gerät geräte stück teil teile ware waren gut güter bauteil bauteile maschine maschinen".split())
COVERED = 4  # letters that two names of goods must share at their end


def answer(found: list[Draft], context: Context) -> None:
    """Fill in what a denial leaves open from the last claim that it can answer."""
    for draft in found:
        if draft.kind != "transfer" or draft.modality != "denied":
            continue
        for earlier in reversed([*context.drafts, *(one for one in found if one is not draft)]):
            if earlier.kind == "transfer" and earlier.modality != "denied" and _answers(draft, earlier, context):
                _take_over(draft, earlier, context)
                break
        else:
            if context.pack.language == "de":
                _in_full(draft, context)


def _in_full(draft: Draft, context: Context) -> None:
    """ "X habe nie Spindeln nach Russland geliefert": the goods that X is said to have sold to somebody else."""
    for earlier in reversed(context.drafts):
        if earlier.kind == "transfer" and earlier.goods and _meant(draft.supplier, earlier.supplier):
            if _same_goods(draft.goods, earlier.goods, "de"):
                draft.goods = earlier.goods
            return


def _answers(draft: Draft, earlier: Draft, context: Context) -> bool:
    if not _same_goods(draft.goods, earlier.goods, context.pack.language):
        return False
    if _meant(draft.supplier, earlier.recipient) and _meant(draft.recipient, earlier.supplier):
        return False
    return all(
        mine is None or theirs is None or _meant(mine, theirs)
        for mine, theirs in ((draft.supplier, earlier.supplier), (draft.recipient, earlier.recipient))
    )


def _meant(mine: Party | None, theirs: Party | None) -> bool:
    """Whether one name means the other: the same, or the country of an unnamed group."""
    if mine is None or theirs is None:
        return False
    if mine.surface == theirs.surface:
        return True
    if mine.form == theirs.form == "group" and mine.country == theirs.country is not None:
        return bool(set(mine.surface.split()) & set(theirs.surface.split()))  # "russische Abnehmer", "Abnehmer in Perm"
    return mine.form == theirs.form == "country" and mine.country == theirs.country


def _same_goods(mine: str | None, theirs: str | None, language: str) -> bool:
    if not mine or not theirs:
        return False
    one, other = mine.lower(), theirs.lower()
    if language == "de" and one in GENERIC:
        return True  # "kein einziges Gerät"
    if one == other or other.startswith(f"{one} ") or other.endswith(f" {one}"):
        return True
    return language == "de" and " " not in one and (other.endswith(one) or _alike(one, other.split()[-1]))


def _alike(one: str, other: str) -> bool:
    """ "Relais" and "Vakuumrelais", "Generator" and "Dieselgeneratoren"."""
    stem = one.rstrip("enrs") if len(one) > 5 else one
    return len(stem) > COVERED and stem in other


def _take_over(draft: Draft, earlier: Draft, context: Context) -> None:
    if draft.supplier is None and earlier.supplier is not None:
        draft.supplier = earlier.supplier
        draft.flag("supplier_from_context")
    if draft.recipient is None and earlier.recipient is not None:
        draft.recipient = earlier.recipient
        draft.flag("recipient_from_context")
    if context.pack.language == "de":
        draft.goods = earlier.goods
