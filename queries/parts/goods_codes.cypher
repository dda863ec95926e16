// The HS codes that sources tell of some goods, by how many facts.
MATCH (g:Goods)<-[:OF]-(f)
WHERE g.waybill_id IN $ids AND f.hs6 IS NOT NULL AND f.standing <> 'rejected' AND f.superseded IS NULL
WITH DISTINCT f
RETURN f.hs6 AS code, coalesce(f.hs_basis, 'printed') AS basis, coalesce(f.synthetic, false) AS synthetic, count(f) AS facts
ORDER BY synthetic, facts DESC, code, basis
LIMIT $limit
