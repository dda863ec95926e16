"""Screening a name against the index."""

from __future__ import annotations

import pytest

from graph.resolution.exact import PartyRecord
from graph.resolution.index import Index
from graph.resolution.screening import match

RECORDS = (
    PartyRecord("r1", "company", ("深圳市蓝禾电子有限公司",), "CN", ids=(("INN", "7707083893"),)),
    PartyRecord("r2", "company", ("Lanhe Trading LLC",), "CN"),
    PartyRecord("r3", "company", ("Spektr-Import LLC",), "RU"),
    PartyRecord("p1", "person", ("LANHEV, Ivan",), "RU", birth_dates=("1970-01-02",)),
)


WORDS = [
    f"{first}{last}"
    for first in ("Bor", "Vin", "Gro", "Dor", "Zhel")
    for last in ("kim", "len", "mar", "nev", "olk", "pir")
]


@pytest.fixture
def index(tmp_path):
    with Index(tmp_path / "names.sqlite") as index:
        index.update(RECORDS)
        yield index


def ask(index, name, country=None, kind="company", **more):
    return [one.record.record for one in match(index, PartyRecord("asked", kind, (name,), country, **more))]


def test_the_likeliest_comes_first(index):
    assert ask(index, "Shenzhen Lanhe Electronics Co., Ltd.", "CN") == ["r1", "r2"]


def test_an_identifier_finds_what_no_name_does(index):
    found = match(index, PartyRecord("asked", "company", ("Other",), ids=(("INN", "7707083893"),)))
    assert [(one.record.record, one.score.joins) for one in found] == [("r1", True)]


def test_a_person_is_found_in_any_order_of_names(index):
    assert ask(index, "Иван Ланхев", kind="person") == ["p1"]


@pytest.mark.parametrize("name", ["", "LLC", "Ромашка", "🚀"])
def test_nothing_is_found_for_a_name_that_nobody_has(index, name):
    assert ask(index, name) == []


def test_a_record_does_not_find_itself(index):
    assert [one.record.record for one in match(index, RECORDS[0])] == ["r2"]


def test_the_one_that_looks_alike_is_found_among_many_that_do_not(tmp_path):
    many = [PartyRecord(f"n{place}", "company", (f"Lanhe {word} Trading",), "CN") for place, word in enumerate(WORDS)]
    with Index(tmp_path / "many.sqlite") as index:
        index.update([*many, PartyRecord("z", "company", ("Lanhe Bolotnik Trading",), "CN")])
        assert ask(index, "Ланхэ Болотник Трейдинг", "CN")[0] == "z"


@pytest.mark.parametrize("asked", ["Lanhe North Industries", "蓝禾北方工业公司", "Lanhe North Industries Corp."])
def test_a_name_that_goes_on_is_a_candidate_though_nothing_else_is_known(tmp_path, asked):
    held = [
        PartyRecord("g1", "company", ("Lanhe North Industries Group Corporation Limited",), "CN"),
        PartyRecord("g2", "company", ("Spektr Wood Industry",), "CN"),
    ]
    with Index(tmp_path / "names.sqlite") as index:
        index.update(held)
        assert ask(index, asked) == ["g1"]
        assert not match(index, PartyRecord("asked", "company", (asked,)))[0].score.joins


def test_what_many_share_is_found_by_its_parts(tmp_path):
    """Of a Chinese name without a word of its own: a word for two parts is read as these two.

    A real name, on the list of Chinese military companies (Section 1260H, US Department of Defense).
    """
    with Index(tmp_path / "names.sqlite") as index:
        index.update([PartyRecord("g1", "company", ("China North Industries Group Corporation",), "CN")])
        assert ask(index, "中国北方工业公司") == ["g1"]
