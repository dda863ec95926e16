// On which lists some parties, vessels, aircraft or assets stand now, and how many ties these, products and weapons have.
CALL {
  MATCH (n:Party) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Vessel) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Aircraft) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Asset) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Product) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Weapon) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Country) WHERE n.waybill_id IN $ids RETURN n
  UNION
  MATCH (n:Goods) WHERE n.waybill_id IN $ids RETURN n
}
OPTIONAL MATCH (n)-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|FOUND_IN|LISTED_BY]-()
WITH n, count(t) AS ties
OPTIONAL MATCH (n)<-[:NAMES]-(l:Listing)
WHERE l.standing <> 'rejected' AND l.modality <> 'denied' AND l.last_seen IS NULL AND l.end IS NULL
OPTIONAL MATCH (by)-[:ISSUED]->(l)
WITH n, ties, coalesce(l.topic, by.name) AS list ORDER BY list
RETURN n.waybill_id AS id, ties, collect(DISTINCT list) AS lists
ORDER BY id
