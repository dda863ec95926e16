// Which parts found in weapons travel under a code of the Common High Priority List? The same code, not the same goods.
:param country => 'CN';
:param tier => null;
:param limit => 200;
MATCH (f:Finding)
WHERE f.standing <> 'rejected'
OPTIONAL MATCH (f)-[:OF]->(g:Goods)
WITH f, g, CASE WHEN f.tier IS NOT NULL THEN [f.hs6 + ':' + f.tier] ELSE coalesce(g.priority, []) END AS codes,
     CASE WHEN f.tier IS NOT NULL THEN 'printed' ELSE 'kind' END AS basis
WHERE size(codes) > 0
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
OPTIONAL MATCH (f)-[:INSIDE]->(w:Weapon)
WITH f, g, codes, basis, m, w
WHERE $country IS NULL OR m.country = $country
UNWIND codes AS code
WITH f, g, basis, m, w, substring(code, 0, 6) AS hs6, substring(code, 7) AS tier
WHERE $tier IS NULL OR tier = $tier
WITH tier, hs6, basis, g, count(DISTINCT f) AS findings, count(DISTINCT w) AS weapons, count(DISTINCT m) AS makers,
     count(DISTINCT CASE WHEN f.synthetic THEN f END) AS synthetic
RETURN tier, hs6, basis, g.waybill_id AS goods_id, g.name AS goods, findings, weapons, makers, synthetic
ORDER BY tier, hs6, basis, findings DESC, goods_id
LIMIT $limit;
