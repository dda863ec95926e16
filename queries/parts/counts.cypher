// Sources and documents in the graph.
MATCH (s:Source)
WITH count(s) AS sources
OPTIONAL MATCH (d:Document)
RETURN sources, count(d) AS documents
