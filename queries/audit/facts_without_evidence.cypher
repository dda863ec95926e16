// question: Which facts have no claim and no row behind them? (There must be none.)
// id: facts-without-evidence
// maturity: stable
// hop cap: none
// row key: fact
// looked at: Fact
// scan: an audit looks at every fact
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column fact: string; id of the fact
// column kind: string; kind of fact
// column synthetic: boolean; whether it is invented
// :param {limit: 100}
MATCH (f:Fact)
WHERE NOT (f)<-[:ABOUT]-() AND NOT (f)-[:STATED_IN]->()
RETURN f.waybill_id AS fact, [label IN labels(f) WHERE label <> 'Fact'][0] AS kind, coalesce(f.synthetic, false) AS synthetic
ORDER BY kind, fact
LIMIT $limit
