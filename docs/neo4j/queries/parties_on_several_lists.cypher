// Which parties stand on several lists, and under which names in which scripts? A note counts equal names that were not joined.
:param lists => 3;
:param authorities => 1;
:param scripts => 1;
:param country => null;
:param limit => 200;
MATCH (by)-[:ISSUED]->(l:Listing)-[:NAMES]->(p)
WHERE l.standing <> 'rejected' AND l.modality <> 'denied' AND l.last_seen IS NULL
  AND ($country IS NULL OR p.country = $country)
WITH p, by.name AS authority, l.topic AS topic ORDER BY authority, topic
WITH p, collect(DISTINCT authority) AS authorities, collect(DISTINCT topic) AS topics,
     count(DISTINCT authority + ': ' + coalesce(topic, '')) AS lists
WHERE lists >= $lists AND size(authorities) >= $authorities
MATCH (p)-[:NAMED]->(n:Name)
WITH p, authorities, topics, lists, n.script AS script, n.text AS text ORDER BY script, text
WITH p, authorities, topics, lists, collect(DISTINCT script) AS scripts, collect(DISTINCT text) AS names
WHERE size(scripts) >= $scripts
RETURN p.waybill_id AS party_id, p.name AS party, p.country AS country, lists, authorities, topics, scripts, names,
       coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, lists DESC, party, party_id
LIMIT $limit;
