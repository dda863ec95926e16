// Facts of one kind between the same ends, with dates that can fit, which are kept apart from a fact.
MATCH (f:`{label}` {waybill_id: $id})<-[:`{first}`]-(a)
MATCH (f)-[:`{second}`]->(b)
WITH DISTINCT f, a, b
MATCH (a)-[:`{first}`]->(g:`{label}`)-[:`{second}`]->(b)
WHERE g.waybill_id <> $id AND g.standing <> 'rejected' AND coalesce(g.goods_id, '') = coalesce(f.goods_id, '')
  AND (g.start IS NULL OR f.end IS NULL OR g.start <= f.end)
  AND (f.start IS NULL OR g.end IS NULL OR f.start <= g.end)
RETURN DISTINCT g.waybill_id AS id, labels(g) AS labels
ORDER BY id
LIMIT $limit
