// A document with its publisher, and the text that it repeats.
MATCH (d:Document {waybill_id: $id})
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN d.waybill_id AS id, d.name AS name, d.title AS title, d.kind AS kind, d.language AS language,
       d.published AS published, d.url AS url, d.edition AS edition, d.licence AS licence, d.reprint_of AS reprint_of,
       coalesce(d.synthetic, false) AS synthetic, s.name AS publisher, s.owner AS owner, s.origin AS origin,
       COUNT { (d)<-[:IN]-() } AS claims, COUNT { (d)<-[:STATED_IN]-() } AS rows
LIMIT 1
