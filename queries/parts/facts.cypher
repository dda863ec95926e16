// What an answer shows of some transfers, with the countries on the way and their places.
MATCH (f:Transfer)
WHERE f.waybill_id IN $ids
RETURN f.waybill_id AS id, f.quantity AS quantity, f.quantity_relation AS quantity_relation, f.unit AS unit,
       f.value AS value, f.value_relation AS value_relation, f.currency AS currency, coalesce(f.unit_price, false) AS unit_price,
       f.weight_kg AS weight_kg, f.declared_as AS declared_as, f.dispatch AS dispatch, f.destination AS destination, [(f)-[v:VIA]->(c) WHERE c.code IS NOT NULL | [v.order, c.code]] AS via
