// question: What is denied, or contradicted by others?
// id: denied-or-contradicted
// maturity: stable
// hop cap: none
// row key: fact
// looked at: Claim
// scan: denials are few, and no index holds the modality of claims
// parameter country: country, optional; only facts that come from or go to this country
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column fact: string; id of the fact
// column kind: string; kind of fact
// column modality: string; denied: only denials stand; else others state what somebody denies
// column disputed: boolean; whether statements and denials stand against each other
// column start: date; earliest day
// column what: string; goods or topic
// column claims: integer; claims and rows
// column denials: integer; claims that deny it
// column quotes: strings; the passages that deny it
// column synthetic: boolean; whether it is invented
// :param {country: null, limit: 200}
MATCH (c:Claim)-[:ABOUT]->(f:Fact)
WHERE c.modality = 'denied' AND c.standing <> 'rejected'
WITH f, c ORDER BY c.waybill_id
WITH f, count(c) AS denials, collect(c.quote) AS quotes, coalesce(f.synthetic, false) AS synthetic
OPTIONAL MATCH (f)-[:FROM|TO]->(place)
WITH f, denials, quotes, synthetic, collect(place.code) AS places
OPTIONAL MATCH (f)-[:OF]->(g)
WITH f, denials, quotes, synthetic, places, min(g.name) AS goods
WHERE $country IS NULL OR $country IN places
RETURN f.waybill_id AS fact, [label IN labels(f) WHERE label <> 'Fact'][0] AS kind, f.modality AS modality,
       coalesce(f.disputed, false) AS disputed, f.start AS start, coalesce(goods, f.topic, f.goods_printed) AS what,
       f.claims AS claims, denials, quotes[0..5] AS quotes, synthetic
ORDER BY synthetic, denials DESC, fact
LIMIT $limit
