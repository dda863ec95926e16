"""Who is who: names of parties from all sources in, clusters out. Works on tables of names and knows no driver."""

from graph.resolution.clusters import resolve
from graph.resolution.edges import Edge
from graph.resolution.exact import PartyRecord
from graph.resolution.identifiers import check_digits
from graph.resolution.judgements import Judgement
from graph.resolution.links import Resolution, explain

__all__ = ["Edge", "Judgement", "PartyRecord", "Resolution", "check_digits", "explain", "resolve"]
