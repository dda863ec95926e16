// Which facts have no claim and no row behind them? (There must be none.)
:param limit => 100;
MATCH (f:Fact)
WHERE NOT (f)<-[:ABOUT]-() AND NOT (f)-[:STATED_IN]->()
RETURN f.waybill_id AS fact, [label IN labels(f) WHERE label <> 'Fact'][0] AS kind, coalesce(f.synthetic, false) AS synthetic
ORDER BY kind, fact
LIMIT $limit;
