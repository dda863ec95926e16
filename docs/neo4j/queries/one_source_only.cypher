// Which supplies rest on one independent source only?
:param from_country => 'CN';
:param to_country => 'RU';
:param limit => 200;
CALL {
  MATCH (a:Party)-[t:SUPPLIED]->(b)
  RETURN a, t, b
  UNION ALL
  MATCH (a:Country)-[t:SUPPLIED]->(b)
  RETURN a, t, b
}
WITH a, t, b
WHERE t.sources = 1 AND ($from_country IS NULL OR $from_country IN t.from_countries)
  AND ($to_country IS NULL OR $to_country IN t.to_countries)
WITH a, t, b, coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, t.claims DESC, t.waybill_id
LIMIT $limit
RETURN t.waybill_id AS tie, a.name AS supplier, b.name AS recipient, t.goods_name AS goods, t.facts AS facts,
       t.claims AS claims, t.standing AS standing, t.modality AS modality, synthetic
ORDER BY synthetic, claims DESC, tie;
