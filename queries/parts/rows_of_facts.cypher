// The rows that state some facts, with their documents; the cells are in the archive.
MATCH (f:Fact)-[r:STATED_IN]->(d:Document)
WHERE f.waybill_id IN $ids
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN f.waybill_id AS fact, r.row AS row, r.sheet AS sheet, d.waybill_id AS document, coalesce(d.title, d.name) AS title,
       d.url AS url, d.published AS published, d.edition AS edition, d.licence AS licence, s.name AS publisher,
       s.origin AS origin, coalesce(d.synthetic, f.synthetic, false) AS synthetic
ORDER BY fact, document, row
LIMIT $limit
