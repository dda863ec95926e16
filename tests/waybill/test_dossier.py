"""Dossiers and bundles of a small home, as somebody who has to check them gets them. All names are invented."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from selectolax.lexbor import LexborHTMLParser

from graph.settings import Settings
from tests.support.command import waybill_here
from tests.support.dossier_home import DENIAL, FIRST, NAME, ROTOR, SECOND, SHARES, TERMS, VOLNA, YELKEN, fill

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "dossier_corpus.md"
ASKED = ("paths", "--from", "CN", "--to", "RU", "--goods", "drone parts", "--json")


@pytest.fixture(scope="module")
def home(engine: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home; one claim of it is judged."""
    fill(engine, tmp_path_factory.mktemp("originals"))
    assert waybill_here("resolve", home=engine.home).returncode == 0
    claims = json.loads(waybill_here("review", "list", "--json", home=engine.home).stdout)["claims"]
    (first,) = (one["claim"] for one in claims if one["says"]["quote"] == FIRST)
    assert (
        waybill_here(
            "review", "accept", first, "--why", "read the *report*", home=engine.home, WAYBILL_REVIEWER="tester"
        ).returncode
        == 0
    )
    return engine.home


@pytest.fixture(scope="module")
def paths(home: Path) -> list[dict[str, Any]]:
    """The paths of the home, real ones first."""
    found: list[dict[str, Any]] = json.loads(waybill_here(*ASKED, home=home).stdout)["paths"]
    return found


