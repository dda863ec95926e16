// question: Which countries does what goes from one country to another pass on its way, and how often?
// id: countries-on-the-way
// maturity: stable
// hop cap: none
// row key: country, synthetic
// looked at: VIA
// parameter from_country: country, default "CN"; where it comes from
// parameter to_country: country, default "RU"; where it goes
// parameter since: date, optional; only what can have lasted until this day
// parameter until: date, optional; only what can have begun by this day
// parameter limit: integer, unit rows, from 1 to 1000, default 100; most rows
// column country: string; ISO code of the country on the way
// column name: string; its name
// column transfers: integer; transfers that pass it
// column accepted: integer; of these, accepted ones
// column first: date; earliest day that is known
// column last: date; latest day that is known
// column synthetic: boolean; whether they are invented
// :param {from_country: 'CN', to_country: 'RU', since: null, until: null, limit: 100}
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
LIMIT $limit
