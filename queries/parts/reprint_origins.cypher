// Texts that others repeat, with those that repeat them: whose word each is by its own source, the earliest first.
CALL {
  MATCH (d:Document) WHERE d.waybill_id IN $firsts RETURN d, d.waybill_id AS first
  UNION ALL
  MATCH (d:Document) WHERE d.reprint_of IN $firsts RETURN d, d.reprint_of AS first
}
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN first, d.waybill_id AS document, s.origin AS origin, s.owner AS owner, s.name AS publisher
ORDER BY first, coalesce(d.published, '9999'), document
