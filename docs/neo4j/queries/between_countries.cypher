// What is said to have passed between two countries over time, in both directions: goods, weapons, talks, agreements, joint production, denials?
:param one => 'CN';
:param other => 'RU';
:param since => null;
:param until => null;
:param limit => 500;
CALL {
  MATCH (:Country {code: $other})<-[:TO]-(f:Transfer)
  WHERE CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $one
    AND f.standing <> 'rejected' AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
    AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
  WITH f ORDER BY coalesce(f.synthetic, false), f.start, f.waybill_id LIMIT $limit
  RETURN f, 'Transfer' AS kind, $one + '-' + $other AS direction
  UNION ALL
  MATCH (:Country {code: $one})<-[:TO]-(f:Transfer)
  WHERE CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $other
    AND f.standing <> 'rejected' AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
    AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
  WITH f ORDER BY coalesce(f.synthetic, false), f.start, f.waybill_id LIMIT $limit
  RETURN f, 'Transfer' AS kind, $other + '-' + $one AS direction
  UNION ALL
  MATCH (f:Event)<-[:TAKES_PART]-(p)
  MATCH (f)-[:CONCERNS]->(q)
  WITH f, coalesce(p.country, p.code) AS here, coalesce(q.country, q.code) AS there
  WHERE here IN [$one, $other] AND there IN [$one, $other] AND here <> there
  RETURN DISTINCT f, 'Event' AS kind, 'both' AS direction
  UNION ALL
  MATCH (f:Production)<-[:MAKES]-(p)
  MATCH (f)-[:WITH]->(q)
  WITH f, coalesce(p.country, p.code) AS here, coalesce(q.country, q.code) AS there
  WHERE here IN [$one, $other] AND there IN [$one, $other] AND here <> there
  RETURN DISTINCT f, 'Production' AS kind, 'both' AS direction
}
WITH f, kind, direction, coalesce(f.synthetic, false) AS synthetic
WHERE f.standing <> 'rejected' AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
WITH f, kind, direction, synthetic
ORDER BY synthetic, f.start, f.waybill_id, direction
LIMIT $limit
OPTIONAL MATCH (f)-[:OF]->(g)
WITH f, kind, direction, synthetic, min(g.name) AS goods
OPTIONAL MATCH (s)-[:SUPPLIES|TAKES_PART|MAKES]->(f)
WITH f, kind, direction, synthetic, goods, s.name AS actor ORDER BY actor
WITH f, kind, direction, synthetic, goods, collect(DISTINCT actor) AS who
OPTIONAL MATCH (f)-[:RECEIVED_BY|CONCERNS|WITH]->(r)
WITH f, kind, direction, synthetic, goods, who, r.name AS receiver ORDER BY receiver
WITH f, kind, direction, synthetic, goods, who, collect(DISTINCT receiver) AS whom
RETURN f.waybill_id AS fact, kind, direction, f.start AS start, f.end AS end, coalesce(goods, f.topic, f.goods_printed) AS what,
       who, whom, f.standing AS standing, f.modality AS modality, coalesce(f.disputed, false) AS disputed,
       f.claims AS claims, f.sources AS sources, synthetic
ORDER BY synthetic, start, fact, direction;
