// The parties beside some facts of which nothing else in the graph tells.
MATCH (f:Fact)--(p:Party)
WHERE f.waybill_id IN $ids AND NOT p:Group
WITH DISTINCT f, p
MATCH (p)--(g:Fact)
WITH f, p, count(DISTINCT g) AS facts
WHERE facts = 1
RETURN f.waybill_id AS fact, count(p) AS parties
