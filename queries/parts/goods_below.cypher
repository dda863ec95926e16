// The goods nodes at or below some, and those of HS codes that begin so.
MATCH (g:Goods)
WHERE g.waybill_id IN $ids OR any(code IN $codes WHERE g.hs6 STARTS WITH code)
RETURN g.waybill_id AS id, g.name AS name
ORDER BY id
