// For some supply ties the countries on the way of each of their best facts, in order.
MATCH ()-[t:SUPPLIED]->()
WHERE t.waybill_id IN $ids
UNWIND t.best_facts AS best
MATCH (f:Transfer {waybill_id: best})
MATCH (f)-[v:VIA]->(c)
WHERE c.code IS NOT NULL
WITH t, f, v, c ORDER BY v.order
WITH t, f, collect(c.code) AS route
RETURN t.waybill_id AS tie, collect(route) AS routes
