"""The texts of the interface, one file per language, and the language of the page that is being made.

`say` is for wherever Streamlit reads Markdown: values come from documents, so they are escaped. `words` is for tables,
pictures and whatever else takes plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Literal, get_args

from dashboard.plain_text import escaped, number
from graph.packaged import packaged_yaml

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
PLURAL = ("one", "other")  # the forms of a text that counts something; `n` says how many
LONGEST_VALUE = 2000

Text = str | Mapping[str, str]


def _english() -> Language:
    return "en"


_spoken: Callable[[], Language] = _english


def speak(spoken: Callable[[], Language]) -> None:
    """Say how the language of the page that is being made is found; without it all is English.

    Args:
        spoken: asked at each text, for several people use one server at once.
    """
    global _spoken
    _spoken = spoken


def language() -> Language:
    """Return the language of the page that is being made."""
    return _spoken()


def say(key: str, **values: object) -> str:
    """Return a text for where Streamlit reads Markdown.

    Args:
        key: its place in the files, such as "paths.none".
        values: what stands in its braces; escaped, for they may come from a document. `n` also chooses the form.

    Raises:
        KeyError: no such text, or a value is missing.
    """
    return _form(key, values).format_map({name: escaped(_told(value), LONGEST_VALUE) for name, value in values.items()})


def words(key: str, **values: object) -> str:
    """Return a text where nothing reads Markdown: a table, a picture, a file; else as `say`."""
    return _form(key, values).format_map({name: _told(value) for name, value in values.items()})


def said(key: str) -> bool:
    """Whether there is such a text."""
    return key in texts(LANGUAGES[0])


def _form(key: str, values: Mapping[str, object]) -> str:
    text = texts(language())[key]
    return text if isinstance(text, str) else text[PLURAL[0] if values["n"] == 1 else PLURAL[1]]


def _told(value: object) -> str:
    return number(value) if isinstance(value, (int, float)) else str(value)


@cache
def texts(spoken: Language) -> Mapping[str, Text]:
    """Return all texts of a language by key; one that counts is a mapping of its forms."""
    return dict(_flat(packaged_yaml("dashboard", "texts", f"{spoken}.yml")))


def _flat(tree: Mapping[str, object], above: str = "") -> Iterator[tuple[str, Text]]:
    for name, value in tree.items():
        if isinstance(value, Mapping) and set(value) != set(PLURAL):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value if isinstance(value, Mapping) else str(value)
