// Products and weapons whose number or name, folded, holds all of some folded words.
CALL {
  MATCH (p:Product) WHERE all(word IN $words WHERE p.folded CONTAINS word) RETURN p AS x, 'Product' AS label, p.model AS name
  UNION
  MATCH (w:Weapon) WHERE any(key IN w.keys WHERE all(word IN $weapon_words WHERE key CONTAINS word)) RETURN w AS x, 'Weapon' AS label, w.name AS name
}
RETURN x.waybill_id AS id, label, name, name AS matched, null AS country, false AS listed, coalesce(x.synthetic, false) AS synthetic
ORDER BY synthetic, size(name), name, id
LIMIT $limit
