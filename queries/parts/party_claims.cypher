// The claims about the facts beside a node, each with its fact.
MATCH (n:`{label}` {waybill_id: $id})--(f:Fact)<-[:ABOUT]-(c:Claim)
WHERE f.standing <> 'rejected' AND c.standing <> 'rejected'
RETURN DISTINCT f.waybill_id AS fact, labels(f) AS labels, c.waybill_id AS claim
ORDER BY fact, claim
LIMIT $limit
