// For some supply ties the countries on the way of each of their best facts, in order.
MATCH ()-[t:SUPPLIED]->()
WHERE t.waybill_id IN $ids
MATCH (f:Transfer)-[v:VIA]->(c:Country)
WHERE f.waybill_id IN t.best_facts
WITH t, f, v, c ORDER BY v.order
WITH t, f, collect(c.code) AS route
RETURN t.waybill_id AS tie, collect(route) AS routes
