// question: Which goods of the Common High Priority List went to a country, by tier?
// id: goods-by-tier
// maturity: stable
// hop cap: none
// row key: tier, hs6
// looked at: Transfer
// parameter to_country: country, default "RU"; country of the recipient, else destination
// parameter since: date, optional; only what can have lasted until this day
// parameter until: date, optional; only what can have begun by this day
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column tier: string; tier on the Common High Priority List
// column hs6: string; six-digit HS code
// column transfers: integer; number of transfers that stand (not denied, planned, sought or feared)
// column suppliers: integer; number of their suppliers
// column weight_kg: float; sum of the weights that are printed
// column synthetic: integer; how many of the transfers are invented
// :param {to_country: 'RU', since: null, until: null, limit: 200}
MATCH (:Country {code: $to_country})<-[:TO]-(f:Transfer)
WHERE f.tier IS NOT NULL AND f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged']
  AND ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
OPTIONAL MATCH (s)-[:SUPPLIES]->(f)
RETURN f.tier AS tier, f.hs6 AS hs6, count(DISTINCT f) AS transfers, count(DISTINCT s.waybill_id) AS suppliers,
       sum(coalesce(f.weight_kg, 0.0)) AS weight_kg, sum(CASE WHEN f.synthetic THEN 1 ELSE 0 END) AS synthetic
ORDER BY tier, transfers DESC, hs6
LIMIT $limit
