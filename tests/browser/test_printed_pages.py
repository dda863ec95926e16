"""Pages that a browser prints to PDF are read back paragraph by paragraph, in three scripts. All names are invented."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from loaders.documents import read
from tests.support.browser import Browser

pytestmark = pytest.mark.browser

PARAGRAPHS = (
    "Die Firma Wolkenwerk aus Nirgendstadt lieferte nach Angaben des Zolls im März 2023 insgesamt vierzig Motoren für "
    "Drohnen an einen Abnehmer in Russland. Die Ware ging über die Türkei.",
    "Завод «Выдумка-7» получил двигатели в мае 2023 года, говорится в документах. Поставку оформила турецкая фирма "
    "«Бош Сандык», которая указала в декларации детали игрушек.",
    "幻想电子有限公司于2023年5月经土耳其向“臆造-7”有限责任公司供应了四十台无人机发动机，货值人民币1,150万元。"
    "该公司回应称，公司从未向任何俄罗斯客户出售发动机。其余各方均未置评。",
)
STYLE = "width: 9cm; font-size: 14pt; text-align: justify"


def test_a_printed_page_is_read_back(chromium: Browser, tmp_path: Path) -> None:
    body = "".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)
    page = chromium.context.new_page()
    page.set_content(f"<h1>Ein Titel ohne Punkt</h1><div style='{STYLE}'>{body}</div>")
    page.pdf(path=str(tmp_path / "printed.pdf"), format="A5")
    page.close()
    _, text, offsets = read(tmp_path / "printed.pdf")
    *others, last = text.split("\n\n")
    assert others == ["Ein Titel ohne Punkt", *PARAGRAPHS[:2]]
    assert last[1:] == PARAGRAPHS[2][1:]  # some Chromiums do not write down which letter the first sign of a font is
    assert last[0] in (PARAGRAPHS[2][0], "\ufffd")
    assert (offsets.element(0) or "").startswith("page 1")
