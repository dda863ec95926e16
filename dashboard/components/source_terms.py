"""What the licences of sources allow, in words."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.plain_text import escaped
from dashboard.say import say
from graph.export.sources import Terms


def told(known: Iterable[Terms]) -> None:
    """Say of each licence what it forbids and asks; the sentences are those of licences.yml, in English.

    Args:
        known: of some sources; what several state alike is told once.
    """
    for one in {(one.licence, one.url): one for one in known}.values():
        _terms(one)


def _terms(known: Terms) -> None:
    basis = say(f"sources.basis.{known.licence_basis}") if known.licence_basis else ""
    lines = [f"**{escaped(known.licence)}** {basis}"] if known.licence else [say("sources.no_licence")]
    lines += [f"- {say('sources.forbids')}: {escaped(one)}" for one in known.forbids]
    lines += [f"- {say('sources.asks')}: {escaped(one)}" for one in known.asks]
    if known.licence and known.family is None:
        lines.append(f"- {say('sources.unknown_licence')}")
    if known.url:
        lines.append(f"- {say('sources.address')}: {escaped(known.url)}")
    if known.checked:
        lines.append(f"- {say('sources.checked')}: {escaped(known.checked, 1000)}")
    st.markdown("\n".join(["\n\n".join(lines[:1]), *lines[1:]]))
