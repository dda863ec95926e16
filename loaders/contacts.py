"""Telephones, mailboxes and pages of parties, as printed: where somebody is reached, which says who it is to nobody.

They stand among the identifiers of a party (PHONE, FAX, EMAIL, WEBSITE), are never trusted as such, and count as
evidence as addresses do (graph/resolution/addresses.py). Cells mix them, so the form decides more than the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Contacts = tuple[tuple[str, str], ...]

MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
HOST = r"(?:[^\W_][\w-]*\.)+[^\W\d_][\w-]+"
PAGE = re.compile(rf"(?:https?://|www\.)[^\s;,<>\"()]+|(?<![\w.@/]){HOST}(?:/[^\s;,<>\"()]*)?", re.IGNORECASE)
MARKED = re.compile(r"(?:https?://|www\.)[^\s;,<>\"()]*\.[^\s;,<>\"()]+", re.IGNORECASE)
FAX = re.compile(r"\b(?:tele)?fax\b|факс", re.IGNORECASE)
BETWEEN = re.compile(r"[;,\n|]|\s/\s|/(?=\s*\+)|(?=\b(?:tele)?fax\b)|(?=факс)", re.IGNORECASE)
NUMBER = re.compile(r"\+?\s?\(?\+?\s?\d[\d\s()./–-]*(?:\(?(?:ext|extension|доб)\b\.?\s*\d+\)?)?", re.IGNORECASE)
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
FEWEST, MOST = 6, 20  # digits of a number of a telephone
# Words before a telephone, mailbox or page in running remarks of lists -> what follows.
LABELS = tuple(
    (re.compile(rf"(?:{words})(?![^\W\d_])\s*[:.#]?\s*(.+)", re.IGNORECASE | re.DOTALL), kind)
    for words, kind in (
        (r"e-?mail(?: address(?:es)?)?", "EMAIL"),
        (r"web(?:site| ?page)?", "WEBSITE"),
        (r"fax(?: (?:number|no))?|facsimile(?: number)?", "FAX"),
        (r"(?:tele)?phone(?: (?:number|no))?|tel", "PHONE"),
    )
)


def read_contacts(text: str, kind: str) -> Contacts:
    """Take telephones, mailboxes and pages out of one printed cell.

    Args:
        text: as printed, one or several.
        kind: of the column: PHONE, FAX, EMAIL or WEBSITE; a bare host counts as a page in a column of pages or
            mailboxes, and a number in one of telephones or where it begins with "+".

    Returns:
        Pairs of kind and value as printed, each once, in the order of mailboxes, pages, numbers.
    """
    rest = UNSEEN.sub("", text)
    found = [("EMAIL", mail.strip(".'")) for mail in MAIL.findall(rest)]
    rest = MAIL.sub(" ; ", rest)
    pages = PAGE if kind in ("EMAIL", "WEBSITE") else MARKED
    found += [("WEBSITE", page.rstrip(".:/'\"-") or page) for page in pages.findall(rest)]
    rest = pages.sub(" ; ", rest)
    return tuple(dict.fromkeys([*found, *_numbers(rest, kind)]))


def contacts_of(cells: Iterable[tuple[str, str]]) -> Contacts:
    """Take telephones, mailboxes and pages out of several cells; each once, in their order.

    Args:
        cells: pairs of kind and text.
    """
    return tuple(dict.fromkeys(pair for kind, text in cells if text for pair in read_contacts(text, kind)))


def labelled_contact(segment: str) -> tuple[str, str] | None:
    """Tell a telephone, mailbox or page from other remarks by the word before it.

    Args:
        segment: such as "Phone Number 982188526300" or "Website www.example.com".

    Returns:
        Kind and what stands behind the word; None where it is another remark.
    """
    for label, kind in LABELS:
        if found := label.fullmatch(segment):
            return kind, found[1]
    return None


def _numbers(text: str, kind: str) -> Iterator[tuple[str, str]]:
    for part in BETWEEN.split(text):
        for found in NUMBER.findall(part):
            number = found.rstrip(" .,-–/(").lstrip()
            digits = sum(char.isdigit() for char in number)
            if FEWEST <= digits <= MOST and (kind in ("PHONE", "FAX") or number.startswith("+")):
                yield "FAX" if kind == "FAX" or FAX.search(part) else "PHONE", number
