// question: Who owns half or more of a listed party? A band counts by its lower bound; a note counts the holdings of unknown share.
// id: owners-of-listed
// maturity: stable
// hop cap: none
// row key: ownership
// looked at: Ownership
// scan: the owners of all listed parties are asked for, and there are fewer holdings than parties
// parameter share: integer, unit per cent, from 1 to 100, default 50; the least share
// parameter unknown: boolean, default false; show too the holdings of which nobody says whether they reach that share
// parameter party: entity, optional; only this listed party
// parameter country: country, optional; only listed parties of this country
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column ownership: string; id of the ownership
// column owner_id: string; id of the owner
// column owner: string; name of the owner
// column owner_country: string; ISO code, where known
// column owner_listed: boolean; whether a list names the owner too
// column listed_id: string; id of the listed party
// column listed: string; name of the listed party
// column listed_country: string; ISO code, where known
// column share: float; per cent; for a band its lower bound; empty when not known
// column share_known: boolean; whether the share is known to reach what is asked for
// column relation: string; = for a share, >= or > for the lower bound of a band, <= or < where only the upper is known, ~ for about
// column share_max: float; upper bound of a band, where known
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column last_seen: string; edition that last held it, once a later complete one no longer does
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column synthetic: boolean; whether it is invented
// :param {share: 50, unknown: false, party: null, country: null, limit: 500}
MATCH (owner)-[:HOLDS]->(o:Ownership)
WHERE o.standing <> 'rejected' AND o.modality IN ['asserted', 'reported', 'alleged'] AND o.superseded IS NULL
  AND ((o.share >= $share AND o.share_relation IN ['=', '>=', '>'])
    OR ($unknown AND (o.share IS NULL OR (o.share >= $share AND o.share_relation IN ['<=', '<', '~']))))
MATCH (o)-[:IN_PARTY]->(p)
WHERE p.listed AND ($party IS NULL OR p.waybill_id = $party) AND ($country IS NULL OR p.country = $country)
RETURN o.waybill_id AS ownership, owner.waybill_id AS owner_id, owner.name AS owner,
       coalesce(owner.country, owner.code) AS owner_country, coalesce(owner.listed, false) AS owner_listed,
       p.waybill_id AS listed_id, p.name AS listed, p.country AS listed_country,
       CASE WHEN o.share_relation IN ['<=', '<'] THEN null ELSE o.share END AS share,
       o.share IS NOT NULL AND o.share_relation IN ['=', '>=', '>'] AS share_known, o.share_relation AS relation, o.share_max AS share_max,
       o.start AS start, o.end AS end, o.last_seen AS last_seen, o.sources AS sources, o.standing AS standing, coalesce(o.synthetic, false) AS synthetic
ORDER BY synthetic, listed, share_known DESC, coalesce(share, -1.0) DESC, owner, ownership
LIMIT $limit
