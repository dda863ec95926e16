// What some parties are told to make: goods by their id, a part by its number.
MATCH (p:Party)-[t:MANUFACTURES]->(made)
WHERE p.waybill_id IN $ids
RETURN p.waybill_id AS maker, collect(DISTINCT CASE WHEN made:Product THEN made.folded ELSE made.waybill_id END) AS made
ORDER BY maker
