"""German denials that leave out the goods: "X bestreitet, Y je beliefert zu haben"."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.context import Context
from loaders.extraction.phrases import Phrase


def told_before(
    suppliers: list[Party], recipients: list[Party], context: Context
) -> list[tuple[str, Phrase | None]] | None:
    """The goods of the last claim between the same parties."""
    if not suppliers or not recipients:
        return None
    pair = (suppliers[0].surface, recipients[0].surface)
    for draft in reversed(context.drafts):
        if draft.kind != "transfer" or draft.supplier is None or draft.recipient is None or not draft.goods:
            continue
        if (draft.supplier.surface, draft.recipient.surface) == pair:
            return [(draft.goods, None)]
    return None
