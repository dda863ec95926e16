// In which weapons was this part found, by its part or model number?
:param part => 'MAX1660EEE';
:param limit => 500;
MATCH (p:Product {folded: $part})-[:SEEN_IN]->(f:Finding)
WHERE f.standing <> 'rejected'
OPTIONAL MATCH (f)-[:INSIDE]->(w:Weapon)
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
OPTIONAL MATCH (f)-[:FOUND_AT]->(at)
WITH f, min(w.name) AS weapon, min(m.name) AS maker, min(m.country) AS maker_country, min(at.name) AS place
RETURN f.waybill_id AS finding, f.model AS part, f.goods_printed AS goods, maker, maker_country, weapon, place,
       f.start AS start, f.end AS end, f.sources AS sources, f.standing AS standing, f.url AS url,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, weapon, maker, finding
LIMIT $limit;
