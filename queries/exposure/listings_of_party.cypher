// question: On which sanctions or export control lists does this party stand, since when and why?
// id: listings-of-party
// maturity: stable
// hop cap: none
// row key: listing
// looked at: Listing
// parameter party: entity, required; id of the party, vessel, aircraft or asset (`waybill find` gives it)
// parameter limit: integer, unit rows, from 1 to 1000, default 100; most rows
// column listing: string; id of the entry
// column authority: string; who lists
// column list: string; the list, as printed
// column programme: string; the programme, where printed
// column measure: string; the measure, where printed
// column annex: string; the annex, where printed
// column entry: string; number of the entry
// column start: date; earliest day
// column end: date; latest day; empty when open
// column reason: string; as printed
// column last_seen: string; edition that last held it, once a later complete one no longer does
// column synthetic: boolean; whether it is invented
// :param {party: 'ID', limit: 100}
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
LIMIT $limit
