"""One firm in three scripts: what joins it, a path that rests on the join alone, and the join taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from tests.support.lanhe import CYRILLIC, HAN, LATIN, RECIPIENT, SENDER, Call, answer, ids_of, paths, write_tables
from waybill.cli import run


@pytest.fixture
def call(
    store: Store,
    store_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Call:
    """Run a command in a home of its own, on each engine in turn; the tables are loaded."""
    home = tmp_path / "home"
    options = ["--home", str(home)]
    monkeypatch.setenv("WAYBILL_REVIEWER", "tester")
    if not store_settings.embedded:
        options += ["--graph", store_settings.graph]
        monkeypatch.setenv("WAYBILL_PASSWORD", store_settings.password or "")

    def do(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([*options, *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    code, _, err = do("load", *write_tables(tmp_path / "tables"))
    assert code == 0, err
    return do


def test_a_path_that_rests_on_a_join_comes_and_goes_with_it(call: Call) -> None:
    before = answer(call, "digest")["digest"]
    alone = paths(call)
    assert [len(path) for path in alone] == [2]
    ids = ids_of(call)
    lanhe = [ids[name] for name in (HAN, LATIN, CYRILLIC)]

    pairs = answer(call, "resolve", "queue", "--limit", "100")["pairs"]
    waiting = {frozenset(pair["records"]): pair for pair in pairs}
    joined = {frozenset((one["one"], one["other"])) for one in answer(call, "resolve")["joined"]}
    for one, other in ((HAN, LATIN), (HAN, CYRILLIC), (LATIN, CYRILLIC)):
        found = answer(call, "explain", ids[one], ids[other])
        assert found["party"] or found["between"], f"{one} and {other} are neither joined nor queued"
        assert found["chance"] > 0.5
        assert any(reason["what"] == "name" and reason["weight"] > 0 for reason in found["reasons"])
    for pair in (lanhe[:2], [lanhe[0], lanhe[2]]):
        if frozenset(pair) not in joined:
            assert call("judge", *pair, "same", "--why", "the same address on both papers")[0] == 0
    assert waiting or joined

    party = min(lanhe)
    after = paths(call)
    (new,) = (path for path in after if path not in alone and len(path) == 3)
    assert (new[0], new[2]) == (SENDER, RECIPIENT)
    explained = answer(call, "explain", ids[HAN], ids[CYRILLIC])
    assert explained["party"] == party
    assert explained["chain"]
    code, printed, _ = call("explain", ids[HAN][:8], ids[CYRILLIC][:8])
    assert code == 0
    assert "They are one party" in printed
    assert f"{HAN} (shen zhen shi lan he" in printed
    assert f"{CYRILLIC} (Shenchzhen Lankhe Elektroniks)" in printed

    code, _, err = call("unmerge", party, "--why", "three firms of one name")
    assert code == 0, err
    assert answer(call, "digest")["digest"] == before
    assert paths(call) == alone
    assert call("check")[0] == 0
    assert call("rebuild")[0] == 0
    assert answer(call, "digest")["digest"] == before


def test_a_decision_on_the_queue_opens_the_path_that_it_said_it_would(call: Call) -> None:
    ids = ids_of(call)
    pairs = answer(call, "resolve", "queue")["pairs"]
    opening = [pair for pair in pairs if pair["effect"]["opened"]]
    if not opening:
        pytest.skip("all of the firm's names join by themselves, so nothing that waits opens a path")
    assert pairs[0]["effect"]["paths"] == max(pair["effect"]["paths"] for pair in pairs)
    first, before = pairs[0], paths(call)
    assert {ids[HAN], ids[CYRILLIC]} <= {record for pair in opening for record in pair["records"]}
    call("judge", *first["records"], "same", "--why", "read")
    assert len(paths(call)) == len(before) + first["effect"]["opened"]
    call("judge", *first["records"], "undo")
    assert paths(call) == before
