// Products and weapons by a whole number or name, folded.
CALL {
  MATCH (p:Product) WHERE p.folded = $model RETURN p AS x, 'Product' AS label, p.model AS name
  UNION
  MATCH (w:Weapon) WHERE $weapon IN w.keys RETURN w AS x, 'Weapon' AS label, w.name AS name
}
RETURN x.waybill_id AS id, label, name, name AS matched, null AS country, false AS listed, coalesce(x.synthetic, false) AS synthetic
ORDER BY synthetic, label, name, id
LIMIT $limit
