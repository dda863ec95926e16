"""Claims of texts with what was decided on them, and corrections in the graph. All names are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import pytest

from graph.archive import Archive, Decision, now
from graph.decisions import DecisionLog
from graph.durable import append_line
from graph.errors import ArchiveError
from graph.identity import claim_id, slots_hash
from graph.model import Claim, Document, Entry, Name, replace
from graph.packages import line_sum
from graph.projection import project
from graph.reviews import Reviewed, chosen, reviewed
from graph.settings import Settings
from tests.support.samples import TEXT, country, document, firm, put_table, put_text, quoted, transfer

SELLER, BUYER = firm("Qingfeng Rotor Works", "CN"), firm("Volna-Test", "RU")
SAID = transfer(SELLER, BUYER, "drone engines", start="2023-05")


@pytest.fixture
def archive(settings: Settings) -> Archive:
    return Archive(settings.archive_dir)


def put_again(archive: Archive, text: Document, claims: Iterable[Claim], version: str = "2") -> None:
    """Store another reading of a text."""
    with archive.new_package(text, extractor="rules", version=version) as writer:
        writer.text(TEXT)
        for claim in claims:
            writer.add(Entry(claims=(quoted(claim),)))


def decide(archive: Archive, one: Reviewed, verdict: str, corrected: Claim | None = None) -> None:
    told = msgspec.json.encode(corrected).decode() if corrected is not None else ""
    archive.decide(Decision("review", one.id, verdict, "tester", now(), "", slots_hash(one.claim), told))


def only(archive: Archive) -> Reviewed:
    (one,) = reviewed(archive)
    return one


def test_only_claims_of_texts_wait(archive: Archive) -> None:
    put_text(archive, "a.txt", [SAID, replace(SAID, goods="rotors", flags=("rejected:no_quote",))])
    put_table(archive, "rows.csv", [SAID])
    assert [(one.claim.goods, one.state) for one in reviewed(archive)] == [
        ("drone engines", "open"),
        ("rotors", "failed"),
    ]


def test_the_last_decision_that_was_not_undone_stands(archive: Archive) -> None:
    put_text(archive, "a.txt", [SAID])
    for verdict, state in (("accepted", "accepted"), ("rejected", "rejected"), ("undone", "open")):
        decide(archive, only(archive), verdict)
        assert only(archive).state == state


def test_a_claim_that_says_something_else_returns_to_the_queue(archive: Archive) -> None:
    text = put_text(archive, "a.txt", [SAID])
    decide(archive, only(archive), "accepted")
    put_again(archive, text, [replace(SAID, start="2022", end="2022")])
    one = only(archive)
    assert (one.state, one.claim.start) == ("changed", "2022")
    assert one.decision is not None and one.decision.verdict == "accepted"
    (fact,) = project(archive).facts
    assert fact.standing == "unreviewed"


def test_claims_of_a_changed_text_are_new_with_the_old_decision_beside(archive: Archive) -> None:
    put_text(archive, "a.txt", [SAID])
    decide(archive, only(archive), "rejected")
    later = replace(document("a.txt"), sha256=hashlib.sha256(b"changed").hexdigest())
    put_again(archive, later, [SAID, replace(SAID, goods="rotors")], "1")
    found = {(one.document.sha256, one.claim.goods): one for one in reviewed(archive)}
    new, other = found[later.sha256, "drone engines"], found[later.sha256, "rotors"]
    assert (new.state, new.decision, other.earlier) == ("open", None, None)
    assert new.earlier is not None
    assert (new.earlier.decision.verdict, new.earlier.document.name) == ("rejected", "a.txt")


def test_another_text_of_the_same_publisher_has_no_decision_beside(archive: Archive) -> None:
    put_text(archive, "a.txt", [SAID])
    decide(archive, only(archive), "accepted")
    put_text(archive, "b.txt", [SAID])
    put_again(archive, replace(document("a.txt", publisher="Other Gazette"), sha256="f" * 64), [SAID])
    assert [one.earlier for one in reviewed(archive)] == [None, None, None]


def test_a_corrected_claim_stands_in_the_place_of_what_was_read(archive: Archive) -> None:
    put_text(archive, "a.txt", [replace(SAID, flags=("rejected:no_quote",))])
    other = quoted(transfer(SELLER, country("TR"), "drone engines", start="2023-05"))
    decide(archive, only(archive), "corrected", other)
    one = only(archive)
    assert (one.state, one.stands, one.node) == ("corrected", other, claim_id(one.document.sha256, other))
    (fact,) = project(archive).facts
    assert (fact.standing, fact.ends["recipient"].id, fact.best.claim_id) == ("accepted", "country:TR", one.node)
    assert chosen(reviewed(archive), one.node[:8]) == one
    decide(archive, one, "undone")
    assert project(archive).facts == []


def test_a_rebuild_knows_corrections_of_a_later_reading_only_where_they_bind(archive: Archive) -> None:
    text = put_text(archive, "a.txt", [SAID])
    decide(archive, only(archive), "corrected", replace(only(archive).claim, modality="alleged"))
    assert project(archive).facts[0].modality == "alleged"
    put_again(archive, text, [replace(SAID, modality="planned")])
    assert project(archive).facts[0].modality == "planned"


@pytest.mark.parametrize(
    ("wanted", "message"), [("0123456789", "is no claim of a text"), ("", "is no claim of a text")]
)
def test_an_id_that_nobody_has_is_named(archive: Archive, wanted: str, message: str) -> None:
    put_text(archive, "a.txt", [SAID])
    with pytest.raises(ArchiveError, match=message):
        chosen(reviewed(archive), wanted)


def test_decisions_without_a_correction_keep_their_line(archive: Archive) -> None:
    plain = Decision("review", "claim", "accepted", "tester", now())
    assert "corrected" not in plain.line
    assert "corrected" in Decision("review", "claim", "corrected", "tester", now(), corrected='{"kind":"event"}').line


def test_a_correction_that_cannot_be_read_is_a_damaged_line(archive: Archive) -> None:
    line = Decision("review", "claim", "corrected", "tester", now(), corrected='{"kind":"nothing"}').line
    archive.folder.mkdir(parents=True)
    append_line(archive.log, f"{line_sum(line)} {line}".encode())
    with pytest.raises(ArchiveError, match=r"decisions\.jsonl, line 1: is no decision"):
        archive.decisions()


def test_an_erasure_reaches_the_texts_of_corrections(archive: Archive) -> None:
    claim = Claim(kind="role", subject=firm("Proba Vydumannov", "RU", names=(Name("Proba V."),)), quote="said Proba")
    archive.decide(
        Decision("review", "c", "corrected", "tester", now(), "Proba", corrected=msgspec.json.encode(claim).decode())
    )
    log: DecisionLog = archive.decision_log
    log.rewrite(lambda text: text.replace("Proba", "#####"))
    (one,) = log.read()
    assert one.claim is not None and one.claim.subject is not None
    assert (one.why, one.claim.subject.surface, one.claim.quote) == ("#####", "##### Vydumannov", "said #####")
