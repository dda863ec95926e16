// question: What is said to have passed between two countries over time, in both directions: goods, weapons, talks, agreements, joint production, denials?
// id: between-countries
// maturity: stable
// hop cap: none
// row key: fact, direction
// looked at: Transfer, Event, Production
// scan: events and joint productions are few, fewer than the parties of a country
// parameter one: country, default "CN"; the first country
// parameter other: country, default "RU"; the second country
// parameter since: date, optional; only what can have lasted until this day
// parameter until: date, optional; only what can have begun by this day
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column fact: string; id of the fact
// column kind: string; Transfer, Event or Production
// column direction: string; from and to, such as CN-RU; both for what has no direction
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column what: string; goods or topic
// column who: strings; parties that act
// column whom: strings; parties that receive or take part
// column standing: string; standing of the fact
// column modality: string; asserted, reported, alleged, planned, sought, feared or denied
// column disputed: boolean; whether somebody denies it
// column claims: integer; number of claims and rows
// column sources: integer; independent sources
// column synthetic: boolean; whether it is invented
// :param {one: 'CN', other: 'RU', since: null, until: null, limit: 500}
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
ORDER BY synthetic, start, fact, direction
