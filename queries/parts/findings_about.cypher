// Where a part, the parts of a maker, or the parts in a weapon were found, with maker, weapon and goods.
CALL {
  MATCH (p:Product {waybill_id: $id})-[:SEEN_IN]->(f:Finding) RETURN f
  UNION
  MATCH (m:Party {waybill_id: $id})<-[:MADE_BY]-(f:Finding) RETURN f
  UNION
  MATCH (w:Weapon {waybill_id: $id})<-[:INSIDE]-(f:Finding) RETURN f
}
WITH f
WHERE f.standing <> 'rejected'
MATCH (p:Product)-[:SEEN_IN]->(f)
OPTIONAL MATCH (f)-[:INSIDE]->(w:Weapon)
OPTIONAL MATCH (f)-[:MADE_BY]->(m:Party)
OPTIONAL MATCH (f)-[:OF]->(g:Goods)
RETURN f.waybill_id AS finding, p.waybill_id AS product_id, p.model AS product, w.waybill_id AS weapon_id, w.name AS weapon,
       m.waybill_id AS maker_id, m.name AS maker, m.country AS maker_country, labels(m) AS maker_labels,
       coalesce(m.listed, false) AS maker_listed, g.waybill_id AS goods_id, g.name AS goods, g.hs AS codes, g.hs6 AS hs6,
       g.priority AS priority, f.standing AS standing, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, product, weapon, finding, maker_id, goods_id
LIMIT $limit
