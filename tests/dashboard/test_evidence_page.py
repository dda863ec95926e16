"""The page "Evidence": documents in all scripts, whose word they are, all sides of a fact. All in here is invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.components import passages
from dashboard.components.outward import host_of
from dashboard.components.segments import Mark
from graph.archive import Archive, Decision, now
from graph.reviews import reviewed
from graph.rights import LOCAL, Person, Role
from graph.settings import Settings
from graph.translations import Translations
from tests.dashboard.test_pages import HOSTILE, address, sound, tables, words
from tests.support.evidence_home import ARABIC, DENIAL, HAN, HEBREW, LONG, MIXED, TRICK, VAGUE, make_home, sha256

Opener = Callable[..., AppTest]
Shown = list[tuple[str, list[Mark], str | None]]
Links = list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_home(tmp_path_factory.mktemp("proven"))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The texts that are handed to the browser, each with its marks and the language."""
    found: Shown = []

    def document(text: str, marks: list[Mark], **more: str | None) -> None:
        found.append((text, marks, more["language"]))

    from dashboard.components import document_text

    monkeypatch.setattr(document_text, "document", document)
    return found


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> Links:
    """The links of the page: file, and parameters of the address."""
    seen: Links = []
    monkeypatch.setattr(st, "page_link", lambda file, **given: seen.append((file, given["query_params"])))
    return seen


def claims(settings: Settings, name: str) -> list[str]:
    """Ids of the claims of a text, in the order of the archive."""
    return [one.node for one in reviewed(Archive(settings.archive_dir), sha256(settings, name))]


class TestText:
    def test_every_passage_is_marked_where_it_stands_in_every_script(
        self, open_page: Opener, proven: Settings, shown: Shown
    ):
        page = sound(open_page("evidence", proven, document=sha256(proven, "mixed.txt")))
        ((text, marks, language),) = shown
        assert text == MIXED
        assert {text[mark.start : mark.end] for mark in marks} == {HEBREW, HEBREW[8:30], ARABIC, HAN, TRICK}
        assert language == "he"
        assert {mark.tone for mark in marks} == {"", "denied", "not_done"}
        assert "Hebrew (עברית)" in words(page)
        assert "\u202e" not in words(page)

    def test_kinds_and_standings_are_hidden_and_the_chosen_claim_is_not(
        self, open_page: Opener, proven: Settings, shown: Shown
    ):
        mixed = sha256(proven, "mixed.txt")
        page = sound(open_page("evidence", proven, document=mixed, hide="transfer"))
        assert [mark.claim for mark in shown[-1][1]] == []
        assert "5 claims are hidden" in words(page)
        chosen = claims(proven, "mixed.txt")[3]
        sound(open_page("evidence", proven, document=mixed, hide="transfer", claim=chosen[:12]))
        assert [mark.claim for mark in shown[-1][1]] == [chosen]

    def test_a_long_text_comes_in_parts_and_the_one_of_the_claim_is_open(
        self, open_page: Opener, proven: Settings, shown: Shown
    ):
        long = sha256(proven, "long.txt")
        page = sound(open_page("evidence", proven, document=long))
        assert LONG.startswith(shown[-1][0]) and len(shown[-1][0]) < 40_000
        assert "Part 1 of" in words(page)
        last = next(one for one in claims(proven, "long.txt") if one != shown[-1][1][0].claim)
        sound(open_page("evidence", proven, document=long, claim=last[:12]))
        text, (mark,), _ = shown[-1]
        assert text[mark.start : mark.end] == "Line 19998 of a long invented text"
        page = sound(open_page("evidence", proven, document=long, part="2"))
        assert not LONG.startswith(shown[-1][0]) and shown[-1][0] in LONG
        page.number_input[0].set_value(3)
        assert address(sound(page.run()))["part"] == "3"
        sound(open_page("evidence", proven, document=long, part="999999"))
        assert LONG.endswith(shown[-1][0])

    def test_who_judged_it_and_why_is_told_and_a_waiting_one_leads_to_review(
        self, open_page: Opener, proven: Settings, links: Links
    ):
        denial = sha256(proven, "denial.txt")
        (claim,) = claims(proven, "denial.txt")
        page = sound(open_page("evidence", proven, document=denial, claim=claim))
        assert "Nobody has judged this claim yet" in words(page)
        assert "according to Fir Ridge" in words(page)
        assert "drone parts" in tables(page)
        (archived,) = reviewed(Archive(proven.archive_dir), denial)
        assert ("views/review.py", {"item": archived.id}) in links
        archive = Archive(proven.archive_dir)
        archive.decide(Decision("review", archived.id, "rejected", "anna", now(), "the firm speaks for itself"))
        try:
            page = sound(open_page("evidence", proven, document=denial, claim=claim))
            assert "Judged rejected by anna" in words(page)
            assert "the firm speaks for itself" in words(page)
            assert "judged after the graph was made" in words(page)
        finally:
            archive.decide(Decision("review", archived.id, "undone", "anna", now()))

    def test_the_print_view_has_numbers_tables_and_nothing_to_click(
        self, open_page: Opener, proven: Settings, shown: Shown
    ):
        chosen = claims(proven, "mixed.txt")[0]
        page = sound(open_page("evidence", proven, document=sha256(proven, "mixed.txt"), claim=chosen, print="1"))
        assert not page.dataframe and not page.button and not page.number_input
        assert len(page.table) > 2
        assert [mark.number for mark in shown[-1][1]] == [1, 2, 3, 4, 5]


