// The supply ties from or to some parties, the best and latest first.
CALL {
  UNWIND $ids AS wanted
  MATCH (p:Party {waybill_id: wanted})-[t:SUPPLIED]->(o)
  RETURN t, p.waybill_id AS party
  UNION ALL
  UNWIND $ids AS wanted
  MATCH (p:Party {waybill_id: wanted})<-[t:SUPPLIED]-(o)
  RETURN t, p.waybill_id AS party
}
WITH t.waybill_id AS tie, t.standing AS standing, t.sources AS sources, t.start AS start, t.end AS end, t.goods_name AS goods,
     coalesce(t.synthetic, false) AS synthetic, min(party) AS party
WHERE $reviewed = false OR standing = 'accepted'
RETURN tie, standing, sources, start, end, goods, synthetic, party
ORDER BY synthetic, standing, sources DESC, end DESC, tie
LIMIT $limit
