// question: Which parties, of a country or of any, stand on this list or annex of an act?
// id: parties-on-list
// maturity: stable
// hop cap: none
// row key: party_id, listing
// looked at: Listing
// scan: a list may be thousands of entries, and no index holds its name
// parameter list: list, required; the list or act, whole words of its name such as 833/2014, a short name such as SDN, or who lists
// parameter annex: annex, optional; the annex, as printed, such as IV; I means I.A and I.B too
// parameter country: country, optional; only parties of this country
// parameter standing_only: boolean, default true; leave out what a later complete edition no longer holds
// parameter limit: integer, unit rows, from 1 to 10000, default 1000; most rows
// column party_id: string; id of the party, vessel, aircraft or asset
// column party: string; its name
// column country: string; ISO code, where known
// column country_basis: string; printed or address
// column listing: string; id of the entry
// column list: string; the list, as printed
// column annex: string; the annex, as printed
// column entry: string; number of the entry
// column start: date; earliest day
// column last_seen: string; edition that last held it, once a later complete one no longer does
// column synthetic: boolean; whether it is invented
// :param {list: ['Regulation (EU) No 833/2014'], annex: ['IV'], country: 'TR', standing_only: true, limit: 1000}
MATCH (l:Listing)
WHERE l.topic IN $list AND l.standing <> 'rejected' AND l.modality <> 'denied'
  AND ($annex IS NULL OR l.annex IN $annex) AND ($standing_only = false OR l.last_seen IS NULL)
MATCH (l)-[:NAMES]->(p)
WHERE $country IS NULL OR p.country = $country OR p.code = $country
RETURN p.waybill_id AS party_id, p.name AS party, coalesce(p.country, p.code) AS country, p.country_basis AS country_basis,
       l.waybill_id AS listing, l.topic AS list, l.annex AS annex, l.entry AS entry, l.start AS start,
       l.last_seen AS last_seen, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, party, party_id, listing
LIMIT $limit
