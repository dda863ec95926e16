"""Lists of parties in a Turkish sentence: the case and the noun at the end are those of all of them."""

from __future__ import annotations

from graph.model import replace
from loaders.extraction.turkish.phrases import Phrase


def coordinated(phrases: list[Phrase]) -> list[Phrase]:
    """The case at the end of a list of parties is that of all of them."""
    for index in range(len(phrases) - 1, 0, -1):
        one, before = phrases[index], phrases[index - 1]
        _elliptic(before, one)
        near = one.start - before.end <= 6 and not before.comma and before.kind == one.kind == "party"
        if before.case == "with" and near and one.case in ("dat", "abl", "via"):
            before.case, one.joined = one.case, "and"  # "X ile Y'ye sattı"
        if (
            not one.joined
            or one.case == "nom"
            or before.case != "nom"
            or before.kind != one.kind
            or one.kind != "party"
        ):
            continue
        same = before.party is not None and one.party is not None and before.party.form == one.party.form
        listed = any(other.joined == "and" and other.case == one.case for other in phrases[index : index + 3])
        if one.joined == "and" or (same and listed and index > 1):
            before.case = one.case
    return phrases


def _elliptic(before: Phrase, one: Phrase) -> None:
    """ "Rus ve Çinli subaylar": the first member has the noun of the second, too."""
    if one.joined != "and" or before.party is None or one.party is None or one.party.form != "group":
        return
    if (
        len(before.items) != 1
        or before.items[0].kind != "adjective"
        or one.items[0].kind not in ("adjective", "country")
    ):
        return
    noun = one.party.surface[len(one.items[0].text) :]
    before.party = replace(before.party, surface=before.items[0].text + noun)
