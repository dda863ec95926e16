// Who holds offices at listed parties, and where else?
:param country => null;
:param elsewhere => false;
:param limit => 500;
MATCH (l:Party)<-[:DIRECTS]-(p:Party)
WHERE l.listed = true AND ($country IS NULL OR l.country = $country)
WITH p, l ORDER BY l.name, l.waybill_id
WITH p, collect(DISTINCT l.name) AS listed
OPTIONAL MATCH (p)-[:DIRECTS]->(o:Party)
WHERE o.listed IS NULL OR o.listed = false
WITH p, listed, o ORDER BY o.name, o.waybill_id
WITH p, listed, collect(DISTINCT o.name) AS others, collect(DISTINCT o.waybill_id) AS other_ids
WHERE $elsewhere = false OR size(others) > 0
RETURN p.waybill_id AS person_id, p.name AS person, listed, others, other_ids, coalesce(p.listed, false) AS person_listed,
       coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, size(listed) DESC, person, person_id
LIMIT $limit;
