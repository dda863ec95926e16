// Who and what stands round a fact, with ids.
MATCH (f:Fact {waybill_id: $id})-[r]-(other)
WHERE NOT type(r) IN ['ABOUT', 'STATED_IN', 'POSSIBLY_SAME', 'PART_OF']
RETURN DISTINCT type(r) AS type, labels(other) AS labels, other.waybill_id AS id,
       coalesce(other.name, other.model) AS name, other.country AS country, other.code AS code
ORDER BY type, name, id
LIMIT $limit
