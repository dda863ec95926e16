// Some facts of one kind with who and what stands round each.
UNWIND $ids AS wanted
MATCH (f:`{label}` {waybill_id: wanted})
WHERE f.standing <> 'rejected'
OPTIONAL MATCH (f)-[r]-(other)
WHERE NOT type(r) IN ['ABOUT', 'STATED_IN', 'POSSIBLY_SAME', 'PART_OF']
WITH f, type(r) AS type, other.waybill_id AS id, coalesce(other.name, other.model) AS name
ORDER BY type, name, id
RETURN f.waybill_id AS fact, properties(f) AS properties, collect([type, name]) AS around
ORDER BY fact
