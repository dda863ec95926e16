// Which passages and rows state this fact?
:param fact => 'ID';
:param limit => 200;
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
LIMIT $limit;
