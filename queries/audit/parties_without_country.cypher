// question: Of which parties that supply or receive is no country known? No path can begin or end at them by country.
// id: parties-without-country
// maturity: stable
// hop cap: none
// row key: party_id
// looked at: SUPPLIED
// scan: an audit of all parties; what is missing stands in no index
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column party_id: string; id of the party
// column party: string; its name
// column ties: integer; supplies to and from it
// column sources: strings; who prints its name
// column synthetic: boolean; whether it is invented
// :param {limit: 200}
MATCH (p:Party)-[t:SUPPLIED]-()
WHERE p.country IS NULL
WITH p, count(DISTINCT t.waybill_id) AS ties
ORDER BY ties DESC, p.name, p.waybill_id
LIMIT $limit
OPTIONAL MATCH (p)-[r:NAMED]->(:Name)
WITH p, ties, r.source AS source ORDER BY source
WITH p, ties, collect(DISTINCT source) AS sources
RETURN p.waybill_id AS party_id, p.name AS party, ties, sources, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, ties DESC, party, party_id
