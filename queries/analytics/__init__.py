"""Measures of the trade between parties, each with its evidence and with what it cannot show (docs/analytics.md)."""

from queries.analytics.projection import project

__all__ = ["project"]
