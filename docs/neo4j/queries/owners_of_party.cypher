// Who holds shares of this party, how many at least and at most, and since when?
:param party => 'ID';
:param share => 0;
:param current => false;
:param limit => 500;
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
LIMIT $limit;
