// What the publishers of some sources are called.
MATCH (s:Source)
WHERE s.waybill_id IN $ids
RETURN s.waybill_id AS id, s.name AS name
