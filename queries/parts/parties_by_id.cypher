// The names and countries of some parties.
MATCH (p:Party)
WHERE p.waybill_id IN $ids
RETURN p.waybill_id AS id, p.name AS name, p.country AS country
