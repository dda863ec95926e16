// The ties of some types of a node with what stands at their other ends, the best first.
MATCH (n:`{label}` {waybill_id: $id})-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|FOUND_IN|LISTED_BY]-(other)
WHERE type(t) IN $types
RETURN t.waybill_id AS tie, type(t) AS type, CASE WHEN startNode(t).waybill_id = $id THEN 'out' ELSE 'in' END AS direction,
       t.standing AS standing, t.sources AS sources, other.waybill_id AS id, labels(other) AS labels,
       coalesce(other.name, other.model) AS name, coalesce(other.country, other.code) AS country,
       coalesce(other.listed, false) AS listed, coalesce(other.synthetic, false) AS synthetic
ORDER BY standing, sources DESC, id, tie
LIMIT $limit
