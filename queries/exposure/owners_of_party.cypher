// question: Who holds shares of this party, how many at least and at most, and since when?
// id: owners-of-party
// maturity: stable
// hop cap: none
// row key: ownership
// looked at: Ownership
// parameter party: entity, required; id of the party (`waybill find` gives it)
// parameter share: integer, unit per cent, from 0 to 100, default 0; the least share; 0 shows those of an unknown share too
// parameter current: boolean, default false; leave out what has an end, was corrected, or a later edition no longer holds
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column ownership: string; id of the ownership
// column owner_id: string; id of the owner
// column owner: string; name of the owner
// column owner_country: string; ISO code, where known
// column stub: boolean; whether sources only refer to the owner and name it nowhere
// column share: float; per cent as printed; for a band its lower bound
// column share_min: float; per cent that it is at least; empty when not known
// column share_max: float; per cent that it is at most; empty when not known
// column topic: string; what the source adds, such as indirect
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column superseded: boolean; whether a corrected version has taken its place
// column last_seen: string; edition that last held it, once a later one no longer does
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column synthetic: boolean; whether it is invented
// :param {party: 'ID', share: 0, current: false, limit: 500}
OPTIONAL MATCH (p:Party {waybill_id: $party})
OPTIONAL MATCH (v:Vessel {waybill_id: $party})
OPTIONAL MATCH (a:Aircraft {waybill_id: $party})
OPTIONAL MATCH (s:Asset {waybill_id: $party})
WITH coalesce(p, v, a, s) AS held
MATCH (held)<-[:IN_PARTY]-(o:Ownership)<-[:HOLDS]-(owner)
WHERE o.standing <> 'rejected' AND o.modality IN ['asserted', 'reported', 'alleged']
  AND ($share = 0 OR o.share_min >= $share)
  AND (NOT $current OR (o.end IS NULL AND o.superseded IS NULL AND o.last_seen IS NULL))
RETURN o.waybill_id AS ownership, owner.waybill_id AS owner_id, owner.name AS owner,
       coalesce(owner.country, owner.code) AS owner_country, coalesce(owner.stub, false) AS stub, o.share AS share,
       o.share_min AS share_min, o.share_max AS share_max, o.topic AS topic, o.start AS start, o.end AS end,
       coalesce(o.superseded, false) AS superseded, o.last_seen AS last_seen, o.sources AS sources,
       o.standing AS standing, coalesce(o.synthetic, false) AS synthetic
ORDER BY synthetic, superseded, coalesce(share_min, -1.0) DESC, owner, ownership
LIMIT $limit
