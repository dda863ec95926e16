"""Who sues whom, who sold and who bought: "the plaintiff", "the buyer" mean them later in the text."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.drafts import Draft
from loaders.extraction.slavic import morphology
from loaders.extraction.slavic.clauses import Clause
from loaders.extraction.slavic.state import Memory, Reading


def remember_sides(reading: Reading, found: list[Draft]) -> None:
    """Note by which nouns the parties of a sentence can be called from now on."""
    memory = reading.memory
    for clause in reading.clauses:
        _sued(clause, memory)
    for draft in found:
        if draft.kind == "transfer" and draft.modality != "denied":
            _call(draft.supplier, "seller_nouns", memory)
            _call(draft.recipient, "buyer_nouns", memory)
            _call(draft.maker, "maker_nouns", memory)


def _call(party: Party | None, key: str, memory: Memory) -> None:
    if party is not None and party.form == "named":
        memory.cues.setdefault(party.surface, set()).update(memory.pack.words(key))


def _sued(clause: Clause, memory: Memory) -> None:
    """ "иск X к Y", "X подала в суд на Y", "X судится с Y"."""
    pack = memory.pack
    if not any(
        item.kind == "word" and morphology.lemma(item.text, pack.language) in pack.words("suit_words")
        for item in clause.items
    ):
        return
    firms = [one for one in clause.phrases if one.kind == "party" and one.party is not None]
    sued = next((one for one in firms if one.prep in pack.words("suit_prepositions")), None)
    suing = next((one for one in firms if one is not sued and not one.prep), None)
    if sued is None or suing is None:
        return
    _call(suing.party, "plaintiff_nouns", memory)
    _call(sued.party, "defendant_nouns", memory)
