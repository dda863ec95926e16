// question: Which supplies to or from a listed party can have lasted beyond the day of its first listing?
// id: supplies-after-listing
// maturity: stable
// hop cap: none
// row key: party_id, tie
// looked at: Listing, SUPPLIED
// scan: all listed parties are asked for, by the first day of their listings
// parameter country: country, optional; only listed parties of this country
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column party_id: string; id of the listed party
// column party: string; its name
// column listed: date; day of its first listing that is known
// column side: string; supplier or recipient, which the listed party is
// column other_id: string; id of the other side
// column other: string; its name
// column goods: string; the goods
// column start: date; earliest day of the supply; empty when open
// column end: date; latest day; empty when open
// column certain: boolean; whether it began on that day or later; otherwise it may have ended before
// column tie: string; id of the tie
// column standing: string; accepted or unreviewed
// column synthetic: boolean; whether it is invented
// :param {country: null, limit: 500}
MATCH (l:Listing)-[:NAMES]->(p:Party)
WHERE l.start IS NOT NULL AND l.standing <> 'rejected' AND l.modality IN ['asserted', 'reported', 'alleged']
  AND ($country IS NULL OR p.country = $country)
WITH p, min(l.start) AS listed
CALL {
  WITH p
  MATCH (p)-[t:SUPPLIED]->(other)
  RETURN t, other, 'supplier' AS side
  UNION
  WITH p
  MATCH (p)<-[t:SUPPLIED]-(other)
  RETURN t, other, 'recipient' AS side
}
WITH p, listed, t, other, side
WHERE t.end IS NULL OR t.end >= listed
RETURN p.waybill_id AS party_id, p.name AS party, listed, side, other.waybill_id AS other_id, other.name AS other,
       t.goods_name AS goods, t.start AS start, t.end AS end, t.start IS NOT NULL AND t.start >= listed AS certain,
       t.waybill_id AS tie, t.standing AS standing, coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, certain DESC, start, party_id, tie
LIMIT $limit
