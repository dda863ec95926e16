// Weapons with the parts that were found in them: how many, by makers of which countries.
MATCH (w:Weapon)<-[:INSIDE]-(f:Finding)
WHERE f.standing <> 'rejected' AND f.superseded IS NULL
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
WITH w, f, m
WHERE size($countries) = 0 OR m.country IN $countries
OPTIONAL MATCH (p:Product)-[:SEEN_IN]->(f)
WITH w, f, m, p ORDER BY m.country
RETURN w.waybill_id AS id, w.name AS name, count(DISTINCT f) AS findings, count(DISTINCT p) AS parts, collect(DISTINCT m.country) AS makers_in,
       max(f.sources) AS sources, coalesce(w.synthetic, false) AS synthetic
ORDER BY synthetic, findings DESC, name, id
LIMIT $limit
