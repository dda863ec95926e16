// question: Which facts might be one and the same, and were kept apart in doubt?
// id: possibly-same-facts
// maturity: stable
// hop cap: none
// row key: one, other
// looked at: POSSIBLY_SAME
// scan: all such pairs are asked for
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column one: string; id of a fact
// column other: string; id of the other fact
// column kind: string; kind of fact
// column what: string; the goods as printed
// column start_one: date; earliest day of the first
// column start_other: date; earliest day of the other
// column synthetic: boolean; whether both are invented
// :param {limit: 100}
MATCH (a:Fact)-[:POSSIBLY_SAME]->(b:Fact)
RETURN a.waybill_id AS one, b.waybill_id AS other, [label IN labels(a) WHERE label <> 'Fact'][0] AS kind,
       a.goods_printed AS what, a.start AS start_one, b.start AS start_other,
       coalesce(a.synthetic, false) AS synthetic
ORDER BY one, other
LIMIT $limit
