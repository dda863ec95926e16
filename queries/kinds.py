"""The goods of ties along a chain: which may follow which, and from which one comes to those that were asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

PRINTED = "goods:text:"  # how the id of goods begins that the lexicon does not know

Token = tuple[str, str]


class Kinds:
    """The different goods of ties: what they are, their codes and part numbers.

    Args:
        texts: of each kind "goods|codes|models", by number.
        broader: goods -> itself and all that is broader.
    """

    def __init__(self, texts: Sequence[str], broader: Mapping[str, frozenset[str]]) -> None:
        self._broader = broader
        self._parts = [tuple(text.split("|")) for text in texts]

    def gives(self, kind: int) -> Iterator[Token]:
        """Yield the tokens of a tie's goods; a tie may follow by the strict rule if it takes one of them."""
        goods, codes, models = self._parts[kind]
        yield "goods", goods
        yield from (("code", code) for code in codes.split())
        yield from (("model", model) for model in models.split())

    def takes(self, kind: int) -> Iterator[Token]:
        """Yield the tokens of which a tie before must give one."""
        goods, codes, models = self._parts[kind]
        yield from (("goods", wide) for wide in self._broader[goods])
        yield from (("code", code) for code in codes.split())
        yield from (("model", model) for model in models.split())

    def printed(self) -> bool:
        """Whether there are goods that the lexicon does not know: by the lenient rule they follow any."""
        return any(goods.startswith(PRINTED) for goods, _, _ in self._parts)

    def reaching(self, wanted: Iterable[int], doubtful: bool) -> set[int]:
        """Return the kinds from which goods can go on, tie by tie, until they are wanted ones.

        Args:
            wanted: kinds.
            doubtful: whether a step may be one of which nobody knows if the goods are the same.
        """
        giving: dict[Token, list[int]] = defaultdict(list)
        for kind in range(len(self._parts)):
            for token in {*self.gives(kind), *(self._near(kind) if doubtful else ())}:
                giving[token].append(kind)
        found = set(wanted)
        waiting = list(found)
        while waiting:
            kind = waiting.pop()
            for token in {*self.takes(kind), *(self._near(kind) if doubtful else ())}:
                for other in giving.pop(token, ()):
                    if other not in found:
                        found.add(other)
                        waiting.append(other)
        return found

    def _near(self, kind: int) -> Iterator[Token]:
        """Yield tokens that two kinds share where one is wider, or their headings are the same."""
        goods, codes, _ = self._parts[kind]
        yield from (("near", wide) for wide in self._broader[goods])
        yield from (("heading", code[:4]) for code in codes.split())
