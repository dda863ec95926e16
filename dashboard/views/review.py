"""Review: claims and pairs of names that wait for a person, one at a time with the proof in place."""

from __future__ import annotations

import streamlit as st

from dashboard import data, go
from dashboard.components import review_claims, review_names
from dashboard.components.judging import freshness, moved
from dashboard.say import say
from dashboard.states.review import ReviewState


def show() -> None:
    """Show the page."""
    state = go.asked(ReviewState)
    if not go.common().today:
        st.info(say("review.today"))
        return
    with data.in_place():
        moved(state)
        with st.container(horizontal=True):
            for queue in ("claims", "names"):
                icon = ":material/arrow_right:" if queue == state.queue else None
                go.link("review", say(f"review.queues.{queue}"), ReviewState(queue, keys=state.keys), icon=icon)
        (review_names if state.queue == "names" else review_claims).desk(state)
    with data.in_place():
        freshness(state)


if __name__ == "__main__":
    show()
