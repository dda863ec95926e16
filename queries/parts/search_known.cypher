// Countries and goods by their ids.
CALL {
  MATCH (c:Country)
  WHERE c.waybill_id IN $ids
  RETURN c.waybill_id AS id, 'Country' AS label, c.name AS name, c.code AS country
  UNION
  MATCH (g:Goods)
  WHERE g.waybill_id IN $ids
  RETURN g.waybill_id AS id, 'Goods' AS label, g.name AS name, null AS country
}
RETURN id, label, name, country, false AS listed, false AS synthetic
ORDER BY label, name, id
