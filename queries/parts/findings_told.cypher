// What was found in a weapon, or where a part was found: one row for each finding, maker and kind of goods.
CALL {
  MATCH (w:Weapon {waybill_id: $id})<-[:INSIDE]-(f:Finding) RETURN f
  UNION
  MATCH (p:Product {waybill_id: $id})-[:SEEN_IN]->(f:Finding) RETURN f
}
WITH f
WHERE f.standing <> 'rejected' AND f.superseded IS NULL
OPTIONAL MATCH (p:Product)-[:SEEN_IN]->(f)
OPTIONAL MATCH (f)-[:INSIDE]->(w:Weapon)
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
OPTIONAL MATCH (f)-[:OF]->(g:Goods)
OPTIONAL MATCH (f)-[:FOUND_AT]->(at)
RETURN f.waybill_id AS finding, coalesce(f.model, p.model) AS part, p.waybill_id AS part_id, f.goods_printed AS printed, g.waybill_id AS goods_id,
       g.name AS goods, f.hs6 AS hs6, f.tier AS tier, g.hs6 AS goods_hs6, g.hs AS prefixes, g.priority AS priority, w.waybill_id AS weapon_id, w.name AS weapon,
       m.waybill_id AS maker_id, labels(m) AS maker_labels, m.name AS maker, m.country AS maker_country, coalesce(m.listed, false) AS maker_listed,
       at.name AS place, f.start AS start, f.end AS end, f.sources AS sources, f.standing AS standing, f.modality AS modality, f.url AS url,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, part, printed, finding, maker, maker_id, goods_id, place
LIMIT $limit
