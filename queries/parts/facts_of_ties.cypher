// The best facts of some ties of any type.
MATCH ()-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|FOUND_IN|LISTED_BY]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.best_facts AS facts, t.facts AS count, type(t) AS type
ORDER BY tie
