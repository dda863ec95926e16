// question: What do listed parties hold, how much at least and at most, and do those firms stand on a list too? One holding at a time: `waybill owned` adds up and follows chains.
// id: holdings-of-listed
// maturity: stable
// hop cap: none
// row key: ownership
// looked at: Ownership
// scan: what all listed parties hold is asked for, and there is no index of listed parties
// parameter share: integer, unit per cent, from 0 to 100, default 50; the least share by its lower bound; 0 shows those of an unknown share too
// parameter unlisted: boolean, default false; only firms that no list names
// parameter party: party, optional; only what this listed party holds
// parameter country: country, optional; only firms of this country
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column ownership: string; id of the ownership
// column listed_id: string; id of the listed owner
// column listed: string; its name
// column listed_country: string; ISO code, where known
// column firm_id: string; id of what it holds
// column firm: string; its name
// column firm_country: string; ISO code, where known
// column firm_listed: boolean; whether a list names it too
// column share_min: float; per cent that it is at least; empty when not known
// column share_max: float; per cent that it is at most; empty when not known
// column topic: string; what the source adds, such as indirect
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column standing: string; accepted or unreviewed
// column synthetic: boolean; whether it is invented
// :param {share: 50, unlisted: false, party: null, country: null, limit: 500}
MATCH (owner:Party)-[:HOLDS]->(o:Ownership)
WHERE owner.listed = true AND ($party IS NULL OR owner.waybill_id = $party)
  AND o.standing <> 'rejected' AND o.modality IN ['asserted', 'reported', 'alleged'] AND o.superseded IS NULL
  AND ($share = 0 OR o.share_min >= $share)
MATCH (o)-[:IN_PARTY]->(firm)
WHERE ($country IS NULL OR firm.country = $country) AND ($unlisted = false OR firm.listed IS NULL OR firm.listed = false)
RETURN o.waybill_id AS ownership, owner.waybill_id AS listed_id, owner.name AS listed, owner.country AS listed_country,
       firm.waybill_id AS firm_id, firm.name AS firm, firm.country AS firm_country, coalesce(firm.listed, false) AS firm_listed,
       o.share_min AS share_min, o.share_max AS share_max, o.topic AS topic, o.start AS start, o.end AS end,
       o.standing AS standing, coalesce(o.synthetic, false) AS synthetic
ORDER BY synthetic, listed, listed_id, coalesce(share_min, -1.0) DESC, firm, ownership
LIMIT $limit
