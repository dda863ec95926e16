// question: Which legs does a path have, and which facts prove each?
// id: legs-of-path
// maturity: stable
// hop cap: none
// row key: leg, fact
// looked at: SUPPLIED
// parameter ties: ties, required; ids of its ties in order, as `waybill paths --json` gives them
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column leg: integer; number of the leg, from 1
// column tie: string; id of the tie
// column supplier: string; name of the supplier
// column recipient: string; name of the recipient
// column goods: string; the goods
// column fact: string; id of a fact that proves the leg
// column start: date; earliest day of the fact
// column end: date; latest day of the fact
// column quantity: float; as printed
// column unit: string; empty means pieces
// column claims: integer; claims and rows behind the fact
// column quotes: strings; passages, at most five; rows are in the archive, see `waybill evidence`
// column rows: integer; rows of tables behind the fact
// column standing: string; standing of the fact
// column modality: string; modality of the fact
// column synthetic: boolean; whether it is invented
// :param {ties: ['ID', 'ID'], limit: 500}
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.waybill_id IN $ties
UNWIND t.best_facts AS best
MATCH (f:Transfer {waybill_id: best})
OPTIONAL MATCH (f)<-[:ABOUT]-(c)
WITH a, t, b, f, c ORDER BY c.waybill_id
WITH a, t, b, f, collect(c.quote)[0..5] AS quotes
OPTIONAL MATCH (f)-[s:STATED_IN]->()
WITH a, t, b, f, quotes, count(s) AS rows
RETURN [place IN range(0, size($ties) - 1) WHERE $ties[place] = t.waybill_id | place + 1][0] AS leg, t.waybill_id AS tie,
       a.name AS supplier, b.name AS recipient, t.goods_name AS goods, f.waybill_id AS fact, f.start AS start, f.end AS end,
       f.quantity AS quantity, f.unit AS unit, f.claims AS claims, quotes, rows, f.standing AS standing, f.modality AS modality,
       coalesce(t.synthetic, false) AS synthetic
ORDER BY leg, standing, fact
LIMIT $limit
