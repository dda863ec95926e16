// Who stands above this party along chains of shares, and how much is that at least?
:param party => 'ID';
:param hops => 4;
:param current => true;
:param limit => 500;
CALL {
  MATCH (p:Party {waybill_id: $party})<-[:IN_PARTY]-(a:Ownership)<-[:HOLDS]-(one)
  WHERE a.standing <> 'rejected' AND a.modality IN ['asserted', 'reported', 'alleged'] AND a.superseded IS NULL
    AND one.waybill_id <> $party AND (NOT $current OR (a.end IS NULL AND a.last_seen IS NULL))
  RETURN one AS top, 1 AS hops, a.share_min AS least, [one.name, p.name] AS names, [a.waybill_id] AS ownerships
  UNION ALL
  MATCH (p:Party {waybill_id: $party})<-[:IN_PARTY]-(a:Ownership)<-[:HOLDS]-(one:Party)
  WHERE $hops >= 2 AND a.standing <> 'rejected' AND a.modality IN ['asserted', 'reported', 'alleged']
    AND a.superseded IS NULL AND one.waybill_id <> $party AND (NOT $current OR (a.end IS NULL AND a.last_seen IS NULL))
    AND any(label IN labels(one) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (one)<-[:IN_PARTY]-(b:Ownership)<-[:HOLDS]-(two)
  WHERE b.standing <> 'rejected' AND b.modality IN ['asserted', 'reported', 'alleged'] AND b.superseded IS NULL
    AND NOT two.waybill_id IN [$party, one.waybill_id] AND (NOT $current OR (b.end IS NULL AND b.last_seen IS NULL))
  RETURN two AS top, 2 AS hops, a.share_min * b.share_min / 100.0 AS least, [two.name, one.name, p.name] AS names,
         [b.waybill_id, a.waybill_id] AS ownerships
  UNION ALL
  MATCH (p:Party {waybill_id: $party})<-[:IN_PARTY]-(a:Ownership)<-[:HOLDS]-(one:Party)
  WHERE $hops >= 3 AND a.standing <> 'rejected' AND a.modality IN ['asserted', 'reported', 'alleged']
    AND a.superseded IS NULL AND one.waybill_id <> $party AND (NOT $current OR (a.end IS NULL AND a.last_seen IS NULL))
    AND any(label IN labels(one) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (one)<-[:IN_PARTY]-(b:Ownership)<-[:HOLDS]-(two:Party)
  WHERE b.standing <> 'rejected' AND b.modality IN ['asserted', 'reported', 'alleged'] AND b.superseded IS NULL
    AND NOT two.waybill_id IN [$party, one.waybill_id] AND (NOT $current OR (b.end IS NULL AND b.last_seen IS NULL))
    AND any(label IN labels(two) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (two)<-[:IN_PARTY]-(c:Ownership)<-[:HOLDS]-(three)
  WHERE c.standing <> 'rejected' AND c.modality IN ['asserted', 'reported', 'alleged'] AND c.superseded IS NULL
    AND NOT three.waybill_id IN [$party, one.waybill_id, two.waybill_id]
    AND (NOT $current OR (c.end IS NULL AND c.last_seen IS NULL))
  RETURN three AS top, 3 AS hops, a.share_min * b.share_min * c.share_min / 10000.0 AS least,
         [three.name, two.name, one.name, p.name] AS names, [c.waybill_id, b.waybill_id, a.waybill_id] AS ownerships
  UNION ALL
  MATCH (p:Party {waybill_id: $party})<-[:IN_PARTY]-(a:Ownership)<-[:HOLDS]-(one:Party)
  WHERE $hops >= 4 AND a.standing <> 'rejected' AND a.modality IN ['asserted', 'reported', 'alleged']
    AND a.superseded IS NULL AND one.waybill_id <> $party AND (NOT $current OR (a.end IS NULL AND a.last_seen IS NULL))
    AND any(label IN labels(one) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (one)<-[:IN_PARTY]-(b:Ownership)<-[:HOLDS]-(two:Party)
  WHERE b.standing <> 'rejected' AND b.modality IN ['asserted', 'reported', 'alleged'] AND b.superseded IS NULL
    AND NOT two.waybill_id IN [$party, one.waybill_id] AND (NOT $current OR (b.end IS NULL AND b.last_seen IS NULL))
    AND any(label IN labels(two) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (two)<-[:IN_PARTY]-(c:Ownership)<-[:HOLDS]-(three:Party)
  WHERE c.standing <> 'rejected' AND c.modality IN ['asserted', 'reported', 'alleged'] AND c.superseded IS NULL
    AND NOT three.waybill_id IN [$party, one.waybill_id, two.waybill_id]
    AND (NOT $current OR (c.end IS NULL AND c.last_seen IS NULL))
    AND any(label IN labels(three) WHERE label IN ['Company', 'Person', 'PublicBody'])
  MATCH (three)<-[:IN_PARTY]-(d:Ownership)<-[:HOLDS]-(four)
  WHERE d.standing <> 'rejected' AND d.modality IN ['asserted', 'reported', 'alleged'] AND d.superseded IS NULL
    AND NOT four.waybill_id IN [$party, one.waybill_id, two.waybill_id, three.waybill_id]
    AND (NOT $current OR (d.end IS NULL AND d.last_seen IS NULL))
  RETURN four AS top, 4 AS hops, a.share_min * b.share_min * c.share_min * d.share_min / 1000000.0 AS least,
         [four.name, three.name, two.name, one.name, p.name] AS names,
         [d.waybill_id, c.waybill_id, b.waybill_id, a.waybill_id] AS ownerships
}
RETURN top.waybill_id AS top_id, top.name AS top, coalesce(top.country, top.code) AS top_country,
       coalesce(top.listed, false) AS top_listed, hops, least, names, ownerships,
       coalesce(top.synthetic, false) AS synthetic
ORDER BY synthetic, hops, coalesce(least, -1.0) DESC, top, ownerships
LIMIT $limit;
