"""Finds the functions of the library that write files or start processes, by reading its source."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("graph", "loaders", "queries", "dashboard", "waybill")
CALLED = {
    "write_file", "append_line", "whole_file", "write_text", "write_bytes", "rmtree", "unlink", "rename", "touch",
    "mkstemp", "copytree", "Popen", "execute_write", "_driver", "connect", "rmdir", "symlink_to", "hardlink_to",
    "truncate",
}  # fmt: skip
OF_OS = {"replace", "remove"}


@dataclass
class Function:
    """A function of the library: whether it calls what writes, and every name that stands in it."""

    writes: bool = False
    names: set[str] = field(default_factory=set)


def functions() -> dict[str, dict[str, Function]]:
    """Return the functions of all modules that may write: module -> name, with that of its class -> function."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            source = path.read_text(encoding="utf-8")
            if any(word in source for word in (*CALLED, "os.", "open(", "subprocess")):  # to parse all takes long
                found[module] = functions_in(source)
    return found


def functions_in(source: str) -> dict[str, Function]:
    """Return the functions of one module; "" stands for what is outside any, and inner functions for their outer."""
    finder = _Finder()
    finder.visit(ast.parse(source))
    return finder.found


def unguarded(module: str, held: Mapping[str, Function], guarded: Collection[str]) -> list[str]:
    """Return the functions of a module that write and are not guarded.

    Guarded is what is marked or asks by `require`, a method of a class that only who is marked can make, and what is
    private and is named by guarded functions alone.
    """
    if not any(one.writes for one in held.values()):
        return []
    safe = {name for name in held if f"{module}.{name}" in guarded or _made_by_guarded(module, name, guarded)}
    safe |= {name for name, one in held.items() if "require" in one.names}
    while True:
        more = {name for name in held if name not in safe and _private(name) and _only_in(name, held, safe)}
        if not more:
            return sorted(name for name, one in held.items() if one.writes and name not in safe)
        safe |= more


def _made_by_guarded(module: str, name: str, guarded: Collection[str]) -> bool:
    return f"{module}.{name.rpartition('.')[0]}.__init__" in guarded


def _private(name: str) -> bool:
    return any(part.startswith("_") and not part.startswith("__") for part in name.split("."))


def _only_in(name: str, held: Mapping[str, Function], safe: Collection[str]) -> bool:
    """Whether a function is named in its module, and in safe functions alone."""
    where = {other for other, one in held.items() if name.rpartition(".")[2] in one.names and other != name}
    return bool(where) and where <= set(safe)


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.scope: list[str] = []
        self.found: dict[str, Function] = {}
        self.depth = 0

    def here(self) -> Function:
        return self.found.setdefault(".".join(self.scope) if self.depth else "", Function())

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.scope.append(node.name)
        self.generic_visit(node)
        self.scope.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if self.depth == 0:
            self.scope.append(node.name)
        self.depth += 1
        self.here()
        self.generic_visit(node)
        self.depth -= 1
        if self.depth == 0:
            self.scope.pop()

    def visit_Name(self, node: ast.Name) -> None:
        self.here().names.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.here().names.add(node.attr)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if writes(node):
            self.here().writes = True
        self.generic_visit(node)


def writes(node: ast.Call) -> bool:
    """Whether a call writes, or may."""
    called = node.func
    if isinstance(called, ast.Name):
        name, owner = called.id, None
    elif isinstance(called, ast.Attribute):
        name, owner = called.attr, called.value.id if isinstance(called.value, ast.Name) else None
    else:
        return False
    if name in CALLED:
        return not (name == "rename" and isinstance(called, ast.Name))
    if name in OF_OS:
        return owner == "os"
    if name == "run":
        return owner == "subprocess"
    if name == "open":
        if owner == "os":
            return "O_RDONLY" not in ast.dump(node) and "devnull" not in ast.dump(node)
        return any(_writing(one) for one in [*node.args, *(word.value for word in node.keywords)])
    return False


def _writing(argument: ast.expr) -> bool:
    """Whether an argument is a mode of `open` that writes."""
    return (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and len(argument.value) <= 4
        and bool(set("wax+") & set(argument.value))
        and set(argument.value) <= set("rwaxbt+")
    )
