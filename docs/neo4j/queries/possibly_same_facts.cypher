// Which facts might be one and the same, and were kept apart in doubt?
:param limit => 100;
MATCH (a:Fact)-[:POSSIBLY_SAME]->(b:Fact)
RETURN a.waybill_id AS one, b.waybill_id AS other, [label IN labels(a) WHERE label <> 'Fact'][0] AS kind,
       a.goods_printed AS what, a.start AS start_one, b.start AS start_other,
       coalesce(a.synthetic, false) AS synthetic
ORDER BY one, other
LIMIT $limit;
