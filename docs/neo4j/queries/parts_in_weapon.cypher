// Which parts were found in this weapon, and who made them?
:param weapon => 'ID';
:param limit => 500;
MATCH (w:Weapon {waybill_id: $weapon})<-[:INSIDE]-(f:Finding)
WHERE f.standing <> 'rejected'
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
WITH f, m ORDER BY m.waybill_id
WITH f, collect(m)[0] AS m
RETURN f.waybill_id AS finding, f.model AS part, f.goods_printed AS goods, m.waybill_id AS maker_id, m.name AS maker,
       m.country AS maker_country, f.sources AS sources, f.standing AS standing, f.url AS url,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, maker, part, finding
LIMIT $limit;
