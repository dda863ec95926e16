// question: Which passages and rows state this fact?
// id: evidence-of-fact
// maturity: stable
// hop cap: none
// row key: claim, document_id, row
// looked at: Claim, STATED_IN
// parameter fact: fact, required; id of the fact
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column claim: string; id of the claim; empty for a row of a table
// column document_id: string; id of the document
// column row: integer; first physical line of the row or entry
// column document: string; title or name of the document
// column publisher: string; who printed it
// column published: string; when, as exact as it is known
// column quote: string; the passage; rows are in the archive, see `waybill evidence`
// column speaker: string; whom the passage names
// column language: string; of the passage
// column modality: string; of the claim
// column standing: string; of the claim
// column by_rule: boolean; whether a rule accepted the claim and no person
// column synthetic: boolean; whether it is invented
// :param {fact: 'ID', limit: 200}
CALL {
  MATCH (f:Fact {waybill_id: $fact})<-[:ABOUT]-(c:Claim)-[:IN]->(d:Document)
  RETURN c.waybill_id AS claim, d, c.row AS row, c.quote AS quote, c.speaker AS speaker, c.language AS language,
         c.modality AS modality, c.standing AS standing, 'accepted_by_rule' IN coalesce(c.flags, []) AS by_rule
  UNION ALL
  MATCH (f:Fact {waybill_id: $fact})-[s:STATED_IN]->(d:Document)
  RETURN null AS claim, d, s.row AS row, null AS quote, null AS speaker, null AS language,
         f.modality AS modality, 'accepted' AS standing, false AS by_rule
}
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN claim, d.waybill_id AS document_id, row, coalesce(d.title, d.name) AS document, s.name AS publisher,
       d.published AS published, quote, speaker, language, modality, standing, by_rule,
       coalesce(d.synthetic, false) AS synthetic
ORDER BY standing, document_id, row, claim
LIMIT $limit
