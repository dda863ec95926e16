// How many facts of one kind tell each HS code; where none tells a code, of which goods of the lexicon they are.
MATCH (f:`{label}`)
WHERE f.standing <> 'rejected' AND f.superseded IS NULL AND f.modality IN ['asserted', 'reported', 'alleged']
WITH coalesce(f.hs6, f.hs, '') AS code, coalesce(f.hs_basis, 'printed') AS basis, coalesce(f.goods_id, '') AS goods,
     coalesce(f.synthetic, false) AS synthetic
WHERE code <> '' OR NOT goods STARTS WITH 'goods:text:'
WITH code, CASE WHEN code = '' THEN '' ELSE basis END AS basis, CASE WHEN code = '' THEN goods ELSE '' END AS goods, synthetic
RETURN code, basis, goods, synthetic, count(*) AS facts
ORDER BY code, basis, goods, synthetic
