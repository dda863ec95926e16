// question: Which makers, of a country or of any, have parts in weapons, and in how many?
// id: makers-found-in-weapons
// maturity: stable
// hop cap: none
// row key: maker_id
// looked at: Finding
// scan: all findings are asked for, by their makers
// parameter country: country, optional; only makers of this country
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column maker_id: string; id of the maker
// column maker: string; its name; a maker that nobody identified is a group of its own in each finding
// column country: string; ISO code, where known; nobody says that the parts were delivered from there
// column weapons: integer; number of weapons
// column findings: integer; parts found, each counted once however often its row repeats
// column parts: integer; distinct part numbers, where known
// column listed: boolean; whether a list names the maker
// column synthetic: boolean; whether it is invented
// :param {country: 'CN', limit: 200}
MATCH (w:Weapon)<-[:INSIDE]-(f:Finding)-[:MADE_BY]->(m)
WHERE f.standing <> 'rejected' AND ($country IS NULL OR m.country = $country)
OPTIONAL MATCH (p:Product)-[:SEEN_IN]->(f)
WITH m, count(DISTINCT w) AS weapons, count(DISTINCT f) AS findings, count(DISTINCT p) AS parts
RETURN m.waybill_id AS maker_id, m.name AS maker, m.country AS country, weapons, findings, parts,
       coalesce(m.listed, false) AS listed, coalesce(m.synthetic, false) AS synthetic
ORDER BY synthetic, weapons DESC, findings DESC, maker, maker_id
LIMIT $limit
