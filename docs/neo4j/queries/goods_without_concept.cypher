// Which printed names of goods does the lexicon not know, by how often they are moved?
:param limit => 100;
MATCH (g:Goods)
WHERE g.printed = true
OPTIONAL MATCH (f)-[:OF]->(g)
RETURN g.waybill_id AS goods_id, g.name AS goods, count(f) AS facts,
       count(f) > 0 AND count(f) = count(CASE WHEN f.synthetic THEN 1 END) AS synthetic
ORDER BY facts DESC, goods, goods_id
LIMIT $limit;
