// question: Which printed names of goods does the lexicon not know, by how often they are moved?
// id: goods-without-concept
// maturity: stable
// hop cap: none
// row key: goods_id
// looked at: Goods
// scan: an audit of all goods; few of them are printed names
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column goods_id: string; id of the goods
// column goods: string; as printed
// column facts: integer; facts about them
// column synthetic: boolean; whether all facts about them are invented
// :param {limit: 100}
MATCH (g:Goods)
WHERE g.printed = true
OPTIONAL MATCH (f)-[:OF]->(g)
RETURN g.waybill_id AS goods_id, g.name AS goods, count(f) AS facts,
       count(f) > 0 AND count(f) = count(CASE WHEN f.synthetic THEN 1 END) AS synthetic
ORDER BY facts DESC, goods, goods_id
LIMIT $limit
