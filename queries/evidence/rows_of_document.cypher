// question: Which rows of this table state a fact?
// id: rows-of-document
// maturity: stable
// hop cap: none
// row key: row, sheet, fact
// looked at: STATED_IN
// parameter document: document, required; its id, or the name of its file where only one has it
// parameter limit: integer, unit rows, from 1 to 10000, default 5000; most rows
// column row: integer; first physical line of the row
// column sheet: string; sheet of the row, where the file has several
// column fact: string; id of the fact that it states
// column standing: string; standing of the fact
// column goods: string; the goods as printed
// column start: date; earliest day
// column end: date; latest day
// column synthetic: boolean; whether it is invented
// :param {document: 'document:0123456789abcdef0123456789abcdef', limit: 5000}
MATCH (d:Document {waybill_id: $document})<-[r:STATED_IN]-(f)
WITH r.row AS row, r.sheet AS sheet, f.waybill_id AS fact, f
ORDER BY row, sheet, fact
LIMIT $limit
RETURN row, sheet, fact, f.standing AS standing, f.goods_printed AS goods,
       f.start AS start, f.end AS end, coalesce(f.synthetic, false) AS synthetic
ORDER BY row, sheet, fact
