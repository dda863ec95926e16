// Transfers whose source names one of some products by its number, and that reached a country.
MATCH (p:Product)<-[:OF_MODEL]-(t:Transfer)
WHERE p.waybill_id IN $products AND t.standing <> 'rejected' AND t.modality IN ['asserted', 'reported', 'alleged']
  AND t.superseded IS NULL
OPTIONAL MATCH (a)-[:SUPPLIES]->(t)
OPTIONAL MATCH (t)-[:RECEIVED_BY]->(b)
OPTIONAL MATCH (t)-[:TO]->(c:Country)
WITH p, t, a, b, c
WHERE c.code IN $to_countries
RETURN t.waybill_id AS transfer, p.model AS product, a.name AS supplier, b.waybill_id AS recipient_id, b.name AS recipient,
       c.code AS country, t.start AS start, t.end AS end, t.modality AS modality, t.standing AS standing,
       coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, start, product, transfer, supplier, recipient
LIMIT $limit
