// Companies, public bodies and persons with all names that say who is meant, in no order: the gazetteer.
MATCH (p:Company)-[:NAMED]->(n:Name)
WHERE n.quality <> 'weak' AND coalesce(p.synthetic, false) = $synthetic
RETURN p.waybill_id AS id, 'company' AS kind, p.name AS name, p.country AS country, collect(DISTINCT n.text) AS names
UNION
MATCH (p:PublicBody)-[:NAMED]->(n:Name)
WHERE n.quality <> 'weak' AND coalesce(p.synthetic, false) = $synthetic
RETURN p.waybill_id AS id, 'public_body' AS kind, p.name AS name, p.country AS country, collect(DISTINCT n.text) AS names
UNION
MATCH (p:Person)-[:NAMED]->(n:Name)
WHERE n.quality <> 'weak' AND coalesce(p.synthetic, false) = $synthetic
RETURN p.waybill_id AS id, 'person' AS kind, p.name AS name, p.country AS country, collect(DISTINCT n.text) AS names
