// Documents, and goods whose printed name the lexicon does not know, whose title or name holds all of some words.
CALL {
  MATCH (d:Document)
  WHERE all(word IN $words WHERE toLower(coalesce(d.title, '') + ' ' + d.name) CONTAINS word)
  RETURN d AS x, 'Document' AS label, coalesce(d.title, d.name) AS name, d.name AS matched
  UNION
  MATCH (g:Goods)
  WHERE all(word IN $words WHERE toLower(g.name) CONTAINS word)
  RETURN g AS x, 'Goods' AS label, g.name AS name, g.name AS matched
}
RETURN x.waybill_id AS id, label, name, matched, null AS country, false AS listed, coalesce(x.synthetic, false) AS synthetic
ORDER BY synthetic, label DESC, name, id
LIMIT $limit
