// Offices at a party, and links that are neither shares nor an office, such as voting rights or consolidation.
CALL {
  MATCH (p:Party {waybill_id: $id})<-[:AT]-(f:Role)<-[:HAS_ROLE]-(h)
  RETURN f, h, p, 'office' AS kind
  UNION ALL
  MATCH (p:Party {waybill_id: $id})<-[:LINKED_TO]-(f:Link)<-[:LINKS]-(h)
  RETURN f, h, p, 'link' AS kind
  UNION ALL
  MATCH (h:Party {waybill_id: $id})-[:LINKS]->(f:Link)-[:LINKED_TO]->(p)
  RETURN f, h, p, 'link' AS kind
}
WITH DISTINCT f, h, p, kind
WHERE f.modality IN ['asserted', 'reported', 'alleged'] AND f.superseded IS NULL AND f.standing <> 'rejected'
  AND ($reviewed = false OR f.standing = 'accepted')
RETURN f.waybill_id AS id, kind, h.waybill_id AS holder_id, labels(h) AS holder_labels, h.name AS holder_name,
       coalesce(h.country, h.code) AS holder_country, coalesce(h.listed, false) AS holder_listed,
       p.waybill_id AS body_id, labels(p) AS body_labels, p.name AS body_name, coalesce(p.country, p.code) AS body_country,
       coalesce(p.listed, false) AS body_listed, f.topic AS topic, f.start AS start, f.end AS end, f.gone_in AS gone_in,
       f.standing AS standing, coalesce(f.synthetic, false) AS synthetic
ORDER BY kind, holder_name, holder_id, body_id, id
LIMIT $limit
