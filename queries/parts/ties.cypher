// All that an answer shows of some supply ties.
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.waybill_id IN $ids
OPTIONAL MATCH (g:Goods {waybill_id: t.goods_id})
RETURN properties(t) AS tie, labels(a) AS from_labels, a.waybill_id AS from_id, a.name AS from_name,
       coalesce(a.country, a.code) AS from_country, coalesce(a.listed, false) AS from_listed,
       labels(b) AS to_labels, b.waybill_id AS to_id, b.name AS to_name,
       coalesce(b.country, b.code) AS to_country, coalesce(b.listed, false) AS to_listed, g.hs6 AS hs6
