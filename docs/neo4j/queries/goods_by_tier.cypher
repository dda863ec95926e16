// Which goods of the Common High Priority List went to a country, by tier?
:param to_country => 'RU';
:param since => null;
:param until => null;
:param limit => 200;
MATCH (:Country {code: $to_country})<-[:TO]-(f:Transfer)
WHERE f.tier IS NOT NULL AND f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged']
  AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
OPTIONAL MATCH (s)-[:SUPPLIES]->(f)
RETURN f.tier AS tier, f.hs6 AS hs6, count(DISTINCT f) AS transfers, count(DISTINCT s.waybill_id) AS suppliers,
       sum(coalesce(f.weight_kg, 0.0)) AS weight_kg, sum(CASE WHEN f.synthetic THEN 1 ELSE 0 END) AS synthetic
ORDER BY tier, transfers DESC, hs6
LIMIT $limit;
