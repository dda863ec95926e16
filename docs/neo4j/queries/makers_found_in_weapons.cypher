// Which makers, of a country or of any, have parts in weapons, and in how many?
:param country => 'CN';
:param limit => 200;
MATCH (w:Weapon)<-[:INSIDE]-(f:Finding)-[:MADE_BY]->(m)
WHERE f.standing <> 'rejected' AND ($country IS NULL OR m.country = $country)
OPTIONAL MATCH (p:Product)-[:SEEN_IN]->(f)
WITH m, count(DISTINCT w) AS weapons, count(DISTINCT f) AS findings, count(DISTINCT p) AS parts
RETURN m.waybill_id AS maker_id, m.name AS maker, m.country AS country, weapons, findings, parts,
       coalesce(m.listed, false) AS listed, coalesce(m.synthetic, false) AS synthetic
ORDER BY synthetic, weapons DESC, findings DESC, maker, maker_id
LIMIT $limit;
