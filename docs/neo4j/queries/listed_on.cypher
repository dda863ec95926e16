// Which entries of sanctions and export control lists stood on this day?
:param on => date('2024-02-01');
:param country => null;
:param authority => null;
:param limit => 500;
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
LIMIT $limit;
