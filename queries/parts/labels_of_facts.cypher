// The labels of some facts.
MATCH (f:Fact)
WHERE f.waybill_id IN $ids
RETURN f.waybill_id AS id, labels(f) AS labels
ORDER BY id
