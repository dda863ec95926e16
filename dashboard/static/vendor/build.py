"""Rebuild the third-party assets of the dashboard and of its browser tests from their npm packages.

Run it by hand when a version changes: ``python dashboard/static/vendor/build.py``. It needs npm and the network; the
dashboard needs neither. ``--check`` compares the files that lie here with their manifests and needs no network.
The map has a script of its own beside this one, for it needs a Python package besides.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[2] / "tests" / "browser" / "vendor"


@dataclass(frozen=True, slots=True)
class Asset:
    """One npm package of which files are taken as they are.

    Attributes:
        package: name on npm.
        version: exact version.
        licence: SPDX identifier of the licence text that is taken along.
        files: pairs of path within the package and name here.
        place: folder that holds the folder of the package.
    """

    package: str
    version: str
    licence: str
    files: tuple[tuple[str, str], ...]
    place: Path = HERE

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.place / self.package


ASSETS = (
    Asset(
        package="cytoscape",
        version="3.34.4",
        licence="MIT",
        files=(("dist/cytoscape.min.js", "cytoscape.min.js"), ("LICENSE", "LICENSE.txt")),
    ),
    Asset(
        package="axe-core",
        version="4.14.1",
        licence="MPL-2.0",
        files=(
            ("axe.min.js", "axe.min.js"), ("LICENSE", "LICENSE.txt"), ("LICENSE-3RD-PARTY.txt", "LICENSE-3RD-PARTY.txt")
        ),
        place=TESTS,
    ),
)  # fmt: skip
# Several packages as one file: package.json and package-lock.json say which, entry.js what is taken of them.
BUNDLE = HERE / "codemirror"
BUNDLED = "codemirror.min.js"


def main(arguments: list[str] | None = None) -> int:
    """Build all assets, or check them; the exit code is 1 when a check fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare files and manifests, fetch nothing")
    if not parser.parse_args(arguments).check:
        for asset in ASSETS:
            build(asset)
        bundle()
    problems = [problem for asset in ASSETS for problem in check(asset.folder, asset.version)]
    problems += check(BUNDLE)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def build(asset: Asset) -> None:
    """Fetch a package with npm and write its files and their manifest."""
    asset.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        archive, integrity = packed(asset.package, asset.version, Path(temporary))
        with archive:
            for inside, name in asset.files:
                (asset.folder / name).write_bytes(member(archive, f"package/{inside}"))
    write_manifest(
        asset.folder,
        {"package": asset.package, "version": asset.version, "licence": asset.licence, "integrity": integrity},
        {name: inside for inside, name in asset.files},
    )


def bundle() -> None:
    """Fetch the packages of the editor as they are locked, and make one file and one licence text of them."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name in ("package.json", "package-lock.json", "entry.js"):
            shutil.copy(BUNDLE / name, work / name)
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], work)
        _run(
            ["node_modules/.bin/esbuild", "entry.js", "--bundle", "--minify", "--format=iife", "--target=es2022",
             "--legal-comments=none", f"--outfile={BUNDLED}"],
            work,
        )  # fmt: skip
        shutil.copy(work / BUNDLED, BUNDLE / BUNDLED)
        lock = json.loads((work / "package-lock.json").read_text(encoding="utf-8"))
        taken = {path: entry for path, entry in lock["packages"].items() if path and not entry.get("dev")}
        licences = [
            f"{path.removeprefix('node_modules/')} {entry['version']}\n\n{(work / path / 'LICENSE').read_text('utf-8')}"
            for path, entry in taken.items()
        ]
    (BUNDLE / "LICENSE.txt").write_text(f"\n{'-' * 80}\n".join(licences), encoding="utf-8")
    versions = {path.removeprefix("node_modules/"): entry["version"] for path, entry in taken.items()}
    write_manifest(
        BUNDLE,
        {"package": "codemirror", "version": versions["@codemirror/view"], "licence": "MIT", "packages": versions},
        {BUNDLED: "entry.js", "LICENSE.txt": "LICENSE of each package"},
    )


def packed(package: str, version: str, folder: Path) -> tuple[tarfile.TarFile, str]:
    """Fetch a package and return it as an open archive, with the checksum that npm gives."""
    done = _run(["npm", "pack", f"{package}@{version}", "--json", "--ignore-scripts"], folder)
    told = json.loads(done)[0]
    return tarfile.open(folder / told["filename"]), told["integrity"]


def write_manifest(folder: Path, words: Mapping[str, Any], files: Mapping[str, str]) -> None:
    """Write what lies in a folder.

    Args:
        folder: of the asset.
        words: package, version, licence and so on.
        files: what each file here was made from, by its name.
    """
    told = {name: {"from": origin, "sha256": _sha256(folder / name)} for name, origin in files.items()}
    (folder / "manifest.json").write_text(json.dumps({**words, "files": told}, indent=2) + "\n", encoding="utf-8")


def check(folder: Path, version: str | None = None) -> list[str]:
    """Return what is wrong with the files of an asset; empty when all is well.

    Args:
        folder: of the asset.
        version: what the manifest must say, where this script says it.
    """
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    problems = []
    if version and manifest["version"] != version:
        problems.append(f"{folder.name}: manifest says {manifest['version']}, this script {version}")
    for name, entry in manifest["files"].items():
        if _sha256(folder / name) != entry["sha256"]:
            problems.append(f"{folder.name}/{name}: sha256 differs from the manifest; run this script again")
    return problems


def member(archive: tarfile.TarFile, path: str) -> bytes:
    """Return a file of a package."""
    handle = archive.extractfile(path)
    if handle is None:
        raise FileNotFoundError(f"{path}: not a file of the package")
    return handle.read()


def _run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
