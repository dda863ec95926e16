// Which parts, of makers of a country or of any, were found in most weapons?
:param country => 'CN';
:param numbered => true;
:param limit => 50;
MATCH (w:Weapon)<-[:INSIDE]-(f:Finding)<-[:SEEN_IN]-(x)
WHERE f.standing <> 'rejected' AND ($numbered = false OR x.model IS NOT NULL)
MATCH (f)-[:MADE_BY]->(m)
WHERE $country IS NULL OR m.country = $country
WITH x, w, f, m ORDER BY m.name
WITH x, coalesce(f.synthetic, false) AS synthetic, collect(DISTINCT m.name) AS makers, count(DISTINCT w) AS weapons,
     count(DISTINCT f) AS findings, max(f.sources) AS sources
RETURN x.waybill_id AS part_id, coalesce(x.model, x.name) AS part, x.model IS NOT NULL AS numbered, makers, weapons,
       findings, sources, synthetic
ORDER BY synthetic, weapons DESC, findings DESC, part, part_id
LIMIT $limit;
