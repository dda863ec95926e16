// question: How many transfers went from one country to another, by month and route?
// id: flows-by-month
// maturity: stable
// hop cap: none
// row key: month, via, synthetic
// looked at: Transfer
// parameter from_country: country, default "CN"; country of the supplier, else dispatch, else origin
// parameter to_country: country, default "RU"; country of the recipient, else destination
// parameter goods: goods, optional; ids of the goods and all that is narrower; a label stands for them
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column month: string; year and month of the earliest day; "open" when no day is known
// column via: strings; countries on the way, in order
// column transfers: integer; number of transfers that stand (not denied, planned, sought or feared)
// column weight_kg: float; sum of the weights that are printed
// column sources: integer; most independent sources of one of them
// column synthetic: boolean; whether they are invented
// :param {from_country: 'CN', to_country: 'RU', goods: null, limit: 500}
MATCH (:Country {code: $to_country})<-[:TO]-(f:Transfer)
WHERE f.standing <> 'rejected' AND f.modality IN ['asserted', 'reported', 'alleged']
  AND CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END = $from_country
  AND ($goods IS NULL OR f.goods_id IN $goods)
OPTIONAL MATCH (f)-[v:VIA]->(c)
WITH f, v, c ORDER BY v.order
WITH f, collect(c.code) AS via
WITH coalesce(substring(toString(f.start), 0, 7), 'open') AS month, via, coalesce(f.synthetic, false) AS synthetic, f
RETURN month, via, count(f) AS transfers, sum(coalesce(f.weight_kg, 0.0)) AS weight_kg, max(f.sources) AS sources, synthetic
ORDER BY synthetic, month, transfers DESC, via
LIMIT $limit
