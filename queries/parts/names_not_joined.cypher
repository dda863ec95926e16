// Equal main names of several listed parties that together stand on so many lists.
MATCH (by)-[:ISSUED]->(l:Listing)-[:NAMES]->(p)
WHERE l.standing <> 'rejected' AND l.modality <> 'denied' AND l.last_seen IS NULL
WITH p, by.name + ': ' + coalesce(l.topic, '') AS list
MATCH (p)-[:NAMED]->(n:Name)
WHERE n.quality = 'primary'
WITH n.folded AS name, coalesce(p.synthetic, false) AS synthetic, count(DISTINCT p) AS parties, count(DISTINCT list) AS lists,
     sum(CASE WHEN p.country IS NULL THEN 1 ELSE 0 END) AS open, collect(DISTINCT p.country) AS countries
WHERE parties > 1 AND lists >= $lists AND ($country IS NULL OR $country IN countries)
RETURN count(name) AS names, sum(CASE WHEN open > 0 THEN 1 ELSE 0 END) AS without
