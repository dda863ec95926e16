"""The third-party assets are those of their manifests, with version, licence and checksum."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import dashboard

VENDOR = Path(dashboard.__file__).parent / "static" / "vendor"


def _build():
    spec = importlib.util.spec_from_file_location("vendor_build", VENDOR / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["vendor_build"] = module  # dataclasses look the module up
    spec.loader.exec_module(module)
    return module


def test_files_match_their_manifests_and_carry_their_licence():
    build = _build()
    assert [problem for asset in build.ASSETS for problem in build.check(asset)] == []
    for asset in build.ASSETS:
        assert "Permission is hereby granted" in (VENDOR / asset.package / "LICENSE.txt").read_text(encoding="utf-8")


def test_a_changed_file_is_found(tmp_path, monkeypatch):
    import shutil

    build = _build()
    shutil.copytree(VENDOR / "cytoscape", tmp_path / "cytoscape")
    monkeypatch.setattr(build, "HERE", tmp_path)
    assert build.check(build.ASSETS[0]) == []
    (tmp_path / "cytoscape" / "cytoscape.min.js").write_text("changed", encoding="utf-8")
    assert "cytoscape.min.js: sha256 differs" in build.check(build.ASSETS[0])[0]
