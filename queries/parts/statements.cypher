// Transfers between countries that are no supply: planned, sought, feared or denied.
MATCH (target:Country)<-[:TO]-(f:Transfer)
WHERE f.modality IN ['planned', 'sought', 'feared', 'denied'] AND f.standing <> 'rejected'
  AND (size($to_countries) = 0 OR target.code IN $to_countries)
  AND ($goods IS NULL OR f.goods_id IN $goods)
OPTIONAL MATCH (f)-[:FROM]->(source:Country)
WITH f, target, source
WHERE size($from_countries) = 0 OR source.code IN $from_countries
OPTIONAL MATCH (f)-[:OF]->(g)
RETURN DISTINCT f.waybill_id AS id, f.modality AS modality, f.start AS start, f.end AS end, coalesce(g.name, f.goods_printed) AS goods,
       source.code AS from_country, target.code AS to_country, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, modality, id
LIMIT $limit
