// What is denied, or contradicted by others?
:param country => null;
:param limit => 200;
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
LIMIT $limit;
