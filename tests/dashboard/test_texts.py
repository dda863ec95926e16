"""The texts of the interface: the same in every language, each used, and no text beside them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from streamlit.delta_generator import DeltaGenerator

import dashboard
from dashboard import menu
from dashboard.components.meaning import SENTENCES, sentences, translated
from dashboard.plain_text import WORD_JOINER
from dashboard.say import LANGUAGES, PLURAL, Language, Text, say, speak, texts, words
from graph.schema import SCHEMA

ROOT = Path(dashboard.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if "vendor" not in path.parts)
SAYING = ("say", "words", "said")
# What Streamlit shows to people: the first argument, and these by name.
SHOWN = ("label", "body", "help", "placeholder", "alt", "text", "title", "page_title")
ELEMENTS = {name for name in dir(DeltaGenerator) if not name.startswith("_")} | {"spinner", "popover", "dialog"}
FIRST_IS_NO_TEXT = {  # their first argument is data, a layout or a file
    "dataframe", "data_editor", "table", "columns", "container", "download_button_data", "code", "image", "html",
    "altair_chart", "echarts_chart", "pydeck_chart", "page_link", "switch_page", "tabs", "empty", "grid", "space",
    "write_stream", "form", "json",
}  # fmt: skip
NO_OWNERS = {"re", "os", "json", "math", "sys", "io", "csv", "ast", "path", "Path", "datetime", "date", "data", "LOG"}


def forms(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else [text[name] for name in PLURAL]


def fields(text: Text) -> set[str]:
    return {name for form in forms(text) for _, name, _, _ in Formatter().parse(form) if name is not None}


@pytest.mark.parametrize("spoken", LANGUAGES[1:])
def test_every_language_has_the_same_keys_forms_and_placeholders(spoken: Language):
    ours, theirs = texts(LANGUAGES[0]), texts(spoken)
    assert set(ours) == set(theirs)
    assert {key for key in ours if fields(ours[key]) != fields(theirs[key])} == set()
    assert {key for key in ours if isinstance(ours[key], str) != isinstance(theirs[key], str)} == set()


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_text_that_counts_names_its_number_and_none_is_empty_or_html(spoken: Language):
    for key, text in texts(spoken).items():
        assert all(form.strip() for form in forms(text)), key
        assert not any(re.search(r"</?[a-z]+[ >]", form) for form in forms(text)), key
        assert isinstance(text, str) or "n" in fields(text) or key == "proof.table", key


def calls(tree: ast.AST, names: tuple[str, ...]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def patterns() -> tuple[set[str], list[str]]:
    """Keys that the code names, and patterns of those that it puts together."""
    keys, made = set(), []
    for path in FILES:
        for call in calls(ast.parse(path.read_text("utf-8")), SAYING):
            for first in _branches(call.args[0]):
                if isinstance(first, ast.Constant):
                    keys.add(str(first.value))
                elif isinstance(first, ast.JoinedStr):
                    parts = [
                        re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+" for one in first.values
                    ]
                    made.append("".join(parts))
    return keys, made


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"


def _branches(node: ast.expr) -> list[ast.expr]:
    return [*_branches(node.body), *_branches(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def test_each_text_is_used_and_each_that_is_used_is_there():
    keys, made = patterns()
    named = {
        str(node.value)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    there = set(texts(LANGUAGES[0]))
    assert keys - there == set()
    unused = {key for key in there - keys - named if not any(re.fullmatch(one, key) for one in made)}
    # Headers of columns are looked up by the name of the column.
    assert {key for key in unused if not key.startswith("column.")} == set()
    assert {key for key in unused if key.removeprefix("column.") not in named} == set()
    assert [one for one in made if not any(re.fullmatch(one, key) for key in there)] == []


def test_every_page_has_a_title_and_a_help():
    assert {f"pages.{name}.{part}" for name in menu.PAGES for part in ("title", "help")} <= set(texts(LANGUAGES[0]))


@pytest.mark.parametrize("spoken", LANGUAGES[1:])
def test_the_meaning_of_every_relationship_is_told_in_every_language(spoken: Language):
    assert set(translated(spoken)) == set(SCHEMA.relationships)
    for kind in SCHEMA.relationships:
        assert all(sentences(kind, spoken)[name] for name in SENTENCES), kind
        assert all(sentences(kind, LANGUAGES[0])[name] for name in SENTENCES), kind


def letters(node: ast.AST) -> Iterator[str]:
    """Texts with letters that stand in an expression itself, and not in a call or a lookup that makes a text of it."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and re.search(r"[^\W\d_]", re.sub(r":[a-z-]+\[|:material/\w+:", "", node.value)):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from letters(node.body)
        yield from letters(node.orelse)
    elif isinstance(node, ast.Call):
        if (isinstance(node.func, ast.Name) and node.func.id in ("escaped", "plain")) or (
            isinstance(node.func, ast.Attribute) and node.func.attr == "join"
        ):
            for argument in node.args:
                yield from letters(argument)
    elif not isinstance(node, (ast.Subscript, ast.Compare, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            yield from letters(child)


def literals(source: str) -> list[str]:
    """Texts that a module hands to Streamlit without the files of texts."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ELEMENTS):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id in NO_OWNERS:
            continue
        if isinstance(node.func.value, (ast.Constant, ast.JoinedStr)):
            continue
        given = [word.value for word in node.keywords if word.arg in SHOWN]
        given += node.args[:1] if node.func.attr not in FIRST_IS_NO_TEXT else []
        found += [f"line {node.lineno}: {text!r}" for one in given for text in letters(one)]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_hands_a_text_of_its_own_to_streamlit(path: Path):
    assert literals(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Paths")', 'left.button(f"Open {name}")', 'st.text_input(say("a.b"), help="A word")',
        'st.info(escaped("Nothing"))', 'st.caption("one" if x else say("a"))', 'st.markdown("; ".join(["two words"]))',
        'st.dataframe(rows, alt="A table")', 'place.metric(label="Sum", value=3)',
    ],
)  # fmt: skip
def test_a_text_beside_the_files_is_found(source: str):
    assert len(literals(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'st.title(say("a.b"))', 'st.markdown(f"**{escaped(name)}** \\u00b7 {say(\'x\')}")', 'st.columns(3)',
        'st.caption(row["title"])', 'st.markdown(f":orange-badge[{say(\'x\')}]")', '", ".join(words)',
        'st.button(say("x"), key="some-key", type="primary")',
    ],
)  # fmt: skip
def test_what_comes_from_the_files_or_from_data_is_let_be(source: str):
    assert literals(source) == []


def test_values_are_escaped_where_markdown_is_read_and_counted():
    assert say("search.nothing", wanted="*a* www.x").startswith(rf"Nothing is called \*a\* w{WORD_JOINER}ww\.x.")
    assert words("search.printed_as", name="*a*") == "printed as *a*"
    assert [say("search.hits", n=count) for count in (0, 1, 12000)] == ["0 hits.", "1 hit.", "12\u2009000 hits."]


def test_the_language_is_asked_at_each_text():
    try:
        speak(lambda: "de")
        assert words("head.help") == "Hilfe"
    finally:
        speak(lambda: LANGUAGES[0])
    assert words("head.help") == "Help"
