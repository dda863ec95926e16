// Who holds shares of some parties, vessels, aircraft or assets, as the sources tell it.
CALL {
  UNWIND $ids AS wanted MATCH (p:Party {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Vessel {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Aircraft {waybill_id: wanted}) RETURN p
  UNION ALL
  UNWIND $ids AS wanted MATCH (p:Asset {waybill_id: wanted}) RETURN p
}
MATCH (p)<-[:IN_PARTY]-(o:Ownership)<-[:HOLDS]-(owner)
WHERE o.modality IN ['asserted', 'reported', 'alleged'] AND o.superseded IS NULL AND o.standing <> 'rejected'
  AND ($reviewed = false OR o.standing = 'accepted')
RETURN DISTINCT o.waybill_id AS id, owner.waybill_id AS owner_id, labels(owner) AS owner_labels, owner.name AS owner_name,
       coalesce(owner.country, owner.code) AS owner_country, coalesce(owner.listed, false) AS owner_listed,
       p.waybill_id AS owned_id, labels(p) AS owned_labels, p.name AS owned_name, p.country AS owned_country,
       coalesce(p.listed, false) AS owned_listed, o.share AS share, o.share_relation AS relation, o.share_min AS share_min,
       o.share_max AS share_max, o.share_max_relation AS max_relation, o.topic AS topic, o.start AS start, o.end AS end,
       o.gone_in AS gone_in, o.standing AS standing, o.modality AS modality, o.sources AS sources,
       coalesce(o.synthetic, false) AS synthetic
ORDER BY owned_id, owner_id, id
LIMIT $limit
