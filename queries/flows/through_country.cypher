// question: What passes through this country on its way from one country to another?
// id: through-country
// maturity: stable
// hop cap: none
// row key: transfer
// looked at: VIA
// parameter country: country, required; the country on the way
// parameter from_country: country, optional; only what comes from here
// parameter to_country: country, optional; only what goes here
// parameter since: date, optional; only what can have lasted until this day
// parameter until: date, optional; only what can have begun by this day
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column transfer: string; id of the transfer
// column start: date; earliest day
// column end: date; latest day
// column from_country: string; country of the supplier, else dispatch, else origin
// column supplier: string; name of the supplier, where printed
// column to_country: string; country of the recipient, else destination
// column recipient: string; name of the recipient, where printed
// column goods: string; the goods
// column quantity: float; as printed
// column unit: string; empty means pieces
// column standing: string; standing of the fact
// column modality: string; modality of the fact
// column sources: integer; independent sources
// column synthetic: boolean; whether it is invented
// :param {country: 'TR', from_country: null, to_country: null, since: null, until: null, limit: 200}
MATCH (:Country {code: $country})<-[:VIA]-(f:Transfer)
WHERE ($since IS NULL OR f.end IS NULL OR f.end >= $since)
  AND ($until IS NULL OR f.start IS NULL OR f.start <= $until)
  AND ($to_country IS NULL OR coalesce(f.recipient_country, f.destination) = $to_country)
  AND ($from_country IS NULL OR $from_country = CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END)
WITH DISTINCT f
ORDER BY coalesce(f.synthetic, false), f.start, f.waybill_id
LIMIT $limit
OPTIONAL MATCH (s)-[:SUPPLIES]->(f)
WITH f, min(s.name) AS supplier
OPTIONAL MATCH (f)-[:RECEIVED_BY]->(r)
WITH f, supplier, min(r.name) AS recipient
OPTIONAL MATCH (f)-[:OF]->(g)
WITH f, supplier, recipient, min(g.name) AS goods
RETURN f.waybill_id AS transfer, f.start AS start, f.end AS end,
       CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END AS from_country,
       supplier, coalesce(f.recipient_country, f.destination) AS to_country, recipient,
       coalesce(goods, f.goods_printed) AS goods, f.quantity AS quantity, f.unit AS unit,
       f.standing AS standing, f.modality AS modality, f.sources AS sources, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, start, transfer
