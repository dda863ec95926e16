// Goods as printed, of no kind that the lexicon knows, whose name holds all of some words.
MATCH (g:Goods)
WHERE g.printed AND all(word IN $words WHERE toLower(g.name) CONTAINS word)
RETURN g.waybill_id AS id, 'Goods' AS label, g.name AS name, g.name AS matched, null AS country, false AS listed,
       coalesce(g.synthetic, false) AS synthetic
ORDER BY synthetic, size(name), name, id
LIMIT $limit
