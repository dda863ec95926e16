// What an answer shows of some transfers, with the countries on the way in order.
MATCH (f:Transfer)
WHERE f.waybill_id IN $ids
OPTIONAL MATCH (f)-[v:VIA]->(c:Country)
WITH f, v, c ORDER BY v.order
RETURN f.waybill_id AS id, f.quantity AS quantity, f.quantity_relation AS quantity_relation, f.unit AS unit,
       f.value AS value, f.value_relation AS value_relation, f.currency AS currency, coalesce(f.unit_price, false) AS unit_price,
       f.weight_kg AS weight_kg, f.declared_as AS declared_as, collect(c.code) AS via
