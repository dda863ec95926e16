// How many facts carry some supply ties, and how they stand.
MATCH ()-[t:SUPPLIED]->()
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, t.facts AS facts, t.standing AS standing
