"""Write requirements.lock and requirements-test.lock anew: versions and hashes for Python 3.11 to 3.13, no addresses.

Usage: python scripts/lock.py [--upgrade]     (`make lock` does it in an environment that has uv)
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Written by scripts/lock.py from pyproject.toml; do not edit. Versions and hashes, for Python 3.11 to 3.13.\n"
# The build backend is locked too, so that the editable install of our own packages fetches nothing that has no hash.
BUILD = "setuptools==84.2.1\n"


def compile_lock(target: Path, *options: str) -> None:
    """Let uv resolve pyproject.toml into one lock file.

    Args:
        target: the file; what it holds now is kept where it still fits.
        options: further options of `uv pip compile`.
    """
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate", "--no-emit-index-url",
        "--no-emit-find-links", "--quiet", "--output-file", str(target), *options,
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, input=BUILD, text=True, check=True, stdout=subprocess.DEVNULL)
    text = target.read_text(encoding="utf-8")
    if re.search(r"https?://|file:", text):
        raise SystemExit(f"{target.name}: must hold no address; look at what uv wrote")
    target.write_text(HEAD + text, encoding="utf-8")


def main() -> None:
    """Write both locks; the second agrees with the first in every version."""
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    compile_lock(ROOT / "requirements.lock", *upgrade)
    compile_lock(ROOT / "requirements-test.lock", "--extra", "test", "--constraint", "requirements.lock", *upgrade)


if __name__ == "__main__":
    main()
