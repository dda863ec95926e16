"""What two records together say."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolution.exact import PartyRecord
from graph.resolution.keys import address_keys
from graph.resolution.scoring import NEVER, _weights, score

HAN = PartyRecord("r1", "company", ("深圳市蓝禾电子有限公司",), "CN")
LATIN = PartyRecord("r2", "company", ("Shenzhen Lanhe Electronics Co., Ltd.",), "CN")
STREET = ("5 Lesnaya Street, 123456 Ensk",)


def test_one_firm_in_two_scripts_joins_where_the_country_is_known_and_equal():
    assert score(HAN, LATIN).joins
    assert not score(HAN, replace(LATIN, country=None)).joins
    assert not score(HAN, replace(LATIN, country="HK")).joins


def test_a_body_and_a_firm_may_be_one_but_an_invented_party_is_no_real_one():
    assert score(HAN, replace(LATIN, kind="public_body")).joins
    assert score(HAN, replace(LATIN, synthetic=True)).chance < 0.01
    assert score(HAN, replace(LATIN, kind="person")).chance < 0.01


def test_identifiers_settle_it():
    mine = replace(HAN, ids=(("INN", "7707083893"),))
    same = PartyRecord("r3", "company", ("Ромашка",), "RU", ids=(("INN", "7707083893"),))
    other = replace(LATIN, ids=(("INN", "5261077695"),))
    assert score(mine, same).joins and score(mine, same).reasons[0].weight == math.inf
    assert score(mine, other).forbids and not score(mine, other).joins
    assert score(mine, other).reasons[0].what == "identifier"


def test_identifiers_with_wrong_check_digits_settle_nothing():
    one, other = replace(HAN, ids=(("INN", "7707083890"),)), replace(LATIN, ids=(("INN", "7707083891"),))
    assert score(one, other).joins


@pytest.mark.parametrize("part", ["weak", "former"])
def test_weak_and_former_names_wait_for_a_person(part):
    bare = PartyRecord("r2", "company", (), "CN")
    found = score(HAN, replace(bare, weak=LATIN.names) if part == "weak" else replace(bare, former=LATIN.names))
    assert found.chance >= 0.5 and not found.joins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Spektr-Import LLC", "Spektr-Import Group LLC"),
        ("Spektr Plant No. 12", "Spektr Plant No. 21"),
        ("Ensk Branch of Spektr-Import LLC", "Spektr-Import LLC"),
    ],
)
def test_a_firm_its_group_its_branch_and_its_twin_are_not_joined(one, other):
    assert not score(PartyRecord("a", "company", (one,), "RU"), PartyRecord("b", "company", (other,), "RU")).joins


def test_an_acronym_needs_an_address():
    one, other = PartyRecord("a", "company", ("АО «СПКТ»",), "RU"), PartyRecord("b", "company", ("JSC SPKT",), "RU")
    assert not score(one, other).joins
    assert score(replace(one, addresses=STREET), replace(other, addresses=STREET)).joins


def test_a_shared_address_speaks_for_a_pair_unless_many_share_it():
    one, other = (
        replace(record, names=("Lanhe " + more,), addresses=STREET) for record, more in ((HAN, "A"), (LATIN, "B"))
    )
    crowded = {key.number for key in address_keys(one)}
    near, alone = score(one, other), score(one, other, crowded)
    assert near.chance > alone.chance
    (same,) = (reason.detail for reason in near.reasons if reason.what == "address")
    (town,) = (reason.detail for reason in alone.reasons if reason.what == "address")
    assert town.startswith("in one town") and not same.startswith("in one town")
    assert score(replace(one, names=("Hongda",)), other).chance < 0.5


@pytest.mark.parametrize(
    ("what", "mine", "theirs"),
    [
        ("phone", ("PHONE", "8 (495) 000-00-01"), ("FAX", "+7 495 000-00-01")),
        ("site", ("EMAIL", "info@lanhe.example"), ("WEBSITE", "https://www.lanhe.example/en")),
        ("site", ("EMAIL", "lanhe@mail.ru"), ("EMAIL", "Lanhe@mail.ru")),
    ],
)
def test_a_shared_telephone_or_site_speaks_for_a_pair_but_joins_nobody(what, mine, theirs):
    one = PartyRecord("a", "company", ("Lanhe Gears",), "RU", ids=(mine,))
    other = PartyRecord("b", "company", ("Lanhe Lenses",), "RU", ids=(theirs,))
    near, alone = score(one, other), score(one, other, {key.number for key in address_keys(one)})
    assert near.chance > alone.chance and not near.forbids
    assert [(reason.what, reason.detail) for reason in near.reasons if reason not in alone.reasons] == [
        (what, f"{mine[1]} = {theirs[1]}")
    ]
    assert not score(replace(one, names=("Hongda",)), other).joins
    assert score(replace(one, country=None), replace(other, names=one.names)).joins is False


def test_mailboxes_of_one_public_service_and_two_telephones_say_nothing():
    one = PartyRecord(
        "a", "company", ("Lanhe Gears",), "RU", ids=(("EMAIL", "a@mail.ru"), ("PHONE", "8 495 000-00-01"))
    )
    other = replace(
        one, record="b", names=("Lanhe Lenses",), ids=(("EMAIL", "b@mail.ru"), ("PHONE", "8 495 000-00-02"))
    )
    assert score(one, other).chance == score(replace(one, ids=()), replace(other, ids=())).chance


def test_a_person_joins_by_the_date_of_birth():
    one = PartyRecord("p1", "person", ("Ivan Petrovich LANHEV",), "RU", birth_dates=("1970-01-02",))
    other = PartyRecord("p2", "person", ("Ланхев Иван Петрович",), None, birth_dates=("1970-01-02",))
    assert score(one, other).joins
    assert not score(one, replace(other, birth_dates=("1970",))).joins
    assert score(one, replace(other, birth_dates=("1982-05-06",))).chance < 0.1


def test_records_without_a_name_are_nobody():
    assert score(replace(HAN, names=("LLC",)), replace(LATIN, names=("", "Co., Ltd."))).chance < 0.01


NAMES = st.sampled_from([*HAN.names, *LATIN.names, "Спектр", "LLC", "", "Lanhe", "ЛАНХЭ 12", "🚀"])
RECORDS = st.builds(
    PartyRecord, st.sampled_from("abc"), st.sampled_from(["company", "person", "vessel"]),
    st.lists(NAMES, max_size=3).map(tuple), st.sampled_from(["CN", "RU", None]),
    weak=st.lists(NAMES, max_size=2).map(tuple), birth_dates=st.sampled_from([(), ("1970",), ("1970-01-02",)]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(one=RECORDS, other=RECORDS)
def test_the_order_of_two_records_does_not_matter(one, other):
    other = replace(other, record="z")
    found = score(one, other)
    assert found == score(other, one)
    assert 0 <= found.chance <= 1


@settings(max_examples=150, deadline=None)
@given(one=RECORDS, other=RECORDS, least=st.floats(0.0, 1.0))
def test_a_score_that_ends_early_is_told_alike_where_it_matters(one, other, least):
    whole, early = score(one, other), score(one, other, least=least)
    assert early == whole or (whole.chance < least and early.chance == NEVER)


def test_what_is_looked_at_last_never_speaks_for_a_pair():
    for weights in _weights().values():
        assert all(weights.get(feature, 0) <= 0 for feature in ("apart", "common_name", "one_list", "form_differs"))
