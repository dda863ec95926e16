// What passes through this country on its way from one country to another?
:param country => 'TR';
:param from_country => null;
:param to_country => null;
:param since => null;
:param until => null;
:param limit => 200;
MATCH (:Country {code: $country})<-[:VIA]-(f:Transfer)
WHERE ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
  AND ($to_country IS NULL OR coalesce(f.recipient_country, f.destination) = $to_country)
  AND ($from_country IS NULL OR $from_country = CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END)
WITH DISTINCT f
ORDER BY coalesce(f.synthetic, false), f.start, f.waybill_id
LIMIT $limit
OPTIONAL MATCH (s)-[:SUPPLIES]->(f)
WITH f, min(s.name) AS supplier
OPTIONAL MATCH (f)-[:RECEIVED_BY]->(r)
WITH f, supplier, min(r.name) AS recipient
OPTIONAL MATCH (f)-[:OF]->(g)
WITH f, supplier, recipient, min(g.name) AS goods
RETURN f.waybill_id AS transfer, f.start AS start, f.end AS end,
       CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END AS from_country,
       supplier, coalesce(f.recipient_country, f.destination) AS to_country, recipient,
       coalesce(goods, f.goods_printed) AS goods, f.quantity AS quantity, f.unit AS unit,
       f.standing AS standing, f.modality AS modality, f.sources AS sources, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, start, transfer;
