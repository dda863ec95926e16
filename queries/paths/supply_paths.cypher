// question: Which chains of supply lead from one country to another, by goods, HS code, transit country and dates?
// id: supply-paths
// maturity: stable
// hop cap: 4
// row key: ties
// parameter from_country: country, default "CN"; country of the first supplier, else dispatch, else origin
// parameter to_country: country, default "RU"; country of the last recipient, else destination
// parameter goods: goods, required; ids of the goods and all that is narrower; a label stands for them
// parameter via: country, optional; on the way of a leg, or the country of an inner party
// parameter hs: string, optional; digits that the HS code of every leg begins with
// parameter since: date, optional; every leg can have lasted until this day
// parameter until: date, optional; every leg can have begun by this day
// parameter reviewed: boolean, default false; hide what nobody accepted
// parameter max_hops: integer, unit hops, from 1 to 4, default 4; most legs
// parameter limit: integer, unit rows, from 1 to 1000, default 50; most rows
// column ties: strings; ids of the ties in order
// column parties: strings; names in order
// column goods: strings; goods of each leg
// column hops: integer; number of legs
// column possible: boolean; whether the dates allow it; empty when a date is open
// column accepted: boolean; whether every leg is accepted
// column sources: integer; independent sources of the weakest leg
// column synthetic: boolean; whether it is invented
// :param {from_country: 'CN', to_country: 'RU', goods: ['goods:drone-parts'], via: null, hs: null, since: null, until: null, reviewed: false, max_hops: 4, limit: 50}
MATCH (first)-[t1:SUPPLIED]->(second)
WHERE t1.goods_id IN $goods AND $from_country IN t1.from_countries
MATCH p = (first)-[:SUPPLIED*1..4]->(last)
WHERE relationships(p)[0] = t1
  AND length(p) <= $max_hops
  AND $to_country IN relationships(p)[-1].to_countries
  AND all(inner IN nodes(p)[1..-1] WHERE inner:Company OR inner:Person OR inner:PublicBody)
  AND all(leg IN relationships(p) WHERE leg.goods_id IN $goods
    AND ($reviewed = false OR leg.standing = 'accepted')
    AND ($hs IS NULL OR any(code IN leg.hs6s WHERE code STARTS WITH $hs))
    AND ($since IS NULL OR leg.end IS NULL OR leg.end >= $since)
    AND ($until IS NULL OR leg.start IS NULL OR leg.start <= $until)
    AND coalesce(leg.synthetic, false) = coalesce(t1.synthetic, false))
  AND all(place IN range(0, length(p) - 2) WHERE relationships(p)[place].goods_id IN relationships(p)[place + 1].goods_broader)
  AND all(node IN nodes(p) WHERE size([other IN nodes(p) WHERE other.waybill_id = node.waybill_id]) = 1)
  AND ($via IS NULL OR any(leg IN relationships(p) WHERE $via IN leg.via_countries) OR any(inner IN nodes(p)[1..-1] WHERE inner.country = $via))
WITH [leg IN relationships(p) | leg.waybill_id] AS ties, [node IN nodes(p) | node.name] AS parties,
     [leg IN relationships(p) | leg.goods_name] AS goods, length(p) AS hops,
     [place IN range(0, length(p) - 2) | relationships(p)[place].start <= relationships(p)[place + 1].end] AS holds,
     all(leg IN relationships(p) WHERE leg.standing = 'accepted') AS accepted,
     reduce(least = 1000000, leg IN relationships(p) | CASE WHEN leg.sources < least THEN leg.sources ELSE least END) AS sources,
     coalesce(t1.synthetic, false) AS synthetic
WITH ties, parties, goods, hops, accepted, sources, synthetic,
     CASE WHEN any(held IN holds WHERE held = false) THEN false WHEN any(held IN holds WHERE held IS NULL) THEN null ELSE true END AS possible
RETURN ties, parties, goods, hops, possible, accepted, sources, synthetic
ORDER BY synthetic, coalesce(possible, false) DESC, accepted DESC, sources DESC, hops, ties
LIMIT $limit
