// What do registers say of this party beside shares and offices: entries, consolidation, voting rights, payments, kin?
:param party => 'ID';
:param limit => 500;
CALL {
  MATCH (:Party {waybill_id: $party})<-[:REGISTERS]-(f:Registration)
  RETURN f, 'Registration' AS kind, null AS direction, null AS other_id, null AS other
  UNION ALL
  MATCH (:Party {waybill_id: $party})-[:LINKS]->(f:Link)-[:LINKED_TO]->(o)
  RETURN f, 'Link' AS kind, 'from' AS direction, o.waybill_id AS other_id, o.name AS other
  UNION ALL
  MATCH (:Party {waybill_id: $party})<-[:LINKED_TO]-(f:Link)<-[:LINKS]-(o)
  RETURN f, 'Link' AS kind, 'to' AS direction, o.waybill_id AS other_id, o.name AS other
}
WITH f, kind, direction, other_id, other
WHERE f.standing <> 'rejected' AND f.superseded IS NULL
RETURN f.waybill_id AS fact, kind, f.topic AS topic, direction, other_id, other, f.entry AS entry, f.outcome AS status,
       f.reason AS reason, f.share_min AS share_min, f.share_max AS share_max, f.value AS value, f.currency AS currency,
       f.start AS start, f.end AS end, f.last_seen AS last_seen, f.standing AS standing,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, kind DESC, topic, other, start, fact, direction
LIMIT $limit;
