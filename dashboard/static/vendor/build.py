"""Rebuild the third-party assets of the dashboard from their npm packages.

Run it by hand when a version changes: ``python dashboard/static/vendor/build.py``. It needs npm and the network; the
dashboard needs neither. ``--check`` compares the files that lie here with their manifests and needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Asset:
    """One npm package of which files are taken as they are.

    Attributes:
        package: name on npm.
        version: exact version.
        licence: SPDX identifier of the licence text that is taken along.
        files: pairs of path within the package and name here.
    """

    package: str
    version: str
    licence: str
    files: tuple[tuple[str, str], ...]


ASSETS = (
    Asset(
        package="cytoscape",
        version="3.34.4",
        licence="MIT",
        files=(("dist/cytoscape.min.js", "cytoscape.min.js"), ("LICENSE", "LICENSE.txt")),
    ),
)


def main(arguments: list[str] | None = None) -> int:
    """Build all assets, or check them; the exit code is 1 when a check fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare files and manifests, fetch nothing")
    if not parser.parse_args(arguments).check:
        for asset in ASSETS:
            build(asset)
    problems = [problem for asset in ASSETS for problem in check(asset)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def build(asset: Asset) -> None:
    """Fetch a package with npm and write its files and their manifest."""
    folder = HERE / asset.package
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run(
            ["npm", "pack", f"{asset.package}@{asset.version}", "--json", "--ignore-scripts"],
            cwd=temporary, check=True, capture_output=True, text=True,
        )  # fmt: skip
        packed = json.loads(done.stdout)[0]
        with tarfile.open(Path(temporary) / packed["filename"]) as archive:
            for inside, name in asset.files:
                (folder / name).write_bytes(_member(archive, f"package/{inside}"))
    manifest = {
        "package": asset.package,
        "version": asset.version,
        "licence": asset.licence,
        "integrity": packed["integrity"],
        "files": {name: {"from": inside, "sha256": _sha256(folder / name)} for inside, name in asset.files},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def check(asset: Asset) -> list[str]:
    """Return what is wrong with the files of an asset; empty when all is well."""
    folder = HERE / asset.package
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    problems = []
    if manifest["version"] != asset.version:
        problems.append(f"{asset.package}: manifest says {manifest['version']}, this script {asset.version}")
    for name, entry in manifest["files"].items():
        if _sha256(folder / name) != entry["sha256"]:
            problems.append(f"{asset.package}/{name}: sha256 differs from the manifest; run this script again")
    return problems


def _member(archive: tarfile.TarFile, path: str) -> bytes:
    handle = archive.extractfile(path)
    if handle is None:
        raise FileNotFoundError(f"{path}: not a file of the package")
    return handle.read()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
