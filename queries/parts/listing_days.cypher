// The listings of a party, or one listing, with the days on which they can have begun.
MATCH (l:Listing)-[:NAMES]->(p)
WHERE (l.waybill_id = $id OR p.waybill_id = $id) AND l.standing <> 'rejected' AND l.modality IN ['asserted', 'reported', 'alleged']
RETURN l.waybill_id AS id, l.start AS start, p.waybill_id AS party, p.name AS name, l.topic AS topic
ORDER BY start IS NULL, start, id, party
LIMIT 100
