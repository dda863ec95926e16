// question: Which claims from texts has nobody reviewed yet?
// id: claims-waiting
// maturity: stable
// hop cap: none
// row key: claim
// looked at: Claim
// parameter kind: string, optional; only this kind, such as transfer or end_use
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column claim: string; id of the claim
// column kind: string; kind of claim
// column modality: string; asserted, reported, alleged, planned, sought, feared or denied
// column quote: string; the passage
// column language: string; of the passage
// column document: string; title or name of the document
// column publisher: string; who printed it
// column contested: boolean; whether two extractors differ on it; such claims stand first
// column facts: integer; facts that it states
// column alone: boolean; whether such a fact rests on this claim only
// column synthetic: boolean; whether it is invented
// :param {kind: null, limit: 100}
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
ORDER BY synthetic, contested DESC, claim
