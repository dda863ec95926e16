// For each of some goods all that is broader.
UNWIND $ids AS id
MATCH (g:Goods {waybill_id: id})-[:BROADER*1..6]->(wide:Goods)
RETURN g.waybill_id AS id, collect(DISTINCT wide.waybill_id) AS broader
