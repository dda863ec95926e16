"""A form made from the header of a canned query; its values live in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.address import Params, first
from dashboard.plain_text import escaped, plain
from dashboard.say import say, words
from dashboard.wording import country_choice, country_codes
from graph.model import digest_id
from graph.reference import countries
from queries.catalogue import Parameter, Query

PREFIX = "p."  # keeps the parameters of a query apart from those of the page
LONGEST = 500
_HINTS = {"date": "day_hint", "goods": "goods_hint"}


def typed(query: Query, params: Params) -> dict[str, str]:
    """Return what an address says about the parameters of a query; what it does not say is absent."""
    values = {item.name: first(params, PREFIX + item.name, LONGEST) for item in query.parameters}
    return {name: value for name, value in values.items() if value}


def addressed(values: Mapping[str, Any]) -> dict[str, str]:
    """Return values of a form as parameters of an address; what is empty is left out."""
    texts = {PREFIX + name: _text(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text}


def query_form(query: Query, values: Mapping[str, str]) -> dict[str, Any] | None:
    """Show a form for the parameters of a query, and return what a person has just asked for, or None.

    Args:
        query: the query.
        values: what the address says.
    """
    tag = digest_id(query.name, values)[:8]
    with st.form(f"{query.name}-{tag}", border=True):
        columns = st.columns(min(4, len(query.parameters)) or 1)
        given = {
            item.name: _widget(columns[place % len(columns)], item, values.get(item.name), tag)
            for place, item in enumerate(query.parameters)
        }
        sent = st.form_submit_button(say("catalogue.ask"), type="primary")
    return given if sent else None


def _widget(place: Any, item: Parameter, value: str | None, tag: str) -> Any:
    label = f"{item.name.replace('_', ' ')}{f' ({item.unit})' if item.unit else ''}{' *' if item.required else ''}"
    label, help_text, key = escaped(label), escaped(item.help), f"{item.name}-{tag}"
    text = value if value is not None else _text(item.default)
    if item.type == "integer":
        number = int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else None
        least, most = item.minimum, item.maximum
        if number is not None and least is not None and most is not None:
            number = min(max(number, least), most)
        return place.number_input(label, least, most, number, step=1, key=key, help=help_text)
    if item.type == "boolean":
        return place.checkbox(label, text.lower() in ("true", "yes", "1", "on"), key=key, help=help_text)
    if item.type in ("country", "countries"):
        codes, anywhere = country_codes(), words("form.any_country")
        wanted = [code for part in text.split(",") if (code := countries.code(part.strip()) if part.strip() else None)]
        if item.type == "countries":
            return place.multiselect(
                label, codes, wanted, country_choice, key=key, help=help_text, placeholder=anywhere
            )
        index = codes.index(wanted[0]) if wanted else None
        return place.selectbox(label, codes, index, country_choice, key=key, help=help_text, placeholder=anywhere)
    hint = words(f"form.{_HINTS[item.type]}") if item.type in _HINTS else ""
    return place.text_input(label, text, max_chars=LONGEST, key=key, help=help_text, placeholder=hint)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(plain(item, LONGEST) for item in value)
    return plain(value, LONGEST)
