"""Counts what was asked and what it cost, and says no before a limit is passed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.errors import ModelError
from graph.settings import ModelSettings

MILLION = 1_000_000
BYTES_A_TOKEN = 3  # where nobody counts: more tokens than there are, as a rule


def guess(data: bytes) -> int:
    """Return about how many tokens some text has."""
    return len(data) // BYTES_A_TOKEN + 1


@dataclass(slots=True)
class Meter:
    """What one run has used.

    Attributes:
        settings: limits and prices.
        asked: questions that were answered.
        kept: questions whose answer was there from an earlier run.
        again: questions that were sent once more, because the service was busy.
        unanswered: questions whose answer did not come in time, or broke off; they may have cost all the same.
        tokens_in, tokens_out: as the service counts them, else estimated.
        reserved: tokens of unanswered questions and their answers, at most.
    """

    settings: ModelSettings
    asked: int = 0
    kept: int = 0
    again: int = 0
    unanswered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    reserved: tuple[int, int] = (0, 0)

    @property
    def cost(self) -> float | None:
        """In the currency of the prices; None where no price is set."""
        return self._price(self.tokens_in, self.tokens_out)

    def allow(self, asked: int, answers: int = 1, what: str = "the next question") -> None:
        """Refuse a question that could pass a limit, its longest answer counted in.

        Args:
            asked: about how many tokens the question has.
            answers: how many answers of the greatest length are counted in.
            what: is to be asked, in words.

        Raises:
            ModelError: it could.
        """
        most_in = self.tokens_in + self.reserved[0] + asked
        most_out = self.tokens_out + self.reserved[1] + answers * self.settings.answer_tokens
        if most_in + most_out > self.settings.max_tokens:
            raise ModelError(
                f"is not asked any more: with {self.tokens_in + self.tokens_out:,} tokens used, {what} could "
                f"pass WAYBILL_MODEL_MAX_TOKENS ({self.settings.max_tokens:,}); raise it, and the same command "
                "goes on"
            )
        worst, limit = self._price(most_in, most_out), self.settings.max_cost
        if limit is not None and worst is not None and worst > limit:
            raise ModelError(
                f"is not asked any more: with {self.cost or 0:.4f} spent, {what} could pass "
                f"WAYBILL_MODEL_MAX_COST ({limit:g}); raise it, and the same command goes on"
            )

    def answered(self, tokens_in: int, tokens_out: int) -> None:
        """Count an answer."""
        self.asked += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def lost(self, asked: int) -> None:
        """Count a question whose answer did not come whole."""
        self.unanswered += 1
        self.reserved = (self.reserved[0] + asked, self.reserved[1] + self.settings.answer_tokens)

    def to_json(self) -> dict[str, Any]:
        """Return the figures as `--json` prints them."""
        return {
            "model": self.settings.model,
            "address": self.settings.address,
            "asked": self.asked,
            "from_before": self.kept,
            "asked_again": self.again,
            "unanswered": self.unanswered,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": None if self.cost is None else round(self.cost, 6),
        }

    def __str__(self) -> str:
        """The figures in words."""
        cost = "no prices set" if self.cost is None else f"cost {self.cost:.4f}"
        lost = f", {self.unanswered:,} without an answer (they may have cost too)" if self.unanswered else ""
        return (
            f"language model {self.settings.model} at {self.settings.address}: {self.asked:,} questions asked, "
            f"{self.kept:,} answered before{lost}; {self.tokens_in:,} tokens in, {self.tokens_out:,} out, {cost}"
        )

    def _price(self, tokens_in: int, tokens_out: int) -> float | None:
        if self.settings.price_in is None or self.settings.price_out is None:
            return None
        return (tokens_in * self.settings.price_in + tokens_out * self.settings.price_out) / MILLION
