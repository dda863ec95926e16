// Which parties, of a country or of any, stand on this list or annex of an act?
:param list => ['Regulation (EU) No 833/2014'];
:param annex => ['IV'];
:param country => 'TR';
:param standing_only => true;
:param limit => 1000;
MATCH (l:Listing)
WHERE l.topic IN $list AND l.standing <> 'rejected' AND l.modality <> 'denied'
  AND ($annex IS NULL OR l.annex IN $annex) AND ($standing_only = false OR l.last_seen IS NULL)
MATCH (l)-[:NAMES]->(p)
WHERE $country IS NULL OR p.country = $country OR p.code = $country
RETURN p.waybill_id AS party_id, p.name AS party, coalesce(p.country, p.code) AS country, p.country_basis AS country_basis,
       l.waybill_id AS listing, l.topic AS list, l.annex AS annex, l.entry AS entry, l.start AS start,
       l.last_seen AS last_seen, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, party, party_id, listing
LIMIT $limit;
