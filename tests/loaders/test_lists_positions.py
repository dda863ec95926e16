"""What cells of positions plainly state, and what is left in them. All names are invented."""

from __future__ import annotations

import pytest

from graph.model import Party
from loaders.lists.positions import claims_of, positions


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        ("General Director of LLC Unreal Gears", [("General Director", "LLC Unreal Gears", False, True)]),
        ("Owner of LLC Ghost", [("Owner", "LLC Ghost", True, False)]),
        ("Co-founder and co-owner of the “Unreal Group”", [("Co-founder and co-owner", "“Unreal Group”", True, True)]),
        ("Majority shareholder of Phantom Oil", [("Majority shareholder", "Phantom Oil", True, False)]),
        ("Beneficial owner of JSC ‘Gears and Wheels’", [("Beneficial owner", "JSC ‘Gears and Wheels’", True, False)]),
        (
            "Chairman of the Board of Directors of Ghost Bank",
            [("Chairman of the Board of Directors", "Ghost Bank", False, True)],
        ),
        ("Deputy Director of the Unreal Bureau (since 2021)", [("Deputy Director", "Unreal Bureau", False, True)]),
        ("Major; Commander of the 99th Ghost Brigade", [("Commander", "99th Ghost Brigade", False, True)]),
        ("Former General Director of LLC Ghost", []),
        ("Head of the Northern Zone under the Nameless regime", []),
        ("Head of recruitment for PMC Ghost", []),
        ("General Director of LLC Ghost and LLC Wraith", []),  # which of the two, or both?
        ("General Director of LLC Ghost, member of a party", []),
        ("Singer", []),
        ("Captain of the ship", []),
        ("", []),
    ],
)
def test_positions(cell: str, stated: list[tuple[str, str, bool, bool]]) -> None:
    assert [(one.title, one.body, one.holds, one.serves) for one in positions(cell)] == stated


def test_the_head_of_a_state_holds_an_office_at_a_country() -> None:
    person = Party(surface="Ivan UNREAL", kind="person", key="1")
    (claim,) = claims_of("President of Belarus", person, "1", "test")
    assert claim.object is not None
    assert (claim.kind, claim.object.form, claim.object.country) == ("role", "country", "BY")
    assert list(claims_of("Owner of Belarus", person, "1", "test")) == []
