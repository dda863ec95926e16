"""Text out of e-mail messages (EML): the body that a reader sees first; attachments stay closed and are named."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path

from graph.errors import SourceError
from loaders.documents.html import read_page
from loaders.documents.offsets import Segment
from loaders.documents.page import Page

HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.MULTILINE)
MARKS = frozenset({b"from", b"subject", b"date", b"mime-version", b"message-id", b"received", b"return-path"})
ENOUGH = 3  # of these headers; a text may begin with "Subject:" too
HEAD = 1 << 14


def is_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    block = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf")[:HEAD], maxsplit=1)[0]
    lines = block.replace(b"\r\n", b"\n")
    if not HEADER.match(lines):
        return False
    return len({name.lower() for name in HEADER.findall(lines)} & MARKS) >= ENOUGH


def read_mail(data: bytes, path: Path) -> Page:
    """Read a message.

    Raises:
        SourceError: it has no body of text, or one in an encoding that is not known or does not fit.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data.removeprefix(b"\xef\xbb\xbf"))
        body = message.get_body(preferencelist=("html", "plain"))
        if body is None:
            raise SourceError("has no body of text or HTML; save its attachment and load that", path)
        text = _content(body, path)
        page = read_page(text, path) if body.get_content_type() == "text/html" else _plain(text)
        _describe(message, page)
    except (MessageError, RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise SourceError(f"is no whole message ({type(error).__name__}: {error}); save it anew", path) from error
    return page


def _content(body: MIMEPart, path: Path) -> str:
    charset = body.get_content_charset("utf-8")
    payload = body.get_payload(decode=True)
    assert isinstance(payload, bytes)
    try:
        return payload.decode(charset).replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError) as error:
        raise SourceError(f"its body is marked as {charset}, but is not ({error}); save it anew", path) from error


def _plain(text: str) -> Page:
    return Page(text=text, segments=[Segment(0, len(text), "body")] if text else [])


def _describe(message: EmailMessage, page: Page) -> None:
    page.title = " ".join(str(message["subject"] or "").split()) or page.title
    name, address = parseaddr(str(message["from"] or ""))
    page.publisher = name or address or page.publisher
    sent = getattr(message["date"], "datetime", None)
    page.published = sent.date().isoformat() if sent is not None else page.published
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    if attached:
        names = ", ".join(repr(name) for name in attached[:5]) + (" ..." if len(attached) > 5 else "")
        page.notes.append(f"{len(attached)} attachments were not opened: {names}; save and load those that matter")
