// The two ends of some ties of ownership.
MATCH (owner)-[t:OWNS]->(owned)
WHERE t.waybill_id IN $ids
RETURN t.waybill_id AS tie, owner.waybill_id AS owner, owned.waybill_id AS owned
ORDER BY tie
