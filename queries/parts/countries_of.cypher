// The countries of some parties.
MATCH (p:Party)
WHERE p.waybill_id IN $ids
RETURN p.waybill_id AS id, p.country AS country
