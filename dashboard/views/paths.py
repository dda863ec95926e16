"""Supply paths: who supplies what to whom by which way, ranked, drawn, and proven leg by leg."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components.path_answer import answer_block, bounds, negative, through, understood
from dashboard.components.path_form import path_form
from dashboard.say import say, words
from dashboard.states.paths import PathForm


def show() -> None:
    """Show the page."""
    form = PathForm.read(go.here())
    asked = path_form(form)
    if asked is not None:
        go.turn(asked)
    go.tell(form)
    with data.in_place():
        answer = data.paths(form.query(), form.through)
        if form.through:
            through(form)
        understood(answer)
        if answer.real:
            answer_block(answer.real, form, key="real", title=words("pages.paths.title"))
        else:
            negative(answer)
        if answer.invented:
            st.divider()
            st.header(say("paths.synthetic.title"))
            st.warning(say("paths.synthetic.warning"))
            answer_block(answer.invented, form, key="synthetic", title=words("paths.synthetic.picture"))
        bounds(answer)


if __name__ == "__main__":
    show()
