"""The head of a document: what it is, where it came from, its original, and whose word it is in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard import data, go
from dashboard.components.outward import outward
from dashboard.components.table import table
from dashboard.plain_text import escaped, number, plain
from dashboard.say import said, say, words
from dashboard.states.evidence import EvidenceState
from dashboard.wording import moment
from queries import document as documents
from queries.document import Copy, Kept, Told
from queries.latin import latin

LARGEST = 64 << 20  # bytes of an original that a page hands out
_COPIES = ("title", "publisher", "published")
Pairs = Iterable[tuple[str, object]]


def head(told: Told, kept: Kept | None) -> None:
    """Show what a document is.

    Args:
        told: what the graph knows of it.
        kept: what the archive keeps of it; None where it does not hold it.
    """
    st.header(escaped(told.called, 300), anchor=False)
    sounds = latin(plain(told.called, 300))
    if sounds and told.language != "ja":  # the signs of Japanese would be read as Chinese
        st.caption(escaped(sounds, 600))
    if told.synthetic:
        st.warning(say("evidence.invented"))
    left, right = st.columns(2)
    with left:
        _lines([
            ("publisher", told.publisher), ("owner", told.owner),
            ("published", told.published or words("evidence.no_date")),
            ("language", tongue(told.language)), ("kind", words(f"evidence.kinds.{told.kind}")),
            ("edition", told.edition),
        ])  # fmt: skip
    with right:
        _lines([
            ("loaded", _loaded(kept)), ("licence", told.licence or words("evidence.no_licence")), ("name", told.name),
            ("checksum", kept.sha256 if kept else told.sha256),
            ("encoding", kept.encoding if kept and told.kind == "text" else None),
            ("coverage", words(f"evidence.covers.{kept.coverage}") if kept and told.kind != "text" else None),
        ])  # fmt: skip
    if told.url:
        outward(told.url)
    if kept is None:
        st.info(say("evidence.not_kept"))
    elif not go.common().paper:
        _originals(told, kept)


def tongue(code: str | None) -> str | None:
    """Return the name of a language with its code; None for none."""
    return words(f"tongue.{code}") if code and said(f"tongue.{code}") else code


def _lines(pairs: Pairs) -> None:
    told = [f"{say(f'evidence.about.{name}')}: {escaped(value, 300)}" for name, value in pairs if value]
    st.markdown("  \n".join(told))


def _loaded(kept: Kept | None) -> str:
    if kept is None or not kept.captured:
        return ""
    at = moment(kept.captured)
    return words("evidence.loaded_by", at=at, by=plain(kept.by, 80)) if kept.by else words("evidence.loaded", at=at)


def _originals(told: Told, kept: Kept) -> None:
    if not kept.originals:
        st.caption(say("evidence.erased") if kept.erased else say("evidence.no_original"))
    with st.container(horizontal=True):
        for name, size in kept.originals:
            if size > LARGEST:
                st.caption(say("evidence.too_large", name=name, size=_size(size), package=kept.package))
                continue
            st.download_button(
                say("evidence.download", name=name, size=_size(size)), _bytes(told.sha256, name), plain(name, 120),
                "application/octet-stream", key=f"original-{told.sha256[:12]}-{name}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip


def _bytes(sha256: str, name: str) -> Callable[[], bytes]:
    """Return what reads an original when somebody asks for it, and not before."""
    return lambda: documents.original(data.archive(), sha256, name)


def _size(size: int) -> str:
    return f"{number(size)} B" if size < 10_000 else f"{number(round(size / 1024))} KiB"


def chain(told: Told, kept: Kept | None) -> None:
    """Show whose word a document is: what it repeats or was read from, whose its publisher is, what counts as one.

    Args:
        told: what the graph knows of it.
        kept: what the archive keeps of it.
    """
    st.subheader(say("evidence.chain"), anchor=False)
    steps = [say("evidence.steps.here", publisher=told.publisher or words("proof.no_publisher"))]
    if told.owner and told.owner != told.publisher:
        steps.append(say("evidence.steps.owner", owner=told.owner))
    if kept is not None and kept.parent:
        steps.append(say("evidence.steps.read_from", name=plain(kept.parent[1], 120)))
    if told.first is not None:
        steps.append(say("evidence.steps.repeats", **_words(told.first)))
    if told.origin:
        steps.append(f"**{say('evidence.steps.origin', origin=told.origin)}**")
    st.markdown(" \u2192 ".join(steps))
    if told.of_origin > 1:
        several = told.publishers > 1
        counts = {"n": told.of_origin, "publishers": told.publishers}
        st.markdown(say("evidence.as_one" if several else "evidence.of_one", **counts))
    else:
        st.markdown(say("evidence.alone"))
    if kept is not None and kept.parent:
        _to(kept.parent[0][:32], say("evidence.to_parent", name=plain(kept.parent[1], 120)))
    if told.first is not None:
        _to(told.first.id, say("evidence.to_first", title=plain(told.first.title, 120)))
    _copies(told)


def _to(document: str, label: str) -> None:
    go.link("evidence", label, EvidenceState(document=document), icon=":material/description:")


def _words(copy: Copy) -> dict[str, str]:
    publisher = copy.publisher or words("proof.no_publisher")
    return {"publisher": publisher, "day": copy.published or words("evidence.no_date")}


def _copies(told: Told) -> None:
    if not told.copies:
        return
    n = len(told.copies)
    st.markdown(say("evidence.copies_more" if told.more_copies else "evidence.copies", n=n))
    rows = [
        {"document": one.id, "title": plain(one.title), "publisher": one.publisher, "published": one.published}
        for one in told.copies
    ]
    alt = words("evidence.copies_alt")
    now = table(rows, _COPIES, key=f"copies-{told.sha256}", alt=alt, file="waybill-reprints", ticked=[])
    if now:
        go.turn(EvidenceState(document=rows[now[0]]["document"] or ""))
