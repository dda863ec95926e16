// question: Which entries of sanctions and export control lists stood on this day?
// id: listed-on
// maturity: stable
// hop cap: none
// row key: listing
// looked at: Listing
// scan: all lists of a day are asked for, and an open date stands in no index
// parameter on: date, required; the day of the list; what is known since when is asked with `waybill listed --known`
// parameter country: country, optional; only parties of this country
// parameter authority: authority, optional; only lists of this authority: its name, whole words of it, or a short name such as OFAC
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column listing: string; id of the entry
// column party: string; id of the listed party, vessel, aircraft or asset
// column name: string; its name
// column country: string; its country, where known
// column authority: string; who lists
// column list: string; the list, as printed
// column programme: string; the programme, where printed
// column measure: string; the measure, where printed
// column entry: string; number of the entry
// column start: date; first day; empty where the list tells none
// column end: date; last day; empty when open
// column first_seen: string; first edition that holds it; counts where there is no first day
// column gone_in: string; complete edition that first no longer holds it
// column state: string; listed, or possibly: after the last edition that holds it and before the one that does not
// column synthetic: boolean; whether it is invented
// :param {on: date('2024-02-01'), country: null, authority: null, limit: 500}
MATCH (l:Listing)-[:NAMES]->(p)
WHERE l.standing <> 'rejected' AND ($country IS NULL OR p.country = $country)
  AND (l.start IS NULL OR l.start <= $on) AND (l.end IS NULL OR l.end >= $on)
  AND (l.start IS NOT NULL OR l.first_seen IS NULL OR l.first_seen <= toString($on))
  AND (l.gone_in IS NULL OR l.gone_in > toString($on))
OPTIONAL MATCH (by)-[:ISSUED]->(l)
WITH l, p, by
WHERE $authority IS NULL OR by.name IN $authority
RETURN l.waybill_id AS listing, p.waybill_id AS party, p.name AS name, p.country AS country, by.name AS authority,
       l.topic AS list, l.programme AS programme, l.measure AS measure, l.entry AS entry, l.start AS start, l.end AS end,
       l.first_seen AS first_seen, l.gone_in AS gone_in,
       CASE WHEN l.last_seen IS NOT NULL AND l.last_seen < toString($on) THEN 'possibly' ELSE 'listed' END AS state,
       coalesce(l.synthetic, false) AS synthetic
ORDER BY synthetic, list, name, listing
LIMIT $limit
