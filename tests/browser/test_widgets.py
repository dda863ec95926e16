"""What all widgets have in common: no request to another host, no error."""

from __future__ import annotations

import pytest

from tests.browser.widgets import PARTS
from tests.support.browser import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("part", sorted(PARTS))
def test_no_part_asks_another_host_or_breaks(demo: Browser, part: str):
    page = demo.open(f"/?part={part}")
    page.wait_for_timeout(500)
    page.close()
    assert len(demo.requests) > 10
    assert demo.foreign == []
    assert demo.errors == []
