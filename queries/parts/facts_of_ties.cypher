// The best facts of some ties of any type, in no order.
// Asked type by type and not within CALL: only so the embedded engine finds ties by their index.
MATCH ()-[t:SUPPLIED]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
UNION ALL
MATCH ()-[t:OWNS]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
UNION ALL
MATCH ()-[t:DIRECTS]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
UNION ALL
MATCH ()-[t:MANUFACTURES]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
UNION ALL
MATCH ()-[t:FOUND_IN]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
UNION ALL
MATCH ()-[t:LISTED_BY]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
