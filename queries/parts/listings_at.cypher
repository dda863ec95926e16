// The entries of lists that name some parties, vessels, aircraft or assets.
CALL {
  UNWIND $ids AS wanted MATCH (p:Party {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Vessel {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Aircraft {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Asset {waybill_id: wanted}) RETURN p
}
MATCH (p)<-[:NAMES]-(l:Listing)
WHERE l.standing <> 'rejected' AND l.modality IN ['asserted', 'reported', 'alleged']
OPTIONAL MATCH (by)-[:ISSUED]->(l)
RETURN DISTINCT p.waybill_id AS party, l.waybill_id AS id, by.name AS authority, l.topic AS list, l.measure AS measure,
       l.programme AS programme, l.entry AS entry, l.start AS start, l.end AS end, l.first_seen AS first_seen,
       l.last_seen AS last_seen, l.gone_in AS gone_in
ORDER BY party, start, id, authority
