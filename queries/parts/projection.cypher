// The supply ties, real or invented, never both.
MATCH (a)-[t:SUPPLIED]->(b)
WHERE coalesce(t.synthetic, false) = $synthetic AND ($reviewed = false OR t.standing = 'accepted')
RETURN t.waybill_id AS tie, t.goods_id AS goods, t.start AS start, t.end AS end, t.standing AS standing, t.modality AS modality,
       t.sources AS sources, t.facts AS facts,
       a.waybill_id AS from_id, a.name AS from_name, coalesce(a.country, a.code) AS from_country,
       (a:Company OR a:Person OR a:PublicBody) AS from_inner,
       b.waybill_id AS to_id, b.name AS to_name, coalesce(b.country, b.code) AS to_country,
       (b:Company OR b:Person OR b:PublicBody) AS to_inner
ORDER BY tie
LIMIT $limit
