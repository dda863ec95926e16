// Which documents are loaded, and how much does each of them say?
:param limit => 5000;
MATCH (d:Document)
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
WITH d, s, COUNT { (d)<-[:IN]-() } AS claims, COUNT { (d)<-[:STATED_IN]-() } AS rows
RETURN d.waybill_id AS document, d.name AS name, d.title AS title, d.kind AS kind, s.name AS publisher,
       d.published AS published, d.language AS language, d.url AS url, d.edition AS edition, d.licence AS licence,
       claims, rows, coalesce(d.synthetic, false) AS synthetic
ORDER BY synthetic, published DESC, name, document
LIMIT $limit;
