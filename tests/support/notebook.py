"""Runs the code cells of docs/notebook.ipynb in order, in one namespace, as Jupyter does, without Jupyter.

    WAYBILL_HOME=FOLDER python -m tests.support.notebook      stores the outputs, made on the sample corpus

after `waybill demo --no-serve` on that folder; a test compares the stored outputs with those of both engines.
"""

from __future__ import annotations

import ast
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.ipynb"


def load() -> dict[str, Any]:
    """Return the notebook."""
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text("utf-8"))
    return found


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of code, in their order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def stored(cell: dict[str, Any]) -> str:
    """Return the text that a cell is said to print and to end with."""
    texts = [one["text"] if one["output_type"] == "stream" else one["data"]["text/plain"] for one in cell["outputs"]]
    return "".join("".join(text) for text in texts)


def run(source: str, namespace: dict[str, Any]) -> str:
    """Run a cell; return what it prints, and what its last expression is."""
    tree = ast.parse(source)
    last = tree.body[-1].value if isinstance(tree.body[-1], ast.Expr) else None
    if last is not None:
        tree.body.pop()
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), namespace)
        value = None if last is None else eval(compile(ast.Expression(last), "cell", "eval"), namespace)
    return printed.getvalue() + ("" if value is None else repr(value))


def main() -> None:
    """Store the outputs."""
    notebook = load()
    namespace: dict[str, Any] = {}
    for number, cell in enumerate(code_cells(notebook), start=1):
        text = run("".join(cell["source"]), namespace)
        cell["execution_count"] = number
        cell["outputs"] = (
            [{"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}] if text else []
        )
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {NOTEBOOK}")


if __name__ == "__main__":
    main()
