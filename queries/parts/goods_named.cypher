// The names of some goods.
MATCH (g:Goods)
WHERE g.waybill_id IN $ids
RETURN g.waybill_id AS id, g.name AS name
