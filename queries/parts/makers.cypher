// What some parties are told to make: goods by their id, a part by its number.
// An id at a time: the embedded engine goes through the whole list for each party that it compares with it.
UNWIND $ids AS id
MATCH (p:Party {waybill_id: id})-[t:MANUFACTURES]->(made)
RETURN p.waybill_id AS maker, collect(DISTINCT CASE WHEN made:Product THEN made.folded ELSE made.waybill_id END) AS made
ORDER BY maker
