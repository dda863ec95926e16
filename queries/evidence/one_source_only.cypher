// question: Which supplies rest on one independent source only?
// id: one-source-only
// maturity: stable
// hop cap: none
// row key: tie
// looked at: SUPPLIED
// scan: an audit of all supplies; no index holds the number of sources
// parameter from_country: country, optional; only from this country
// parameter to_country: country, optional; only to this country
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column tie: string; id of the tie
// column supplier: string; name of the supplier
// column recipient: string; name of the recipient
// column goods: string; the goods
// column facts: integer; number of facts
// column claims: integer; claims and rows, all of one origin
// column standing: string; accepted or unreviewed
// column modality: string; of its best fact
// column synthetic: boolean; whether it is invented
// :param {from_country: 'CN', to_country: 'RU', limit: 200}
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
ORDER BY synthetic, claims DESC, tie
