// The facts that might be one with a fact, and were kept apart in doubt.
MATCH (f:Fact {waybill_id: $id})-[:POSSIBLY_SAME]-(other:Fact)
RETURN DISTINCT other.waybill_id AS id, labels(other) AS labels
ORDER BY id
LIMIT $limit
