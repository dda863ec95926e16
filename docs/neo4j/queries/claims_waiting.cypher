// Which claims from texts has nobody reviewed yet?
:param kind => null;
:param limit => 100;
MATCH (c:Claim {standing: 'unreviewed'})
WHERE $kind IS NULL OR c.kind = $kind
WITH c, coalesce(c.synthetic, false) AS synthetic,
     any(flag IN coalesce(c.flags, []) WHERE flag STARTS WITH 'disagree:') AS contested
ORDER BY synthetic, contested DESC, c.waybill_id
LIMIT $limit
MATCH (c)-[:IN]->(d:Document)
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
OPTIONAL MATCH (c)-[:ABOUT]->(f)
RETURN c.waybill_id AS claim, c.kind AS kind, c.modality AS modality, c.quote AS quote, c.language AS language,
       coalesce(d.title, d.name) AS document, s.name AS publisher, contested, count(f) AS facts,
       coalesce(min(f.claims), 0) = 1 AS alone, synthetic
ORDER BY synthetic, contested DESC, claim;
