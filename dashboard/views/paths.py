"""Supply paths: who supplies what to whom by which way, ranked, drawn, and proven leg by leg."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.address import PathForm
from dashboard.components.path_answer import answer_block, bounds, negative, understood
from dashboard.components.path_form import path_form
from dashboard.wording import escaped

SYNTHETIC = "SYNTHETIC: these paths come from invented data made for demonstration. They say nothing about real firms."


def show() -> None:
    """Show the page."""
    st.title("Supply paths")
    form = PathForm.read({name: st.query_params.get_all(name) for name in st.query_params})
    asked = path_form(form)
    if asked is not None:
        st.query_params.from_dict(asked.params())
        st.rerun()
    for problem in form.problems:
        st.warning(escaped(problem))
    with data.in_place():
        answer = data.paths(form.query())
        understood(answer)
        if answer.real:
            answer_block(answer.real, form, key="real", title="Supply paths")
        else:
            negative(answer)
        if answer.invented:
            st.divider()
            st.subheader("Synthetic paths")
            st.warning(SYNTHETIC)
            answer_block(answer.invented, form, key="synthetic", title="SYNTHETIC supply paths")
        bounds(answer)


if __name__ == "__main__":
    show()
