// For each of some goods all that is broader.
MATCH (g:Goods)-[:BROADER*1..6]->(wide:Goods)
WHERE g.waybill_id IN $ids
RETURN g.waybill_id AS id, collect(DISTINCT wide.waybill_id) AS broader
