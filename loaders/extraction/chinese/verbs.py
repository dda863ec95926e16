"""The verbs of transfer and offer in Chinese as one pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from loaders.extraction import lexicon
from loaders.extraction.chinese.mentions import signs
from loaders.extraction.chinese.script import either

PARTY, Q = signs("name", "group", "country", "place", "anaphor"), signs("amount")


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    """All verbs that give, take or offer, the longest first; a verb of one sign needs what follows it."""
    pack = lexicon.load("zh")
    nouns = either(pack.words("verb_nouns"))
    parts = []
    for name in ("supply_to", "supply", "acquire", "offer"):
        after = {"supply": "moved", "supply_to": "moved_to"}.get(name)
        made = {verb + way for verb, way in product(pack.words("moving"), pack.words(after))} if after else set()
        long = [word for word in pack.words(name) | made if len(word) > 1]
        short = [word for word in pack.words(name) if len(word) == 1]
        part = rf"(?:{either(long)})(?!{nouns}|机(?![床械器])|船(?![用舶只])|车(?![床辆载])|管(?!材|线))"
        if short:
            part += rf"|(?:{either(short)})(?=[了过给往到至]|[{PARTY}{Q}])"
        parts.append(rf"(?P<{name}>{part})")
    return re.compile(
        rf"(?<![可被所配])(?:{'|'.join(parts)})|"
        rf"(?<=[被所])(?:{'|'.join(part.replace('?P<', '?P<p_') for part in parts)})"
    )
