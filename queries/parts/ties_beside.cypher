// The ties to walk along beside some nodes of one label, with what stands at their other ends.
UNWIND $ids AS wanted
MATCH (n:`{label}` {waybill_id: wanted})-[t:SUPPLIED|OWNS|DIRECTS]-(other)
WHERE NOT other:Country AND NOT other:Group
RETURN wanted AS beside, t.waybill_id AS tie, type(t) AS type, CASE WHEN startNode(t).waybill_id = wanted THEN 'out' ELSE 'in' END AS direction,
       t.standing AS standing, t.sources AS sources, other.waybill_id AS other_id, labels(other) AS other_labels, other.name AS other_name,
       other.country AS other_country, coalesce(other.listed, false) AS other_listed, coalesce(other.synthetic, false) AS synthetic
ORDER BY standing, sources DESC, other_id, tie
LIMIT $limit
