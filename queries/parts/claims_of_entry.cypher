// The claims of one entry of a list, each with the facts that it is about.
MATCH (d:Document {waybill_id: $document})<-[:IN]-(c:Claim {row: $row})
OPTIONAL MATCH (c)-[:ABOUT]->(f)
WITH c, f ORDER BY f.waybill_id
RETURN c.waybill_id AS claim, c.kind AS kind, c.spans AS spans, c.standing AS standing, c.modality AS modality,
       c.row AS row, c.language AS language, collect(f.waybill_id) AS facts
ORDER BY claim
LIMIT $limit
