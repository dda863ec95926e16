// question: Which parties stand on several lists, and under which names in which scripts? A note counts equal names that were not joined.
// id: parties-on-several-lists
// maturity: stable
// hop cap: none
// row key: party_id
// looked at: Listing
// scan: the entries of all lists are asked for, by party
// parameter lists: integer, unit lists, from 1 to 100, default 3; at least so many lists
// parameter authorities: integer, unit authorities, from 1 to 100, default 1; of at least so many authorities
// parameter scripts: integer, unit scripts, from 1 to 20, default 1; with names in at least so many scripts
// parameter country: country, optional; only parties of this country
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column party_id: string; id of the party, vessel, aircraft or asset
// column party: string; its name
// column country: string; ISO code, where known
// column lists: integer; number of lists
// column authorities: strings; who lists
// column topics: strings; the lists, as printed
// column scripts: strings; scripts of its names (ISO 15924)
// column names: strings; its names, as printed
// column synthetic: boolean; whether it is invented
// :param {lists: 3, authorities: 1, scripts: 1, country: null, limit: 200}
MATCH (by)-[:ISSUED]->(l:Listing)-[:NAMES]->(p)
WHERE l.standing <> 'rejected' AND l.modality <> 'denied' AND l.last_seen IS NULL
  AND ($country IS NULL OR p.country = $country)
WITH p, by.name AS authority, l.topic AS topic ORDER BY authority, topic
WITH p, collect(DISTINCT authority) AS authorities, collect(DISTINCT topic) AS topics,
     count(DISTINCT authority + ': ' + coalesce(topic, '')) AS lists
WHERE lists >= $lists AND size(authorities) >= $authorities
MATCH (p)-[:NAMED]->(n:Name)
WITH p, authorities, topics, lists, n.script AS script, n.text AS text ORDER BY script, text
WITH p, authorities, topics, lists, collect(DISTINCT script) AS scripts, collect(DISTINCT text) AS names
WHERE size(scripts) >= $scripts
RETURN p.waybill_id AS party_id, p.name AS party, p.country AS country, lists, authorities, topics, scripts, names,
       coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, lists DESC, party, party_id
LIMIT $limit
