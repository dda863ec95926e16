"""Finds the Chromium that the browser tests drive, and installs it where that is possible.

Usage: python -m tests.support.chromium [--install]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAY_OUT = (
    "install it (Debian, Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium; macOS: brew install "
    "chromium), or name a binary: export WAYBILL_TEST_CHROMIUM=/path/to/chromium"
)


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("WAYBILL_TEST_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> bool:
    """Install Chromium from the packages of Debian; True when it stands afterwards."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print("tests: installing Chromium with apt-get (about 100 MB)", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run([apt, *arguments], env=environment, capture_output=True, text=True)
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            return False
    return find() is not None


def main() -> int:
    """Say where Chromium is; with --install fetch it when it is missing."""
    if find() is None and not ("--install" in sys.argv[1:] and install()):
        print(f"tests: error: Chromium: must be on the PATH, found none; {WAY_OUT}", file=sys.stderr)
        return 1
    print(f"tests: Chromium is {find()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
