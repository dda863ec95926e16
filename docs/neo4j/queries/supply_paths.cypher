// Which chains of supply lead from one country to another, by goods, HS code, transit country and dates?
:param from_country => 'CN';
:param to_country => 'RU';
:param goods => ['goods:drone-parts'];
:param via => null;
:param hs => null;
:param since => null;
:param until => null;
:param reviewed => false;
:param max_hops => 4;
:param limit => 50;
MATCH (p0)-[t1:SUPPLIED]->(p1)
WHERE t1.goods_id IN $goods AND $from_country IN t1.from_countries
OPTIONAL MATCH (p1)-[t2:SUPPLIED]->(p2)
WHERE $max_hops >= 2 AND any(label IN labels(p1) WHERE label IN ['Company', 'Person', 'PublicBody']) AND t1.goods_id IN t2.goods_broader
  AND coalesce(t2.synthetic, false) = coalesce(t1.synthetic, false) AND p2 <> p0 AND p2 <> p1
OPTIONAL MATCH (p2)-[t3:SUPPLIED]->(p3)
WHERE $max_hops >= 3 AND any(label IN labels(p2) WHERE label IN ['Company', 'Person', 'PublicBody']) AND t2.goods_id IN t3.goods_broader
  AND coalesce(t3.synthetic, false) = coalesce(t1.synthetic, false) AND p3 <> p0 AND p3 <> p1 AND p3 <> p2
OPTIONAL MATCH (p3)-[t4:SUPPLIED]->(p4)
WHERE $max_hops >= 4 AND any(label IN labels(p3) WHERE label IN ['Company', 'Person', 'PublicBody']) AND t3.goods_id IN t4.goods_broader
  AND coalesce(t4.synthetic, false) = coalesce(t1.synthetic, false) AND p4 <> p0 AND p4 <> p1 AND p4 <> p2 AND p4 <> p3
UNWIND range(1, $max_hops) AS hops
WITH [leg IN [t1, t2, t3, t4][0..hops] WHERE leg IS NOT NULL] AS legs, [p0, p1, p2, p3, p4][0..hops + 1] AS stops, hops
WHERE size(legs) = hops AND $to_country IN legs[-1].to_countries
  AND all(leg IN legs WHERE ($reviewed = false OR leg.standing = 'accepted')
    AND ($hs IS NULL OR any(code IN leg.hs6s WHERE code STARTS WITH $hs))
    AND ($since IS NULL OR leg.end IS NULL OR leg.end >= $since)
    AND ($until IS NULL OR leg.start IS NULL OR leg.start <= $until))
  AND ($via IS NULL OR any(leg IN legs WHERE $via IN leg.via_countries) OR any(inner IN stops[1..-1] WHERE inner.country = $via))
WITH DISTINCT [leg IN legs | leg.waybill_id] AS ties, [stop IN stops | stop.name] AS parties, [leg IN legs | leg.goods_name] AS goods,
     hops, [place IN range(0, hops * hops - 1) WHERE place / hops < place % hops | legs[place / hops].start <= legs[place % hops].end] AS holds,
     all(leg IN legs WHERE leg.standing = 'accepted') AS accepted,
     reduce(least = 1000000, leg IN legs | CASE WHEN leg.sources < least THEN leg.sources ELSE least END) AS sources,
     coalesce(legs[0].synthetic, false) AS synthetic
WITH ties, parties, goods, hops, accepted, sources, synthetic,
     CASE WHEN any(held IN holds WHERE held = false) THEN false WHEN any(held IN holds WHERE held IS NULL) THEN null ELSE true END AS possible
RETURN ties, parties, goods, hops, possible, accepted, sources, synthetic
ORDER BY synthetic, coalesce(possible, false) DESC, accepted DESC, sources DESC, hops, ties
LIMIT $limit;
