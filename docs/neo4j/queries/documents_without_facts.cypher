// Which documents state nothing in the graph?
:param limit => 200;
MATCH (d:Document)
WHERE NOT (d)<-[:IN]-() AND NOT (d)<-[:STATED_IN]-()
RETURN d.waybill_id AS document, d.name AS name, d.kind AS kind, d.language AS language,
       coalesce(d.synthetic, false) AS synthetic
ORDER BY synthetic, name, document
LIMIT $limit;
