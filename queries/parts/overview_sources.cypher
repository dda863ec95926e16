MATCH (s:Source)
OPTIONAL MATCH (d:Document)-[:PUBLISHED_BY]->(s)
RETURN s.waybill_id AS id, s.name AS name, s.owner AS owner, s.origin AS origin, count(d) AS documents,
       coalesce(s.synthetic, false) AS synthetic
ORDER BY synthetic, documents DESC, name, id
