// The transfers that stand, each as one line of text: a row per property takes five times as long to send and read.
MATCH (f:Transfer)
WHERE f.standing <> 'rejected' AND ($reviewed = false OR f.standing = 'accepted') AND f.superseded IS NULL
  AND f.modality IN ['asserted', 'reported', 'alleged'] AND coalesce(f.synthetic, false) = $synthetic
  AND ($goods IS NULL OR f.goods_id IN $goods) AND ($hs IS NULL OR f.hs6 STARTS WITH $hs)
OPTIONAL MATCH (a)-[:SUPPLIES]->(f)
OPTIONAL MATCH (f)-[:RECEIVED_BY]->(b)
OPTIONAL MATCH (f)-[:VIA]->(c:Country)
WITH f, a, b, collect(c.code) AS via
RETURN f.waybill_id + '|' + coalesce(toString(f.start), '') + '|' + coalesce(toString(f.end), '') + '|'
  + coalesce(CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END, '') + '|'
  + coalesce(f.recipient_country, f.destination, '') + '|' + reduce(s = '', code IN via | s + code + ' ') + '|'
  + CASE WHEN any(l IN labels(a) WHERE l IN ['Company', 'Person', 'PublicBody']) THEN a.waybill_id ELSE '' END + '|'
  + CASE WHEN any(l IN labels(b) WHERE l IN ['Company', 'Person', 'PublicBody']) THEN b.waybill_id ELSE '' END + '|'
  + coalesce(f.hs6, '') + '|' + coalesce(toString(f.value), '') + '|' + coalesce(f.currency, '') + '|' + coalesce(toString(f.weight_kg), '') + '|'
  + toString(coalesce(f.unit_price, false)) AS line
ORDER BY line
LIMIT $limit
