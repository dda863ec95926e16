// The claims of a document whose ids begin in one way, two at most.
MATCH (c:Claim)-[:IN]->(:Document {waybill_id: $document})
WHERE c.waybill_id >= $from AND c.waybill_id < $to
RETURN c.waybill_id AS claim, c.row AS row
ORDER BY claim
LIMIT 2
