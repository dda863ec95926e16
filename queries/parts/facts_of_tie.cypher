// All facts that carry a supply tie with a printed supplier.
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.waybill_id = $id
MATCH (a)-[:SUPPLIES]->(f:Transfer)
WHERE f.goods_id = t.goods_id AND f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged']
  AND ((f)-[:RECEIVED_BY]->(b) OR (f)-[:TO]->(b))
RETURN f.waybill_id AS id
ORDER BY f.standing, f.waybill_id
LIMIT $limit
