// On which sanctions or export control lists does this party stand, since when and why?
:param party => 'ID';
:param limit => 100;
OPTIONAL MATCH (p:Party {waybill_id: $party})
OPTIONAL MATCH (v:Vessel {waybill_id: $party})
OPTIONAL MATCH (a:Aircraft {waybill_id: $party})
OPTIONAL MATCH (s:Asset {waybill_id: $party})
WITH coalesce(p, v, a, s) AS listed
MATCH (listed)<-[:NAMES]-(l:Listing)
OPTIONAL MATCH (by)-[:ISSUED]->(l)
RETURN l.waybill_id AS listing, by.name AS authority, l.topic AS list, l.programme AS programme, l.measure AS measure,
       l.annex AS annex, l.entry AS entry, l.start AS start, l.end AS end, l.reason AS reason, l.last_seen AS last_seen,
       coalesce(l.synthetic, false) AS synthetic
ORDER BY start, authority, listing
LIMIT $limit;
