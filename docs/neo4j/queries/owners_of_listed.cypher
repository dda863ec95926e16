// Who owns half or more of a listed party? A band counts by its lower bound; a note counts the holdings of unknown share.
:param share => 50;
:param unknown => false;
:param party => null;
:param country => null;
:param limit => 500;
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
LIMIT $limit;
