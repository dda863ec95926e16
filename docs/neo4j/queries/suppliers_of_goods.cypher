// Who supplies these goods, or anything narrower, and to whom?
:param goods => ['goods:drone-parts'];
:param from_country => null;
:param to_country => null;
:param reviewed => false;
:param limit => 100;
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.goods_id IN $goods
  AND ($from_country IS NULL OR $from_country IN t.from_countries)
  AND ($to_country IS NULL OR $to_country IN t.to_countries)
  AND ($reviewed = false OR t.standing = 'accepted')
RETURN t.waybill_id AS tie, a.waybill_id AS supplier_id, a.name AS supplier, coalesce(a.country, a.code) AS supplier_country,
       b.name AS recipient, t.goods_name AS goods, t.start AS start, t.end AS end, t.facts AS facts,
       t.sources AS sources, t.standing AS standing, t.modality AS modality, coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, standing, sources DESC, facts DESC, supplier, tie
LIMIT $limit;
