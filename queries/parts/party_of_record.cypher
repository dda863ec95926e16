// The party whose cluster holds a record.
MATCH (p:Party)
WHERE $id IN p.records
RETURN labels(p) AS labels, p.waybill_id AS id
ORDER BY id
