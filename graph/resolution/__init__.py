"""Who is who: names of parties from all sources in, clusters out. Works on tables of names and knows no driver."""

from graph.resolution.exact import PartyRecord, resolve
from graph.resolution.identifiers import check_digits

__all__ = ["PartyRecord", "check_digits", "resolve"]
