"""A sentence that says a transfer again: it completes the claim before and is none of its own."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.drafts import Draft

SURE = frozenset({"asserted", "reported"})
FILLED = ("quantity", "value", "model", "declared_as")


def without_repeats(found: list[Draft], before: list[Draft]) -> list[Draft]:
    """Drop the transfers that earlier sentences told, and let them fill what was left open there."""
    return [draft for draft in found if not any(_repeats(draft, earlier) for earlier in reversed(before))]


def without_halves(found: list[Draft]) -> list[Draft]:
    """Drop a transfer of which one end is open where the same sentence tells it with both."""
    return [draft for draft in found if not any(_half(draft, other) for other in found)]


def _half(draft: Draft, other: Draft) -> bool:
    if draft is other or draft.kind != "transfer" or other.kind != "transfer" or draft.goods != other.goods:
        return False
    ends = [one.surface for one in (draft.supplier, draft.recipient) if one is not None]
    both = [one.surface for one in (other.supplier, other.recipient) if one is not None]
    return len(ends) == 1 and len(both) == 2 and ends[0] in both and draft.modality == other.modality


def _repeats(draft: Draft, earlier: Draft) -> bool:
    if draft.kind != "transfer" or earlier.kind != "transfer" or not draft.goods or not earlier.goods:
        return False
    if draft.modality != earlier.modality and not {draft.modality, earlier.modality} <= SURE:
        return False
    if not _same(draft.supplier, earlier.supplier) or not _same(draft.recipient, earlier.recipient):
        return False
    if draft.supplier is None and draft.recipient is None:
        return False
    if draft.goods != earlier.goods and not earlier.goods.startswith(f"{draft.goods} "):
        return False
    numbers = ((draft.quantity, earlier.quantity), (draft.value, earlier.value))
    if any(one is not None and one != other for one, other in numbers) or not _dated(draft, earlier):
        return False
    for slot in FILLED:
        if getattr(earlier, slot) is None and getattr(draft, slot) is not None:
            setattr(earlier, slot, getattr(draft, slot))
            earlier.also(draft.sentences[-1])
    if not (earlier.start or earlier.end):
        earlier.start, earlier.end = draft.start, draft.end
    earlier.via = earlier.via or draft.via
    return True


def _same(one: Party | None, other: Party | None) -> bool:
    return one is None or (other is not None and one.surface == other.surface)


def _dated(draft: Draft, earlier: Draft) -> bool:
    """Whether the date says nothing new: none, the same, or one within the other."""
    mine, theirs = draft.start or draft.end, earlier.start or earlier.end
    return mine is None or theirs is None or mine.startswith(theirs) or theirs.startswith(mine)
