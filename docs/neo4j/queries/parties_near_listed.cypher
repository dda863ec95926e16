// Which parties are within three ties of this listed party, or of any party by its id?
:param party => 'ID';
:param hops => 2;
:param limit => 200;
CALL {
  MATCH (:Party {waybill_id: $party})-[:SUPPLIED|OWNS|DIRECTS]-(other:Party)
  RETURN DISTINCT other, 1 AS hops
  UNION ALL
  MATCH (:Party {waybill_id: $party})-[:SUPPLIED|OWNS|DIRECTS]-(one:Party)
  WHERE $hops >= 2 AND any(label IN labels(one) WHERE label IN ['Company', 'Person', 'PublicBody'])
  WITH DISTINCT one
  MATCH (one)-[:SUPPLIED|OWNS|DIRECTS]-(other:Party)
  RETURN DISTINCT other, 2 AS hops
  UNION ALL
  MATCH (:Party {waybill_id: $party})-[:SUPPLIED|OWNS|DIRECTS]-(one:Party)
  WHERE $hops >= 3 AND any(label IN labels(one) WHERE label IN ['Company', 'Person', 'PublicBody'])
  WITH DISTINCT one
  MATCH (one)-[:SUPPLIED|OWNS|DIRECTS]-(two:Party)
  WHERE any(label IN labels(two) WHERE label IN ['Company', 'Person', 'PublicBody'])
  WITH DISTINCT two
  MATCH (two)-[:SUPPLIED|OWNS|DIRECTS]-(other:Party)
  RETURN DISTINCT other, 3 AS hops
}
WITH other, min(hops) AS hops
WHERE other.waybill_id <> $party
RETURN other.waybill_id AS party_id, other.name AS party,
       CASE WHEN other:Company THEN 'Company' WHEN other:Person THEN 'Person' WHEN other:PublicBody THEN 'PublicBody' ELSE 'Group' END AS label,
       other.country AS country, coalesce(other.listed, false) AS listed, hops, coalesce(other.synthetic, false) AS synthetic
ORDER BY synthetic, hops, listed DESC, party, party_id
LIMIT $limit;
