// The documents that some findings stand in, with their publishers.
CALL {
  UNWIND $ids AS wanted
  MATCH (f:Finding {waybill_id: wanted})-[:STATED_IN]->(d:Document)
  RETURN wanted AS finding, d
  UNION
  UNWIND $ids AS wanted
  MATCH (f:Finding {waybill_id: wanted})<-[:ABOUT]-(:Claim)-[:IN]->(d:Document)
  RETURN wanted AS finding, d
}
WITH DISTINCT finding, d
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN finding, d.waybill_id AS document, coalesce(d.title, d.name) AS title, s.name AS publisher
ORDER BY finding, title, document
