// The facts that some documents tell, by claims or by rows.
MATCH (d:Document)<-[:STATED_IN]-(f:Fact)
WHERE d.waybill_id IN $ids
RETURN DISTINCT f.waybill_id AS fact
LIMIT $limit
UNION
MATCH (d:Document)<-[:IN]-(:Claim)-[:ABOUT]->(f:Fact)
WHERE d.waybill_id IN $ids
RETURN DISTINCT f.waybill_id AS fact
LIMIT $limit
