// question: Which documents state nothing in the graph?
// id: documents-without-facts
// maturity: stable
// hop cap: none
// row key: document
// looked at: Document
// scan: all documents are asked for, to find those that nothing leads to
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column document: string; id of the document
// column name: string; name of the file
// column kind: string; text, table or list
// column language: string; its language, where told
// column synthetic: boolean; whether it is invented
// :param {limit: 200}
MATCH (d:Document)
WHERE NOT (d)<-[:IN]-() AND NOT (d)<-[:STATED_IN]-()
RETURN d.waybill_id AS document, d.name AS name, d.kind AS kind, d.language AS language,
       coalesce(d.synthetic, false) AS synthetic
ORDER BY synthetic, name, document
LIMIT $limit
