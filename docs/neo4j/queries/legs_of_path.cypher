// Which legs does a path have, and which facts prove each?
:param ties => ['ID', 'ID'];
:param limit => 500;
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
LIMIT $limit;
