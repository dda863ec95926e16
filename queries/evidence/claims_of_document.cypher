// question: What does this document claim?
// id: claims-of-document
// maturity: stable
// hop cap: none
// row key: claim
// looked at: Claim
// parameter document: document, required; its id, or the name of its file where only one has it
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column claim: string; id of the claim
// column kind: string; kind of claim
// column modality: string; asserted, reported, alleged, planned, sought, feared or denied
// column standing: string; accepted, unreviewed or rejected
// column by_rule: boolean; whether a rule accepted it and no person
// column quote: string; the passage
// column spans: string; JSON list of [start, end) in the document's text
// column speaker: string; whom the passage names
// column facts: strings; ids of the facts it states
// column synthetic: boolean; whether it is invented
// :param {document: 'document:SHA', limit: 500}
MATCH (d:Document {waybill_id: $document})<-[:IN]-(c:Claim)
WITH c ORDER BY c.waybill_id
LIMIT $limit
OPTIONAL MATCH (c)-[:ABOUT]->(f)
WITH c, f ORDER BY f.waybill_id
RETURN c.waybill_id AS claim, c.kind AS kind, c.modality AS modality, c.standing AS standing,
       'accepted_by_rule' IN coalesce(c.flags, []) AS by_rule, c.quote AS quote,
       c.spans AS spans, c.speaker AS speaker, collect(f.waybill_id) AS facts,
       coalesce(c.synthetic, false) AS synthetic
ORDER BY claim