class TestSource:
    def test_a_hundred_reprints_are_seen_as_one(self, open_page: Opener, proven: Settings, links: Links):
        first, second = sha256(proven, "report 0.txt"), sha256(proven, "report 1.txt")
        page = sound(open_page("evidence", proven, document=second))
        assert "repeats nearly word for word what First Paper printed (2023-03-07)" in words(page)
        assert "counts as the word of First House" in words(page)
        assert "3 documents of 3 publishers count as **one** independent source" in words(page)
        assert ("views/evidence.py", {"document": f"document:{first}"}) in links
        assert "Third Paper" in tables(page)

    def test_the_original_is_linked_only_where_it_is_a_page_of_the_web(
        self, open_page: Opener, proven: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        seen: list[str] = []
        monkeypatch.setattr(st, "link_button", lambda _, url, **__: seen.append(url))
        sound(open_page("evidence", proven, document=sha256(proven, "report 0.txt")))
        page = sound(open_page("evidence", proven, document=sha256(proven, "denial.txt")))
        assert seen == ["https://paper0.example/report"]
        assert "javascript:alert(1)" in words(page)

    @pytest.mark.parametrize(
        ("url", "host"),
        [
            ("https://paper.example/a?b=1#c", "paper.example"),
            ("http://paper.example:8080/", "paper.example"),
            ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
            ("https://b\u00fccher.example/", "xn--bcher-kva.example"),
            ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("//paper.example", ""), ("file:///etc/passwd", ""),
            ("https://paper.example@other.example/", ""), ("https:\\\\paper.example", ""), ("https://", ""),
            ("https://pa per.example/", ""), ("https://paper.example/\u202egnp", ""), ("http://[::1", ""), ("", ""),
            ("JAVASCRIPT:alert(1)", ""), ("https://" + "x" * 3000, ""), ("https://" + "x" * 300 + ".example", ""),
        ],
    )  # fmt: skip
    def test_an_address_is_a_link_only_with_a_host_in_sight(self, url: str, host: str):
        assert host_of(url) == host

    def test_the_document_is_told_with_its_original(
        self, open_page: Opener, proven: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        given: dict[str, object] = {}
        monkeypatch.setattr(st, "download_button", lambda label, data, file, *_, **__: given.update({file: data}))
        page = sound(open_page("evidence", proven, document=sha256(proven, "vague.txt")))
        assert sha256(proven, "vague.txt") in words(page)
        assert "invented for a test" in words(page)
        assert given["vague.txt"]() == VAGUE.encode()  # type: ignore[operator]
        assert b"Alder Works sent drone parts" in given["waybill-claims.csv"]  # type: ignore[operator]


class TestFact:
    def test_for_and_against_stand_side_by_side_with_what_differs(
        self, open_page: Opener, proven: Settings, links: Links
    ):
        chosen = claims(proven, "report 2.txt")[0]
        page = sound(open_page("evidence", proven, document=sha256(proven, "report 2.txt"), claim=chosen[:12]))
        told = words(page)
        assert "**4 independent sources**" in told
        assert "Said to be so** (3)" in told and "Denied** (1)" in told
        assert "First House, in 3 documents that count as one" in told
        assert "The passage that is open" in told
        assert "Facts beside it" in told
        cells = tables(page)
        assert "40 pieces" in cells and "60 pieces" in cells and "2023-03" in cells
        assert "might be the same" in cells and "another, same ends" in cells
        denial = claims(proven, "denial.txt")[0]
        assert ("views/evidence.py", {"document": sha256(proven, "denial.txt"), "claim": denial}) in links
        files = {file for file, _ in links}
        assert {"views/party.py", "views/paths.py"} <= files
        assert ("views/paths.py", {"from": "CN", "to": "RU", "hops": "4"}) in links

    def test_a_fact_has_an_address_of_its_own(self, open_page: Opener, proven: Settings):
        from dashboard.components.document_data import fact_view

        sound(open_page("evidence", proven))
        page = sound(open_page("evidence", proven, show="contradictions"))
        assert DENIAL[:40] in tables(page)
        from dashboard import data

        disputed = [row["fact"] for row in data.ask("denied_or_contradicted", {}).rows if row["disputed"]]
        fact = next(one for one in disputed if len(fact_view(one).items) > 4)
        page = sound(open_page("evidence", proven, fact=fact[:12]))
        assert "Denied** (1)" in words(page)

    def test_the_german_page_has_german_words(self, open_page: Opener, proven: Settings):
        chosen = claims(proven, "report 2.txt")[0]
        page = sound(
            open_page("evidence", proven, document=sha256(proven, "report 2.txt"), claim=chosen, lang="de")
        )  # fmt: skip
        assert "**4 unabhängige Quellen**" in words(page)
        assert "zählt als Wort von First House" in words(page)
        assert "vielleicht derselbe" in tables(page)


class TestList:
    def test_an_entry_is_shown_as_printed_with_its_claims(
        self, open_page: Opener, proven: Settings, monkeypatch: pytest.MonkeyPatch
    ):
        seen: list[tuple[list[tuple[str, str]], list[Mark]]] = []
        from dashboard.components import document_rows

        monkeypatch.setattr(document_rows, "entry", lambda cells, marks, **_: seen.append((cells, marks)))
        page = sound(open_page("evidence", proven, document=sha256(proven, "list.csv"), row="2"))
        ((cells, (mark,)),) = seen
        assert cells[1] == ("also", "شركة مختلقة") and cells[3][1] == "beyond"
        assert "\t".join(cell for _, cell in cells)[mark.start : mark.end] == "شركة مختلقة"
        assert "Row 2, as printed" in words(page)
        assert "holding" in tables(page)

    def test_many_entries_come_in_parts(self, open_page: Opener, proven: Settings):
        listed = sha256(proven, "list.csv")
        page = sound(open_page("evidence", proven, document=listed, part="3"))
        assert "Part 3 of 3, 500 lines each" in words(page)
        assert "Listed Firm 1199" in tables(page)
        page = sound(open_page("evidence", proven, document=listed, row="1201"))
        assert "Listed Firm 1199" in tables(page) or "Row 1 201" in words(page) or "Row 1201" in words(page)

    def test_cells_are_cut_where_the_claims_marks_end(self, monkeypatch: pytest.MonkeyPatch):
        seen: list[dict[str, object]] = []
        monkeypatch.setattr(passages, "part", lambda _: lambda **given: seen.append(given["data"]))
        passages.entry([("a", "one"), ("", " "), ("b", "two")], [Mark("c", 6, 8)], key="x", label="y", chosen="c")
        (data,) = seen
        assert [block["head"] for block in data["blocks"]] == ["a", "b"]  # type: ignore[attr-defined]
        last = data["blocks"][1]["pieces"]  # type: ignore[index]
        assert [(piece["runs"], piece["claims"]) for piece in last] == [([("tw", "")], ("c",)), ([("o", "")], ())]


class TestTranslation:
    def test_a_reviewer_keeps_one_with_their_name(self, open_page: Opener, proven: Settings, tmp_path: Path):
        claim = claims(proven, "mixed.txt")[3]
        where = {"document": sha256(proven, "mixed.txt"), "claim": claim}
        page = sound(open_page("evidence", proven, **where))
        page.text_area[0].set_value("INVENTED. Alder Works delivered 40 parts.")
        next(button for button in page.button if button.label == "Keep").click()
        page = sound(page.run())
        try:
            assert "Into English by local" in words(page)
            (kept,) = Translations(proven.home).of(claim)
            assert (kept.text, kept.language) == ("INVENTED. Alder Works delivered 40 parts.", "en")
            next(button for button in page.button if button.label.startswith("Take back")).click()
            page = sound(page.run())
            assert "Into English by local" not in words(page)
        finally:
            shutil.rmtree(proven.home / "cases", ignore_errors=True)

    def test_a_reader_is_offered_none(self, open_page: Opener, proven: Settings):
        from graph import rights

        try:
            rights.ask(lambda: Person("chris", Role.READER, login=True))
            page = sound(
                open_page(
                    "evidence", proven, document=sha256(proven, "mixed.txt"), claim=claims(proven, "mixed.txt")[3]
                )
            )
        finally:
            rights.ask(lambda: LOCAL)
        assert not page.text_area
        assert "Nobody has written a translation" in words(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_garbage_in_the_address_ends_in_words(open_page: Opener, proven: Settings, text: str):
    names = ("claim", "row", "sheet", "fact", "hide", "part", "show")
    assert not open_page("evidence", proven, fact=text).exception
    for name in ("mixed.txt", "list.csv"):
        page = open_page("evidence", proven, document=sha256(proven, name), **dict.fromkeys(names, text))
        assert not page.exception
    assert not open_page("evidence", proven, **dict.fromkeys(names, text)).exception


def test_what_the_archive_does_not_hold_is_said(open_page: Opener, proven: Settings, monkeypatch: pytest.MonkeyPatch):
    from dashboard import data

    denial = sha256(proven, "denial.txt")
    (claim,) = claims(proven, "denial.txt")
    monkeypatch.setattr(data, "archive", lambda: Archive(Path("nowhere")))
    monkeypatch.setattr(Archive, "active", lambda _: [])
    page = open_page("evidence", proven, document=denial, claim=claim)
    assert not page.exception
    assert "does not hold this document" in words(page)
    assert "does not hold the text" in words(page)
