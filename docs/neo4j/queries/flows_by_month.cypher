// How many transfers went from one country to another, by month and route?
:param from_country => 'CN';
:param to_country => 'RU';
:param goods => null;
:param limit => 500;
MATCH (:Country {code: $to_country})<-[:TO]-(f:Transfer)
WHERE f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged']
  AND CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $from_country
  AND ($goods IS NULL OR f.goods_id IN $goods)
OPTIONAL MATCH (f)-[v:VIA]->(c)
WITH f, v, c ORDER BY v.order
WITH f, collect(c.code) AS via
WITH coalesce(substring(toString(f.start), 0, 7), 'open') AS month, via, coalesce(f.synthetic, false) AS synthetic, f
RETURN month, via, count(f) AS transfers, sum(coalesce(f.weight_kg, 0.0)) AS weight_kg, max(f.sources) AS sources, synthetic
ORDER BY synthetic, month, transfers DESC, via
LIMIT $limit;
