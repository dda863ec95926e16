"""One firm in three scripts: what joins it, a path that rests on the join alone, and the join taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from tests.support.lanhe import (
    CYRILLIC,
    HAN,
    LATIN,
    RECIPIENT,
    SENDER,
    WITHOUT,
    Call,
    answer,
    ids_of,
    paths,
    write_tables,
)
from waybill.cli import run


@pytest.fixture
def call(
    store: Store,
    store_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Call:
    """Run a command on each engine in turn; nothing is loaded, and nobody has judged anything."""
    home = store_settings.home
    for folder in ("archive", "resolution"):
        shutil.rmtree(home / folder, ignore_errors=True)
    options = ["--home", str(home)]
    monkeypatch.setenv("WAYBILL_REVIEWER", "tester")
    if not store_settings.embedded:
        options += ["--graph", store_settings.graph]
        monkeypatch.setenv("WAYBILL_PASSWORD", store_settings.password or "")

    def do(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([*options, *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return do


def test_a_path_that_rests_on_a_join_comes_and_goes_with_it(call: Call, tmp_path: Path) -> None:
    assert call("load", *write_tables(tmp_path))[0] == 0
    before = answer(call, "digest")["digest"]
    alone = paths(call)
    assert [len(path) for path in alone] == [2]
    ids = ids_of(call)
    lanhe = [ids[name] for name in (HAN, LATIN, CYRILLIC)]

    pairs = answer(call, "resolve", "queue", "--limit", "100")["pairs"]
    waiting = {frozenset(pair["records"]) for pair in pairs}
    joined = {frozenset((one["one"], one["other"])) for one in answer(call, "resolve")["joined"]}
    for one, other in ((HAN, LATIN), (HAN, CYRILLIC), (LATIN, CYRILLIC)):
        found = answer(call, "explain", ids[one], ids[other])
        assert any(reason["what"] == "name" for reason in found["reasons"])
        if (one, other) == (HAN, LATIN):
            assert found["party"] or found["between"], "neither joined nor queued"
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


def test_a_decision_on_the_queue_opens_the_paths_that_it_says(call: Call, tmp_path: Path) -> None:
    assert call("load", *write_tables(tmp_path, WITHOUT))[0] == 0
    ids = ids_of(call)
    found = answer(call, "resolve", "queue")
    first, before = found["pairs"][0], paths(call)
    assert set(first["records"]) == {ids[HAN], ids[LATIN]}, found
    assert first["effect"] == {"paths": 2, "opened": 2, "closed": 0}  # from the firm, whose country is known, and to it
    assert "opens" in call("resolve", "queue", "--limit", "1")[1]
    call("judge", *first["records"], "same", "--why", "read")
    after = paths(call)
    assert len(after) == len(before) + first["effect"]["opened"]
    assert [SENDER, RECIPIENT] in [[path[0], path[-1]] for path in after if path not in before]
    assert frozenset(first["records"]) not in {
        frozenset(pair["records"]) for pair in answer(call, "resolve", "queue")["pairs"]
    }
    call("judge", *first["records"], "undo")
    assert paths(call) == before
    assert call("check")[0] == 0
