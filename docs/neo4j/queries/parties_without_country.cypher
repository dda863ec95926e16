// Of which parties that supply or receive is no country known? No path can begin or end at them by country.
:param limit => 200;
MATCH (p:Party)-[t:SUPPLIED]-()
WHERE p.country IS NULL
WITH p, count(DISTINCT t.waybill_id) AS ties
ORDER BY ties DESC, p.name, p.waybill_id
LIMIT $limit
OPTIONAL MATCH (p)-[r:NAMED]->(:Name)
WITH p, ties, r.source AS source ORDER BY source
WITH p, ties, collect(DISTINCT source) AS sources
RETURN p.waybill_id AS party_id, p.name AS party, ties, sources, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, ties DESC, party, party_id;
