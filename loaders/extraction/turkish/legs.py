"""One verb that moves goods twice, or to several parties with goods of their own, in Turkish."""

from __future__ import annotations

from graph.model import Party
from loaders.extraction.turkish.clause_reader import GIVING, Frame, Reader
from loaders.extraction.turkish.clauses import PARTIES, Clause
from loaders.extraction.turkish.endings import lower
from loaders.extraction.turkish.things import thing_of


def only_way(reader: Reader, frame: Frame, legs: list[Frame]) -> bool:
    """ "önce Bakü'ye, ardından Mahaçkale'ye ulaştırıldı": the way of the lot that the text sold before."""
    last = next((one for one in reversed(reader.context.recent) if one.kind == "transfer"), None)
    ends = [one for leg in legs for one in leg.recipients]
    if len(legs) < 2 or last is None or last.recipient is None or not all(one.back for one in frame.things):
        return False
    if any(one.kind not in ("place", "country") for one in ends) or ends[-1].country != last.recipient.country:
        return False
    known_way = {one.surface for one in last.via}
    last.via += [one for one in ends[:-1] if one.surface not in known_way and one.country != last.recipient.country]
    last.also(reader.sentence)
    return True


def _pairs(reader: Reader, clause: Clause, frame: Frame) -> list[Frame]:
    """ "Çin'den tezgâh, İran'dan ise barut alıyor": each party with the goods right after it, and one verb."""
    out: list[Frame] = []
    for case in ("abl", "dat", "nom"):
        row = [
            one
            for one in clause.phrases
            if (one.kind in PARTIES and one.case == case) or (one.kind == "goods" and one.case in ("nom", "acc"))
        ]
        first = int(bool(row) and row[0].kind == "goods")  # "tezgâhı Çin'den, barutu İran'dan alıyor"
        if (
            len(row) < 4
            or len(row) % 2
            or any((one.kind == "goods") != bool((i + first) % 2) for i, one in enumerate(row))
        ):
            continue
        for end, goods in zip(row[first::2], row[1 - first :: 2], strict=True):
            party, thing = reader.party(end), thing_of(reader, clause, goods, paired=True)
            if party is None or thing is None:
                return []
            giving = case == "abl" or (case == "nom" and clause.frame in GIVING)
            suppliers, recipients = ([party], frame.recipients) if giving else (frame.suppliers, [party])
            out.append(Frame(suppliers, recipients, frame.via, [thing]))
        return out
    return out


def legs_of(reader: Reader, clause: Clause, frame: Frame) -> list[Frame]:
    """ "önce X'e, oradan Y'ye gitti", "A X'e, X ise Y'ye sattı": two legs with one verb."""
    if paired := _pairs(reader, clause, frame):
        return paired
    ends = [one for one in clause.phrases if one.kind in PARTIES and one.case in ("nom", "dat")]
    pairs: list[tuple[Party | None, Party | None]] = []
    giver: Party | None = None
    for one in ends:
        party = reader.party(one)
        if one.case == "nom":
            giver = party
        else:
            pairs.append((giver, party))
    told = set(lower(reader.sentence.text).split())
    if ("oradan" in told or told >= {"önce", "ardından"} or told >= {"önce", "sonra"}) and len(pairs) == 2:
        (_, first), (_, second) = pairs
        pairs = [(frame.suppliers[0] if frame.suppliers else None, first), (first, second)]
    elif len(pairs) < 2 or len({giver.surface for giver, _ in pairs if giver is not None}) < 2:
        return [frame]
    return [
        Frame([giver] if giver else [], [taker] if taker else [], frame.via, frame.things) for giver, taker in pairs
    ]
