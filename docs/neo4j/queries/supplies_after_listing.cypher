// Which supplies to or from a listed party can have lasted beyond the day of its first listing?
:param country => null;
:param limit => 500;
MATCH (l:Listing)-[:NAMES]->(p:Party)
WHERE l.start IS NOT NULL AND l.standing <> 'rejected' AND l.modality IN ['asserted', 'reported', 'alleged']
  AND ($country IS NULL OR p.country = $country)
WITH p, min(l.start) AS listed
CALL {
  WITH p
  MATCH (p)-[t:SUPPLIED]->(other)
  RETURN t, other, 'supplier' AS side
  UNION
  WITH p
  MATCH (p)<-[t:SUPPLIED]-(other)
  RETURN t, other, 'recipient' AS side
}
WITH p, listed, t, other, side
WHERE t.end IS NULL OR t.end >= listed
RETURN p.waybill_id AS party_id, p.name AS party, listed, side, other.waybill_id AS other_id, other.name AS other,
       t.goods_name AS goods, t.start AS start, t.end AS end, t.start IS NOT NULL AND t.start >= listed AS certain,
       t.waybill_id AS tie, t.standing AS standing, coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, certain DESC, start, party_id, tie
LIMIT $limit;
