// What an answer shows of some transfers, with the countries on the way and their places.
MATCH (f:Transfer)
WHERE f.waybill_id IN $ids
RETURN f.waybill_id AS id, f.declared_as AS declared_as, [(f)-[v:VIA]->(c) WHERE c.code IS NOT NULL | [v.order, c.code]] AS via
