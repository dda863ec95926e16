"""What a person types: parameters of queries as NAME=VALUE, and options that must not be blank."""

from __future__ import annotations

import typer

from graph.errors import InvalidParameter
from queries.given import value_of


def parameters_of(given: list[str] | None, only_lists: bool = False) -> dict[str, object]:
    """Read NAME=VALUE pairs; values that are JSON lists, numbers or booleans become such.

    Args:
        given: the pairs.
        only_lists: leave numbers and booleans as typed; a canned query knows the types of its parameters.

    Raises:
        InvalidParameter: a pair has no name or no equals sign.
    """
    found: dict[str, object] = {}
    for pair in given or []:
        name, sign, value = pair.partition("=")
        if not sign or not name.isidentifier():
            raise InvalidParameter(f"--param: must be NAME=VALUE such as country=TR, got {pair!r}")
        found[name] = value if only_lists and not value.startswith("[") else value_of(value)
    return found


def refuse_blank(ctx: typer.Context) -> None:
    """Refuse an option that is given and blank, as an unset variable of the shell gives it: it would ask for more.

    Raises:
        InvalidParameter: names the option.
    """
    for name, value in ctx.params.items():
        words = value if isinstance(value, (list, tuple)) else [value]
        if any(isinstance(word, str) and not word.strip() for word in words):
            raise InvalidParameter(
                f"--{name.strip('_').replace('_', '-')}: must not be blank; leave it out to ask for any"
            )
