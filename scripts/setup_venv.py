"""Make the virtual environment: the packages of a lock file, checked by hash, and Waybill itself on top.

Usage: python scripts/setup_venv.py LOCKFILE     (`make` calls it; the environment is .venv beside the Makefile)

It runs under Python 3.6 and later, so that one that is too old gets a clear sentence and not a syntax error.
"""

import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import List, NoReturn  # noqa: UP035  # list[str] is no annotation in Python 3.8

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 13)


def fail(message: str) -> NoReturn:
    """End with one line that names the thing, the rule, what was got and the way out."""
    sys.exit("waybill: error: " + message)


def python_of(venv: Path) -> Path:
    """Return the interpreter of an environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def check_interpreter() -> None:
    """Refuse a Python that Waybill was not locked for, or one that cannot make environments."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        got = f"{sys.version.split()[0]} at {sys.executable}"
        fail(f"Python: must be 3.11, 3.12 or 3.13, got {got}; install one of them, or name it: make PYTHON=python3.12")
    if not all(map(find_spec, ("venv", "ensurepip"))):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        fail(
            f"Python: must have the modules venv and ensurepip, {sys.executable} lacks them; "
            f"on Debian: apt-get install {package}"
        )


def make_environment() -> None:
    """Create .venv, or keep it when it stands and its Python is one of ours."""
    python = python_of(VENV)
    probe = "import sys; print(sys.version_info[0] * 100 + sys.version_info[1])"
    if python.exists():
        got = subprocess.run([str(python), "-c", probe], capture_output=True, text=True)
        if got.returncode == 0 and 311 <= int(got.stdout) <= 313:
            return
    print(f"waybill: making the environment .venv with Python {sys.version.split()[0]}", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no message"]
        fail(f".venv: must be made by `{sys.executable} -m venv`, it failed: {lines[-1]}")


def pip(arguments: List[str], total: int, title: str) -> None:  # noqa: UP006
    """Run pip and show one moving line instead of its many; the whole output is shown when it fails.

    Args:
        arguments: what follows `pip install`.
        total: how many packages the lock names, for the count.
        title: what is being done, in words.
    """
    command = [str(python_of(VENV)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    started, seen = time.monotonic(), 0
    log: List[str] = []  # noqa: UP006
    moving = sys.stdout.isatty()
    print(f"waybill: {title}", flush=True)
    child = subprocess.Popen(command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in child.stdout or ():
        log.append(line)
        name = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if name:
            seen += 1
            if moving:
                print(f"\r  {seen} of {total}  {name.group(1):<40}", end="", flush=True)
        elif seen and line.startswith("Installing collected"):
            print(f"{chr(13) if moving else ''}  {seen} packages fetched, unpacking{' ' * 30}", flush=True)
    if child.wait():
        sys.stderr.write("".join(log))
        fail(f"pip install: must succeed, ended with {child.returncode}; see above. Is a package index in reach?")
    print(f"{chr(13) if moving else ''}  done in {time.monotonic() - started:.0f} s{' ' * 40}", flush=True)


def main() -> None:
    """Make or bring up to date the environment for one lock file."""
    lock = ROOT / sys.argv[1]
    check_interpreter()
    make_environment()
    total = len(re.findall(r"^[\w.-]+(?:\[[^]]*\])?==", lock.read_text(encoding="utf-8"), re.M))
    pip(["--require-hashes", "-r", str(lock)], total, f"installing {total} packages of {lock.name}, checked by hash")
    pip(["--no-deps", "--no-build-isolation", "--editable", "."], 1, "installing the command `waybill`")
    print("waybill: running the embedded engine once, so that it starts quicker", flush=True)
    subprocess.run([str(python_of(VENV)), "-m", "graph.embedded_cache"], cwd=str(ROOT))  # it says why, where it cannot


if __name__ == "__main__":
    main()
