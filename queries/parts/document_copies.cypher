// The documents that repeat a text nearly word for word.
MATCH (d:Document {reprint_of: $first})
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
RETURN d.waybill_id AS id, d.name AS name, d.title AS title, d.published AS published, s.name AS publisher
ORDER BY published, id
LIMIT $limit
