// The ids of the records that some parties are made of.
MATCH (p:Party)
WHERE p.waybill_id IN $ids
RETURN p.waybill_id AS id, coalesce(p.records, []) AS records
ORDER BY id
