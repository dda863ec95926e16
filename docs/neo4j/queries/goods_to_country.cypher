// Which goods went to this country, by how many transfers?
:param country => 'RU';
:param from_country => null;
:param limit => 200;
MATCH (:Country {code: $country})<-[:TO]-(f:Transfer)-[:OF]->(g:Goods)
WHERE f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged'] AND f.superseded IS NULL
  AND ($from_country IS NULL OR CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $from_country)
WITH DISTINCT f, g
RETURN g.waybill_id AS goods_id, g.name AS goods, count(f) AS transfers,
       count(CASE WHEN f.standing = 'accepted' THEN 1 END) AS accepted, min(f.start) AS first, max(f.end) AS last,
       CASE WHEN g.tier IS NULL THEN coalesce(g.priority, []) ELSE [g.hs6 + ':' + g.tier] END AS priority,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, transfers DESC, goods, goods_id
LIMIT $limit;
