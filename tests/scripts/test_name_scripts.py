"""The scripts that make labelled pairs of names out of lists, and fit the weights of the comparison to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolution.evaluation import Case
from scripts.logistic import calibrated, chances_of, fit
from scripts.name_pairs import Listed, category, half, join, made, usable
from scripts.train_organisations import altered, count_words


def listed(record: str, *names: str, source: str = "list", schema: str = "Company", **slots: object) -> Listed:
    entry = Listed(source, schema, record, names[0], **slots)  # type: ignore[arg-type]
    for name in names:
        entry.names["Cyrl" if name[-1] >= "а" else "Latn"].add(name)
    return entry


def test_entries_that_share_an_identifier_or_a_name_are_one_party_over_all_lists() -> None:
    entries = [
        listed("a", "Lanhe LLC", ids={("INN", "1")}),
        listed("b", "Spektr", source="other", ids={("INN", "1")}),
        listed("c", "SPEKTR", source="third"),
        listed("d", "Volna"),
    ]
    join(entries)
    assert [entry.party for entry in entries] == ["a", "a", "a", "d"]


def test_positives_are_of_one_entry_and_negatives_of_the_most_alike_others_of_the_same_half() -> None:
    entries = [listed(str(n), f"Lanhe Plant {n}x", f"Завод Ланхе {n}х") for n in range(12)]
    join(entries)
    pairs, parties = made(entries, seed=6)
    assert {line["scripts"] for line in pairs} == {"Cyrl-Latn"}
    for line in pairs:
        assert (line["is_match"] == "true") == (line["party"] == line["other"])
        assert half(line["party"]) == half(line["other"]) == line["split"]
    assert sum(line["is_match"] == "true" for line in pairs) == 12
    assert len(parties) == len(pairs)
    assert made(entries, seed=6) == (pairs, parties)


@pytest.mark.parametrize(
    "name", ["ООО Ланхе; ООО Спектр", "Lanhe (INN 1234567890)", "Lanhe ООО Ромашка", "-", "a" * 200]
)
def test_cells_that_hold_more_than_a_name_are_left_out(name: str) -> None:
    assert not usable(name)


def test_whose_names_they_are_depends_on_the_country() -> None:
    assert category(listed("a", "Lanhe", country="CN"), "Hani-Latn") == "own"
    assert category(listed("a", "Lanhe", country="US"), "Hani-Latn") == "foreign"
    assert category(listed("a", "Lanhe", country="CN"), "Latn-Latn") == ""


Rows = tuple[np.ndarray, np.ndarray, np.ndarray]


def rows(seed: int) -> Rows:
    """Pairs of which the first feature says all, and whose second one seems to speak for a match though it may not."""
    choice = np.random.default_rng(seed)
    value = choice.random(400)
    match = (choice.random(400) < value).astype(float)
    return np.column_stack([value, match, np.ones(400)]), match, np.ones(400)


def test_no_feature_is_fitted_against_its_sign() -> None:
    weights = fit(*rows(1), [1, -1], pull=2.0)
    assert weights[0] > 1
    assert weights[1] == 0.0


def test_a_feature_weighs_at_least_what_is_asked_for() -> None:
    weights = fit(*rows(1), [1, -1], pull=2.0, least=[0.0, 1.5])
    assert weights[1] == -1.5


@given(st.permutations(range(400)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_pairs_does_not_matter_to_a_fit(order: list[int]) -> None:
    table, match, counts = rows(3)
    weights = fit(table, match, counts, [1, 1], pull=2.0)
    assert fit(table[order], match[order], counts, [1, 1], pull=2.0) == pytest.approx(weights, abs=1e-4)


def test_calibrated_chances_are_shares() -> None:
    table, match, counts = rows(2)
    totals = table @ np.array([18.0, 0.0, -9.0])
    stretch, shift = calibrated(totals, match, counts)
    assert stretch < 1
    assert chances_of(totals * stretch + shift).mean() == pytest.approx(match.mean(), abs=0.01)


def test_altered_names_are_of_other_parties() -> None:
    assert ("Lanhe LLC", "Lanhe Trading House LLC") in altered("Lanhe LLC")
    assert all(one != other for one, other in altered("Lanhe LLC"))


def test_words_are_counted_by_party() -> None:
    pairs = [
        Case(
            "Company",
            (f"Lanhe {'Volna' if n < 40 else 'Iskra'}",),
            (f"Other{n}",),
            False,
            "Latn-Latn",
            party=str(n),
            other="x",
        )
        for n in range(1500)
    ]
    classes = count_words(pairs)
    assert "lanhe" in classes["sounds"]["4"].split()
    assert "wave" in classes["concepts"]["4"].split()
    assert not any("other1" in words for words in classes["sounds"].values())
