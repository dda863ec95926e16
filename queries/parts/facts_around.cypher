// The facts beside a node, and those that the claims of a document are about.
CALL {
  MATCH (n:`{label}` {waybill_id: $id})--(f:Fact)
  RETURN f
  UNION
  MATCH (n:`{label}` {waybill_id: $id})<-[:IN]-(:Claim)-[:ABOUT]->(f:Fact)
  RETURN f
}
WITH DISTINCT f
WHERE f.standing <> 'rejected'
RETURN f.waybill_id AS id
ORDER BY f.standing, id
LIMIT $limit
