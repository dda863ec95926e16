// question: Which documents are loaded, and how much does each of them say?
// id: documents
// maturity: stable
// hop cap: none
// row key: document
// looked at: Document
// scan: all documents are asked for
// parameter limit: integer, unit rows, from 1 to 10000, default 5000; most documents
// column document: string; id of the document
// column name: string; name of the file
// column title: string; title as printed
// column kind: string; text, table or list
// column publisher: string; who printed it
// column published: string; date of publication, as exact as the source is
// column language: string; ISO 639-1 code
// column url: string; address of the original
// column edition: string; edition of the source
// column licence: string; licence as stated
// column claims: integer; claims of a text or list
// column rows: integer; rows of a table that state a fact
// column synthetic: boolean; invented, for demonstration
// :param {limit: 5000}
MATCH (d:Document)
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
WITH d, s, COUNT { (d)<-[:IN]-() } AS claims, COUNT { (d)<-[:STATED_IN]-() } AS rows
RETURN d.waybill_id AS document, d.name AS name, d.title AS title, d.kind AS kind, s.name AS publisher,
       d.published AS published, d.language AS language, d.url AS url, d.edition AS edition, d.licence AS licence,
       claims, rows, coalesce(d.synthetic, false) AS synthetic
ORDER BY synthetic, published DESC, name, document
LIMIT $limit
