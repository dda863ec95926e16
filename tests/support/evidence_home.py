"""A home for the page "Evidence": reprints, a denial, other figures, four scripts, a list. All in here is invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.archive import Archive
from graph.build import build
from graph.model import Claim, Document, Entry, Party, Source, replace
from graph.reprints import sketch
from graph.settings import Settings
from graph.store import Store
from tests.support.samples import document, firm, pieces, transfer

ALDER, FIR = firm("Alder Works", "CN"), firm("Fir Ridge Optics", "RU")
SENT = transfer(ALDER, FIR, "drone parts", start="2023-03-05", quantity=pieces(40))
FILLER = " ".join(f"Invented word number {n} of a report that nobody wrote." for n in range(30))
SAID = "Alder Works of China sent 40 drone parts to Fir Ridge Optics on 5 March 2023."
REPORT = f"INVENTED. {SAID} {FILLER}"
DENIAL = "Fir Ridge Optics denies that Alder Works sent drone parts on 5 March 2023."
VAGUE = "Alder Works sent drone parts to Fir Ridge Optics in March 2023."
OTHERWISE = "Alder Works sent 60 drone parts to Fir Ridge Optics on 5 March 2023."
HEBREW = "מומצא. חברת אלדר שלחה 40 חלקי רחפנים (דגם X-7) לחברת פיר ב-5 במרץ 2023."
ARABIC = "مختلق. أرسلت شركة ألدر 40 قطعة من أجزاء الطائرات المسيرة إلى شركة فير."
HAN = "虚构。桤木工厂于2023年3月5日向冷杉公司交付了40件无人机零件。"
TRICK = "Approved \u202egnihton tnes\u202c by nobody.\x07 <img src=x onerror=alert(1)> [a](javascript:alert(1))"
MIXED = f"{HEBREW}\n\n{ARABIC}\n\n{HAN}\n\n{TRICK}\n"
LONG = "".join(f"Line {n} of a long invented text, in which nothing happens.\n" for n in range(20_000))  # over 1 MB
OFFICE = Party(surface="Office of Testing", kind="public_body", country="US")


def make_home(home: Path, **where: Any) -> Settings:
    """Fill an archive and build its graph, in the embedded engine or where further settings say."""
    settings = Settings(home=home, engine_idle_s=2.0, **where)
    fill(Archive(settings.archive_dir))
    with Store.open(settings) as store:
        build(settings, store)
    return settings


def fill(archive: Archive) -> None:
    """Fill an archive."""
    for number, (paper, day) in enumerate((("First", "2023-03-07"), ("Second", "2023-03-08"), ("Third", "2023-03-09"))):
        put(
            archive, f"report {number}.txt", REPORT, [(SAID, SENT)], publisher=f"{paper} Paper", published=day,
            title=f"Report of the {paper} Paper", url=f"https://paper{number}.example/report", owner=f"{paper} House",
            shingles=sketch(REPORT),
        )  # fmt: skip
    put(archive, "denial.txt", DENIAL, [(DENIAL, replace(SENT, modality="denied", quantity=None, speaker="Fir Ridge"))],
        publisher="Fir Ridge Press", url="javascript:alert(1)")  # fmt: skip
    vague = replace(SENT, start="2023-03", end="2023-03", quantity=None)
    put(archive, "vague.txt", VAGUE, [(VAGUE, vague)], publisher="Vague Weekly")
    put(archive, "otherwise.txt", OTHERWISE, [(OTHERWISE, replace(SENT, quantity=pieces(60)))], publisher="Other Paper")
    exact = replace(SENT, start="2023-03-20", end="2023-03-20", quantity=pieces(7))
    put(archive, "later.txt", "On 20 March 7 more went.", [("On 20 March 7 more went.", exact)], publisher="Late Daily")
    planned = transfer(ALDER, FIR, "drone engines", modality="planned")
    feared = transfer(ALDER, FIR, "microcontrollers", modality="denied")
    put(
        archive, "mixed.txt", MIXED,
        [
            (HEBREW, SENT), (HEBREW[8:30], planned), (ARABIC, transfer(ALDER, FIR, "bearings")), (HAN, SENT),
            (TRICK, feared),
        ],
        publisher="Page of Scripts", title="\u05de\u05d5\u05de\u05e6\u05d0 虚构 \u202eRLO", language="he",
    )  # fmt: skip
    last = "Line 19998 of a long invented text"
    put(archive, "long.txt", LONG, [("Line 3 of a long", planned), (last, SENT)], publisher="Long Reader")
    _list(archive)


def put(
    archive: Archive, name: str, text: str, claims: Sequence[tuple[str, Claim]], *, publisher: str,
    shingles: str | None = None, owner: str | None = None, url: str | None = None, language: str = "en", **slots: Any,
) -> Document:  # fmt: skip
    """Store a text with its claims, each with its passage."""
    source = Source(publisher=publisher, owner=owner, url=url, licence="invented for a test")
    given = document(name, source=source, language=language, **slots)
    original = archive.folder.parent / "given" / name
    original.parent.mkdir(parents=True, exist_ok=True)
    original.write_text(text, encoding="utf-8")
    with archive.new_package(given, extractor="rules", version="1", original=original) as writer:
        writer.text(text)
        for passage, claim in claims:
            start = text.index(passage)
            spans = ((start, start + len(passage)),)
            writer.add(Entry(claims=(replace(claim, quote=passage, spans=spans, language=language),)))
        writer.report = {"rows_in": len(claims), "accepted": len(claims), "rejected": 0, "repeated": 0}
        writer.report |= {"shingles": shingles} if shingles else {}
    return given


def _list(archive: Archive) -> None:
    """A list of 1,200 entries, the first of them with two claims, of which one has a span in its cells."""
    given = document("list.csv", kind="list", source=Source(publisher="Office of Testing", title="List of Tests"))
    with archive.new_package(given, extractor="lists", version="1") as writer:
        writer.header(("name", "also", "reason"))
        for number in range(1200):
            cells = (f"Listed Firm {number}", "شركة مختلقة", "invented", "beyond")
            firm_ = firm(f"Listed Firm {number}", "RU")
            claims = [Claim(kind="listing", subject=OFFICE, object=firm_, topic="List of Tests", record=f"r {number}")]
            if number == 0:
                start = len(cells[0]) + 1
                claims.append(
                    Claim(kind="ownership", subject=ALDER, object=firm_, spans=((start, start + len(cells[1])),),
                          record="r 0 owner")
                )  # fmt: skip
            writer.add(Entry(row=number + 2, record=f"r {number}", cells=cells, claims=tuple(claims)))
        writer.report = {"rows_in": 1200, "accepted": 1200, "rejected": 0, "repeated": 0}


def sha256(settings: Settings, name: str) -> str:
    """Return the first 32 digits of the checksum of a document."""
    packages = Archive(settings.archive_dir).packages()
    return next(one.document.sha256[:32] for one in packages if one.document.name == name)
