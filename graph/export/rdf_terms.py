"""Terms of RDF as text: IRIs and literals out of which nothing breaks, and the names that every RDF export uses.

The namespace is a URN: it needs no server and claims no domain. Nothing is to be looked up there; what the names say
stands in docs/vocabulary.ttl.

Source: https://www.w3.org/TR/n-quads/ (grammar of literals and IRIs)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

# Graph (empty for the default one), subject, and pairs of predicate and object, all of them as N-Triples write them.
Said = tuple[str, str, list[tuple[str, str]]]
ROOT = "urn:waybill:"
VOCABULARY = f"{ROOT}vocabulary:"
THINGS = f"{ROOT}id:"
PREFIXES: Mapping[str, str] = {
    "wb": VOCABULARY,
    "id": THINGS,
    "graph": f"{ROOT}graph:",
    "shape": f"{ROOT}shape:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "sh": "http://www.w3.org/ns/shacl#",
}
STATEMENT = "-Statement"  # ends the class of relationships that carry properties
PLAIN_ID = re.compile(r"[A-Za-z0-9:._~-]+")
LANGUAGE = re.compile(r"[a-z]{2,3}")
# What may not stand in a literal as it is, what readers that go by lines might take for the end of one, and what no
# encoding holds: half of a surrogate pair.
UNSAFE = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
IRI_SAFE = "!#$%&'()*+,/:;=?@[]~-._"  # as printed in an address; all else is percent-encoded
ADDRESS = re.compile(r"(?:https?|ftp|urn|mailto):[^\s]+", re.IGNORECASE)


@cache
def term(name: str) -> str:
    """Return an IRI in brackets for a name with a prefix, such as prov:Entity."""
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def thing(identifier: str, root: str = THINGS) -> str:
    """Return the IRI in brackets of a node or tie by its id; whatever an IRI cannot hold is percent-encoded."""
    if PLAIN_ID.fullmatch(identifier):
        return f"<{root}{identifier}>"
    return f"<{root}{quote(identifier, safe=':', errors='surrogatepass')}>"


def address(text: str) -> str | None:
    """Return the IRI in brackets of a printed address, None where it is none."""
    if not ADDRESS.fullmatch(text):
        return None
    return f"<{quote(text, safe=IRI_SAFE, errors='surrogatepass')}>"


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    if "\ud800" <= letter <= "\udfff":
        return "\ufffd"
    return SHORT.get(letter) or f"\\u{ord(letter):04X}"


def text(value: str, language: str | None = None) -> str:
    """Return a literal of a text, with a language tag where its language is known."""
    body = UNSAFE.sub(_escape, value)
    return f'"{body}"@{language}' if language and LANGUAGE.fullmatch(language) else f'"{body}"'


def _typed(kind: str) -> Callable[[Any], str]:
    ending = f'"^^{term(f"xsd:{kind}")}'
    return lambda value: f'"{value}{ending}'


DATATYPES = {"string": "string", "integer": "integer", "float": "double", "boolean": "boolean", "date": "date"}
_boolean = _typed("boolean")
# type of schema.yml -> literal of one value
LITERALS: Mapping[str, Callable[[Any], str]] = {
    "string": text,
    "strings": text,
    "integer": _typed("integer"),
    "float": _typed("double"),
    "date": _typed("date"),
    "boolean": lambda value: _boolean("true" if value else "false"),
}
moment = _typed("dateTime")
