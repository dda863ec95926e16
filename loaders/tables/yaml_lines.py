"""YAML with the line of every key, so that an error can name the place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError

Lines = dict[tuple[str | int, ...], int]
SIZE_LIMIT = 1 << 20
UNREADABLE = re.compile("[\0\ud800-\udfff]")  # what no text holds and no file can be written with
BOOLEAN = re.compile(r"true|false", re.IGNORECASE)


class _Plain(yaml.SafeLoader):
    """YAML in which `NO` is a country, `008` a code and `2024-05-01` a text; keys are always text.

    A reference to an anchor (`*name`) is refused: a few lines of them stand for more values than memory holds.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, f"the reference *{event.anchor} is not read here; write the value out", event.start_mark
            )
        node: yaml.Node | None = super().compose_node(parent, index)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {str(key.value): self.construct_object(value, deep=deep) for key, value in node.value}


_Plain.yaml_implicit_resolvers = {
    first: [
        (tag, BOOLEAN if tag.endswith(":bool") else pattern)
        for tag, pattern in resolvers
        if not tag.endswith((":timestamp", ":merge", ":value"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_with_lines(path: Path) -> tuple[Any, Lines]:
    """Read a YAML file.

    Args:
        path: the file; UTF-8.

    Returns:
        its data, and path of keys -> line from 1.

    Raises:
        SourceError: it is missing, too long, no YAML, holds a key twice or a reference to an anchor.
    """
    try:
        if not os.path.isfile(path):  # unlike Path.is_file it takes a name of any length
            there = "must be a file, got a folder or device" if os.path.exists(path) else "there is no such file"
            raise SourceError(f"{there}; check the path", path)
        if path.stat().st_size > SIZE_LIMIT:
            raise SourceError(f"must be smaller than {SIZE_LIMIT >> 20} MiB", path)
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=_Plain)
        lines: Lines = {(): 1}
        if node is not None:
            _walk(node, (), lines, path)
        return yaml.load(text, Loader=_Plain), lines  # a SafeLoader: it makes no objects
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"must be UTF-8 ({error.reason} at byte {error.start})", path) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}: " if mark else ""
        raise SourceError(f"{place}is no YAML: {error.problem}", path) from error
    except RecursionError as error:
        raise SourceError("is nested too deep; a few levels are enough", path) from error
    except yaml.YAMLError as error:
        raise SourceError(f"is no YAML: {' '.join(str(error).split())}", path) from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # PyYAML raises these where a tag such as !!int or !!timestamp promises what the value does not hold.
        raise SourceError(
            f"a value is not what its tag (!!...) says, or a number is too long ({error})", path
        ) from error


def line_of(lines: Lines, keys: Iterable[str | int]) -> int:
    """Return the line of the longest known beginning of a path of keys."""
    place = tuple(keys)
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _walk(node: yaml.Node, place: tuple[str | int, ...], lines: Lines, path: Path) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise SourceError(f"line {line}: a key must be a word, got a list or a mapping", path)
            inner = (*place, str(key.value))
            if inner in lines:
                raise SourceError(f"line {line}, key {'.'.join(map(str, inner))}: stands there twice", path)
            lines[inner] = line
            _walk(value, inner, lines, path)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*place, index)] = value.start_mark.line + 1
            _walk(value, (*place, index), lines, path)
    elif bad := UNREADABLE.search(node.value):
        raise SourceError(
            f"line {node.start_mark.line + 1}: holds U+{ord(bad.group()):04X}, which no text holds; take it out", path
        )
