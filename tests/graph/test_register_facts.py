"""What registers add to the model: parties that no claim of a deed names, relations that make no tie, bands, stubs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.archive import Archive
from graph.model import Amount, Claim, Name, Party, Source
from graph.projection import Projection, project
from tests.support.samples import firm, new_archive, put_table

CHILD, PARENT = "CHILD000000000000071", "PARENT00000000000038"  # invented, with right check digits
BAND = Amount("25", ">", "%"), Amount("50", "<=", "%")


def stub(kind: str, number: str) -> Party:
    return Party(surface=f"{kind} {number}", ids=((kind, number),), key=f"{kind} {number}", stub=True)


def register(*parties: Party) -> list[Claim]:
    return [
        Claim(kind="registration", object=party, topic="Register of Test", entry=str(number), outcome="active")
        for number, party in enumerate(parties)
    ]


def nodes(projection: Projection, label: str) -> dict[str, dict[str, Any]]:
    return {key[1]: node.properties for key, node in projection.elements.nodes.items() if key[0] == label}


def kinds(projection: Projection) -> set[str]:
    return {relationship.type for relationship in projection.elements.relationships.values()}


def archive_with(folder: Path, *tables: tuple[str, list[Claim]]) -> Archive:
    archive = new_archive(folder)
    for name, claims in tables:
        put_table(archive, f"{name}.csv", claims, publisher=name)
    return archive


def test_a_party_that_only_a_register_names_enters_the_graph_with_names_and_numbers(tmp_path: Path) -> None:
    names = (Name("虚构车床厂", "alias", "zh"),)
    party = firm("Invented Lathe Works", "CN", ids=(("LEI", CHILD),), names=names)
    found = project(archive_with(tmp_path, ("register", register(party))))
    (company,) = nodes(found, "Company").values()
    assert (company["name"], company["identifiers"]) == ("Invented Lathe Works", [f"LEI:{CHILD}"])
    (entry,) = nodes(found, "Registration").values()
    assert (entry["topic"], entry["entry"], entry["outcome"]) == ("Register of Test", "0", "active")
    assert {"REGISTERS", "NAMED", "STATED_IN"} <= kinds(found)


def test_a_link_is_a_fact_and_no_tie(tmp_path: Path) -> None:
    one, other = firm("Invented Child", "DE"), firm("Invented Parent", "DE")
    link = Claim(kind="link", subject=one, object=other, topic="directly consolidated by", share=Amount("100"))
    found = project(archive_with(tmp_path, ("register", [link])))
    assert {"LINKS", "LINKED_TO"} <= kinds(found)
    assert not kinds(found) & {"OWNS", "DIRECTS", "SUPPLIED"}


def test_a_band_of_shares_stays_a_band(tmp_path: Path) -> None:
    one, other = firm("Invented Holder", "GB"), firm("Invented Held", "GB")
    lower, upper = BAND
    claims = [
        Claim(kind="ownership", subject=one, object=other, share=lower, share_max=upper, start="2020"),
        Claim(kind="ownership", subject=other, object=one, share=Amount("75", ">=", "%"), start="2020"),
        Claim(kind="ownership", subject=one, object=other, share=Amount("10", "<=", "%"), start="2021"),
        Claim(kind="ownership", subject=one, object=other, share=Amount("33.5"), start="2022"),
    ]
    found = project(archive_with(tmp_path, ("register", claims)))
    shares = {
        tuple(fact.get(f"share{end}") for end in ("", "_relation", "_min", "_max", "_max_relation"))
        for fact in nodes(found, "Ownership").values()
    }
    assert shares == {
        (25.0, ">", 25.0, 50.0, "<="), (75.0, ">=", 75.0, None, None), (10.0, "<=", None, 10.0, None),
        (33.5, "=", 33.5, 33.5, None),
    }  # fmt: skip


def test_two_registers_that_differ_in_a_bound_state_two_facts(tmp_path: Path) -> None:
    one, other = firm("Invented Holder", "GB"), firm("Invented Held", "GB")
    lower, upper = BAND
    band = Claim(kind="ownership", subject=one, object=other, share=lower, share_max=upper)
    wider = Claim(kind="ownership", subject=one, object=other, share=lower, share_max=Amount("75", "<"))
    assert len(project(archive_with(tmp_path / "a", ("A", [band]), ("B", [wider]))).facts) == 2
    assert len(project(archive_with(tmp_path / "b", ("A", [band]), ("B", [band]))).facts) == 1


@given(order=st.permutations(["entries", "relations", "exceptions"]))
@hypothesis_settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_stub_is_filled_in_whatever_order_the_files_come(order: list[str], tmp_path_factory: Any) -> None:
    known = firm("Invented Child", "DE", ids=(("LEI", CHILD),), key=f"LEI {CHILD}")
    files = {
        "entries": register(known),
        "relations": [Claim(kind="link", subject=stub("LEI", CHILD), object=stub("LEI", PARENT), topic="child of")],
        "exceptions": register(stub("LEI", CHILD)),
    }
    archive = new_archive(tmp_path_factory.mktemp("home"))
    for number, name in enumerate(order):
        put_table(archive, f"{name}.csv", files[name], publisher=name)
        found = project(archive)
        child = next(node for node in nodes(found, "Company").values() if node["identifiers"] == [f"LEI:{CHILD}"])
        filled = "entries" in order[: number + 1]
        assert child["name"] == ("Invented Child" if filled else f"LEI {CHILD}")
        assert child.get("stub") == (None if filled else True)
    names = {node["text"] for node in nodes(found, "Name").values()}
    assert names == {"Invented Child"}
    assert [n["name"] for n in nodes(found, "Company").values() if n.get("stub")] == [f"LEI {PARENT}"]


def test_a_stub_says_nothing_of_what_a_party_is(tmp_path: Path) -> None:
    body = firm("Ministry of Invented Works", "RU", kind="public_body", ids=(("INN", "7704730655"),))
    tables = [(f"relations {n}", register(stub("INN", "7704730655"))) for n in range(3)]
    found = project(archive_with(tmp_path, ("entries", register(body)), *tables))
    assert [node["name"] for node in nodes(found, "PublicBody").values()] == ["Ministry of Invented Works"]
    assert not nodes(found, "Company")


def test_claims_without_a_stub_are_written_as_before() -> None:
    data = Claim(kind="link", subject=firm("Invented One"), object=stub("LEI", "X")).to_json()
    assert "stub" not in data["subject"]
    assert data["object"]["stub"] is True
    assert msgspec.convert(data, Claim).object == stub("LEI", "X")


def test_what_a_later_version_deletes_is_closed_and_what_it_adds_again_is_open(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    held = Claim(kind="link", subject=firm("Invented One", "DE"), object=firm("Invented Two", "DE"), record="entity 1")
    gone = Claim(kind="registration", entry="1", flags=("deletes:entity 1",), record="deleted entity 1")
    seen = []
    for edition, claim in (("2024-01-01", held), ("2024-03-01", gone), ("2024-02-01", held), ("2024-04-01", held)):
        source = Source(publisher="Register of Test", edition=edition)
        put_table(archive, f"{edition}.json", [claim], source=source)
        found = project(archive)
        assert not nodes(found, "Registration")
        (link,) = nodes(found, "Link").values()
        seen.append((link["first_seen"], link.get("last_seen")))
    assert seen == [("2024-01-01", None), ("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-02-01"),
                    ("2024-01-01", None)]  # fmt: skip


@given(order=st.permutations([0, 1, 2]))
@hypothesis_settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_record_restated_with_another_owner_is_another_fact(order: list[int], tmp_path_factory: Any) -> None:
    archive = new_archive(tmp_path_factory.mktemp("home"))
    held = firm("Invented Held", "DE")
    for number in order:
        owner = firm("Invented Before" if number < 2 else "Invented After", "DE")
        claim = Claim(kind="ownership", subject=owner, object=held, share=Amount("60"), record="entity 1")
        source = Source(publisher="Register of Test", edition=f"2024-0{number + 1}-01")
        put_table(archive, f"{number}.json", [claim], source=source)
    found = project(archive)
    names = {key[1]: node.properties.get("name") for key, node in found.elements.nodes.items()}
    facts = nodes(found, "Ownership")
    owners = {
        names[one.start[1]]: (facts[one.end[1]]["first_seen"], facts[one.end[1]].get("last_seen"),
                              facts[one.end[1]].get("gone_in"))
        for one in found.elements.relationships.values() if one.type == "HOLDS"
    }  # fmt: skip
    assert owners == {
        "Invented Before": ("2024-01-01", "2024-02-01", "2024-03-01"), "Invented After": ("2024-03-01", None, None),
    }  # fmt: skip
