// The rows and entries that state the facts beside a node, each with its fact.
MATCH (n:`{label}` {waybill_id: $id})--(f:Fact)-[r:STATED_IN]->(d:Document)
WHERE f.standing <> 'rejected'
RETURN DISTINCT f.waybill_id AS fact, labels(f) AS labels, d.waybill_id AS document, r.sheet AS sheet, r.row AS row
ORDER BY fact, document, sheet, row
LIMIT $limit
