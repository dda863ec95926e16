// The countries on the way of all transfers, each with its place in the order of the way.
MATCH (f:Transfer)-[v:VIA]->(c)
WHERE c.code IS NOT NULL OR c.country IS NOT NULL
RETURN collect(f.waybill_id + '|' + toString(v.order) + '|' + coalesce(c.code, c.country)) AS stops
