// What does this document claim?
:param document => 'document:SHA';
:param limit => 500;
MATCH (d:Document {waybill_id: $document})<-[:IN]-(c:Claim)
WITH c ORDER BY c.waybill_id
LIMIT $limit
OPTIONAL MATCH (c)-[:ABOUT]->(f)
WITH c, f ORDER BY f.waybill_id
RETURN c.waybill_id AS claim, c.kind AS kind, c.modality AS modality, c.standing AS standing,
       'accepted_by_rule' IN coalesce(c.flags, []) AS by_rule, c.quote AS quote,
       c.spans AS spans, c.speaker AS speaker, collect(f.waybill_id) AS facts,
       coalesce(c.synthetic, false) AS synthetic
ORDER BY claim;
