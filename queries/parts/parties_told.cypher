// Some parties, vessels, aircraft and assets with their printed names, one name of one source a row.
CALL {
  MATCH (n:Party) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Vessel) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Aircraft) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Asset) WHERE n.waybill_id IN $ids RETURN n
}
OPTIONAL MATCH (n)-[r:NAMED]->(name:Name)
RETURN n.waybill_id AS id, labels(n) AS labels, n.name AS name, n.country AS country, size(n.records) AS records,
       coalesce(n.synthetic, false) AS synthetic, name.text AS text, name.quality AS quality, r.source AS source
ORDER BY id, quality, text, source