@pytest.fixture(scope="module")
def written(home: Path, paths: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The dossier of the path of two legs in all forms."""
    target = tmp_path_factory.mktemp("written") / "path"
    forms = ("--format", "md", "--format", "html", "--format", "pdf")
    done = waybill_here("dossier", paths[0]["id"], *forms, "-o", target, home=home)
    assert done.returncode == 0, done.stderr
    return {form: target.with_name(f"path.{form}").read_bytes() for form in ("md", "html", "pdf")}


def pages(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_pdf_holds_names_and_quotes_of_three_scripts_in_their_order(written: dict[str, bytes]) -> None:
    found = pages(written["pdf"])
    assert 3 <= len(found) <= 9
    text = flat("".join(found))
    places = [text.index(flat(quote)) for quote in (FIRST, SECOND, DENIAL)]
    assert places == sorted(places)
    for name in (ROTOR, YELKEN, VOLNA):
        assert flat(name) in text
    day = re.search(r"Asknownon(\d{4}-\d\d-\d\d)", text)
    assert day is not None
    for number, page in enumerate(found, start=1):
        assert f"As known on {day[1]}" in page and f"page {number} of {len(found)}" in page
        assert "SYNTHETIC" not in page


def test_the_pdf_has_bookmarks_and_a_title_and_is_the_same_each_time(
    home: Path, paths: list[dict[str, Any]], written: dict[str, bytes], tmp_path: Path
) -> None:
    with pypdfium2.PdfDocument(written["pdf"]) as document:
        marks = [mark.get_title() for mark in document.get_toc()]
        metadata = document.get_metadata_dict()
    assert marks[:4] == ["In short", "Picture", "Legs", "Leg 1: drone parts"]
    assert "Sources" in marks and "How to check this" in marks
    assert metadata["Title"].startswith("Supply path: ") and metadata["Author"] == "Waybill"
    assert waybill_here("dossier", paths[0]["id"], "-o", tmp_path / "again.pdf", home=home).returncode == 0
    assert (tmp_path / "again.pdf").read_bytes() == written["pdf"]


def test_the_page_needs_nothing_and_holds_no_markup_of_a_document(written: dict[str, bytes]) -> None:
    text = written["html"].decode()
    tree = LexborHTMLParser(text)
    tags = {node.tag for node in tree.root.traverse()} if tree.root else set()
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base", "b"}
    (meta,) = tree.css("meta[http-equiv=Content-Security-Policy]")
    policy = meta.attributes["content"] or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    links = [node.attributes for node in tree.css("a")]
    assert links and {link["href"] for link in links} == {"https://gazette.example/report?a=1&b=2"}
    assert {link["rel"] for link in links} == {"noreferrer noopener"}
    assert "javascript:alert(1)" in tree.text()  # told, and no link
    assert "Yelken <script>alert(1)</script>" in tree.text()
    assert not re.search(r"\son\w+=", text.split("</style>")[1])


def test_a_denial_stands_beside_what_it_denies(written: dict[str, bytes]) -> None:
    text = written["md"].decode()
    leg = text.split("## Leg 2")[1].split("\n## ")[0]
    head, row = leg.index("| states it | denies it |"), leg.index("> **Denies it:**")
    assert head < leg.index(SECOND[:20]) < row
    assert "accepted, asserted" in leg[head:row] and "unreviewed, denied" in leg[head:row]
    assert "| denied by anybody | yes, see the legs |" in text
    assert "Denied: somebody denies it." in text


def test_what_people_judged_and_what_the_archive_keeps_is_told(written: dict[str, bytes]) -> None:
    text = written["md"].decode()
    judged = text.split("## Who judged the claims")[1].split("\n## ")[0]
    assert "| accepted | tester |" in judged and r"read the \*report\*" in judged
    assert "kept in the archive, byte for byte" in text and "| original | not kept here |" in text
    assert "CC BY-NC: no commercial use (The Test Gazette)" in text and f"| licence | {TERMS} |" in text
    assert "no licence is stated: ask before you pass it on (Office of rows.csv)" in text
    joined = text.split("## Why names are taken for one party")[1].split("\n## ")[0]
    assert "is made of 2 records of sources" in joined or "is made of 3 records" in joined
    assert "index of names is not on this machine" not in joined


def test_a_synthetic_path_is_marked_on_every_page(home: Path, paths: list[dict[str, Any]], tmp_path: Path) -> None:
    invented = next(path for path in paths if path["synthetic"])
    forms = ("--format", "pdf", "--format", "md", "--format", "html")
    assert waybill_here("dossier", invented["id"], *forms, "-o", tmp_path / "s", home=home).returncode == 0
    assert all("SYNTHETIC" in page for page in pages((tmp_path / "s.pdf").read_bytes()))
    text = (tmp_path / "s.md").read_text(encoding="utf-8")
    sections = re.split(r"(?m)^## ", text)[1:]
    assert sections and all("**SYNTHETIC" in section for section in sections)
    assert 'class="synthetic"' in (tmp_path / "s.html").read_text(encoding="utf-8")


def test_a_party_has_names_by_script_lists_owners_and_supplies(
    home: Path, paths: list[dict[str, Any]], tmp_path: Path
) -> None:
    legs = paths[0]["legs"]
    for number, identifier in enumerate((legs[1]["to"]["id"], legs[0]["to"]["id"])):
        done = waybill_here("dossier", identifier, "-o", tmp_path / f"{number}.md", home=home)
        assert done.returncode == 0, done.stderr
    volna, yelken = ((tmp_path / f"{number}.md").read_text(encoding="utf-8") for number in range(2))
    assert f"| Cyrl | {VOLNA} | OOO «Vydumka-Test» | primary |" in volna
    assert "by: Test Authority; lists: " in volna and "entry: T-1" in volna and "not before 2024-01-02" in volna
    assert "| it received from |" in volna and DENIAL.split("<")[0] in volna
    assert "share: 60 %" in yelken and SHARES.split("<")[0] in yelken
    assert "| it supplied |" in yelken and "| it received from |" in yelken


def test_a_tie_has_a_dossier_whatever_its_type(home: Path, paths: list[dict[str, Any]], tmp_path: Path) -> None:
    legs = paths[0]["legs"]
    shown = json.loads(waybill_here("show", legs[0]["to"]["id"], "--json", home=home).stdout)
    owns = next(one["id"] for one in shown["ties"] if one["type"] == "OWNS")
    for name, identifier in (("leg", legs[0]["id"]), ("owns", owns)):
        assert waybill_here("dossier", identifier, "-o", tmp_path / f"{name}.md", home=home).returncode == 0
    leg, shares = ((tmp_path / f"{name}.md").read_text(encoding="utf-8") for name in ("leg", "owns"))
    assert leg.startswith("# Supply: ") and FIRST.split("<")[0] in leg
    assert shares.startswith("# Shares: ") and "holds shares of" in shares and "It does not prove: Control" in shares


def test_a_file_that_is_there_stays_and_unknown_ids_are_told(
    home: Path, paths: list[dict[str, Any]], tmp_path: Path
) -> None:
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"mine")
    done = waybill_here("dossier", paths[0]["id"], "-o", target, home=home)
    assert done.returncode == 2 and "is there already" in done.stderr and "--force" in done.stderr
    assert target.read_bytes() == b"mine"
    assert waybill_here("dossier", paths[0]["id"], "-o", target, "--force", home=home).returncode == 0
    assert target.read_bytes().startswith(b"%PDF-")
    for command in ("dossier", "bundle"):
        done = waybill_here(command, "0123456789abcdef", "-o", tmp_path / "no.zip", home=home)
        assert done.returncode == 2 and "0123456789abcdef" in done.stderr and "waybill paths" in done.stderr
    done = waybill_here("dossier", paths[0]["id"], "--format", "docx", home=home)
    assert done.returncode == 2 and "md, html, pdf" in done.stderr
    done = waybill_here("dossier", paths[0]["id"], "-o", tmp_path / "none" / "x.md", home=home)
    assert done.returncode == 2 and "folder does not exist" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.pdf"]


def test_a_full_disk_leaves_nothing_behind(
    home: Path, paths: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("graph.export.target.os.fsync", full)
    for arguments in (
        ("dossier", paths[0]["id"], "-o", tmp_path / "x.md"),
        ("bundle", paths[0]["id"], "-o", tmp_path / "x.zip"),
    ):
        done = waybill_here(*arguments, home=home)
        assert done.returncode == 2 and "the disk is full" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_bundle_verifies_and_holds_every_original_that_is_kept(
    home: Path, paths: list[dict[str, Any]], written: dict[str, bytes], tmp_path: Path
) -> None:
    done = waybill_here("bundle", paths[0]["id"], "-o", tmp_path / "b.zip", home=home)
    assert done.returncode == 0, done.stderr
    assert "not kept here: rows.csv" in done.stderr and "licence: CC BY-NC: no commercial use" in done.stderr
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    listed = [line.split("  ", 1) for line in held.pop("SHA256SUMS").decode().splitlines()]
    sums = {name: digest for digest, name in listed}
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    (original,) = (name for name in held if name.startswith("originals/"))
    assert re.fullmatch(r"originals/001-[\w.\-]+\.txt", original) and NAME not in original
    assert sums[original] in held["dossier.md"].decode()
    assert held["dossier.pdf"] == written["pdf"]
    assert held["not-kept.tsv"].decode().splitlines()[1].startswith("rows.csv\t")
    assert (
        "sha256sum -c SHA256SUMS" in held["README.txt"].decode()
        and "CC BY-NC: no commercial use" in held["README.txt"].decode()
    )
    answer = json.loads(held["answer.json"])
    assert answer["path"]["id"] == paths[0]["id"]
    assert [item["quote"] for item in answer["path"]["legs"][0]["evidence"]] == [FIRST]
    again = waybill_here("bundle", paths[0]["id"], "-o", tmp_path / "c.zip", "--json", home=home)
    assert json.loads(again.stdout)["not_kept"] == ["rows.csv"]
    assert (tmp_path / "c.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_first_path_of_the_corpus_reads_as_it_should(home: Path, engine: Settings, tmp_path: Path) -> None:
    from tests.support.homes import empty

    empty(engine)
    done = waybill_here("load", CORPUS / "en_customs_data.txt", CORPUS / "de_zolldaten.txt", home=home)
    assert done.returncode == 0, done.stderr
    asked = ("paths", "--from", "CN", "--to", "RU", "--via", "TR", "--goods", "drone parts", "--json")
    first = json.loads(waybill_here(*asked, home=home).stdout)["paths"][0]["id"]
    assert waybill_here("dossier", first, "-o", tmp_path / "first.md", home=home).returncode == 0
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "TIME", (tmp_path / "first.md").read_text(encoding="utf-8"))
    assert text == GOLDEN.read_text(encoding="utf-8")
