// question: Which parts were found in this weapon, and who made them?
// id: parts-in-weapon
// maturity: stable
// hop cap: none
// row key: finding
// looked at: Finding
// parameter weapon: weapon, required; id of the weapon (`waybill find` gives it)
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column finding: string; id of the finding
// column part: string; part number as printed; empty where the source prints none
// column goods: string; the part as printed
// column maker_id: string; id of its maker, where named
// column maker: string; its name
// column maker_country: string; ISO code of the maker; nobody says that it was delivered from there
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column url: string; page on which the source says it
// column synthetic: boolean; whether it is invented
// :param {weapon: 'ID', limit: 500}
MATCH (w:Weapon {waybill_id: $weapon})<-[:INSIDE]-(f:Finding)
WHERE f.standing <> 'rejected'
OPTIONAL MATCH (f)-[:MADE_BY]->(m)
WITH f, m ORDER BY m.waybill_id
WITH f, collect(m)[0] AS m
RETURN f.waybill_id AS finding, f.model AS part, f.goods_printed AS goods, m.waybill_id AS maker_id, m.name AS maker,
       m.country AS maker_country, f.sources AS sources, f.standing AS standing, f.url AS url,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, maker, part, finding
LIMIT $limit
