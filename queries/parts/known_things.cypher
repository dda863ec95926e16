// Weapons, and goods that the lexicon does not know, by their printed names, in no order: the gazetteer.
MATCH (w:Weapon)
WHERE coalesce(w.synthetic, false) = $synthetic
RETURN 'weapon' AS kind, w.name AS name, w.country AS country, w.names AS names, w.waybill_id AS id
UNION
MATCH (g:Goods)
WHERE g.printed AND coalesce(g.synthetic, false) = $synthetic
RETURN 'goods' AS kind, g.name AS name, null AS country, [g.name] AS names, g.waybill_id AS id
