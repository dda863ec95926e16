// Which countries does what goes from one country to another pass on its way, and how often?
:param from_country => 'CN';
:param to_country => 'RU';
:param since => null;
:param until => null;
:param limit => 100;
MATCH (:Country {code: $to_country})<-[:TO]-(f:Transfer)
WHERE f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged'] AND f.superseded IS NULL
  AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
  AND CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $from_country
MATCH (f)-[:VIA]->(c:Country)
WITH DISTINCT c, f
RETURN c.code AS country, c.name AS name, count(f) AS transfers,
       count(CASE WHEN f.standing = 'accepted' THEN 1 END) AS accepted, min(f.start) AS first, max(f.end) AS last,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, transfers DESC, country
LIMIT $limit;
