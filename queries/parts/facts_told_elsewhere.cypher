// Of some facts those that another document tells too, by a claim or by a row.
MATCH (f:Fact)-[:STATED_IN]->(d:Document)
WHERE f.waybill_id IN $facts AND NOT d.waybill_id IN $ids
RETURN DISTINCT f.waybill_id AS fact
UNION
MATCH (f:Fact)<-[:ABOUT]-(:Claim)-[:IN]->(d:Document)
WHERE f.waybill_id IN $facts AND NOT d.waybill_id IN $ids
RETURN DISTINCT f.waybill_id AS fact
