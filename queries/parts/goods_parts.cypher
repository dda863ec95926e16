// Parts with a number that were found in weapons and are of some goods or tell a code, those in most weapons first.
MATCH (f:Finding)
WHERE (f.goods_id IN $ids OR ($code <> '' AND f.hs6 STARTS WITH $code)) AND f.standing <> 'rejected' AND f.superseded IS NULL
MATCH (p:Product)-[:SEEN_IN]->(f)
OPTIONAL MATCH (f)-[:INSIDE]->(w:Weapon)
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
WITH p, w, f, m ORDER BY m.name
WITH p, coalesce(f.synthetic, false) AS synthetic, collect(DISTINCT m.name) AS makers, count(DISTINCT w) AS weapons,
     count(DISTINCT f) AS findings, max(f.sources) AS sources
RETURN p.waybill_id AS part_id, p.model AS part, makers, weapons, findings, sources, synthetic
ORDER BY synthetic, weapons DESC, findings DESC, part, part_id
LIMIT $limit
