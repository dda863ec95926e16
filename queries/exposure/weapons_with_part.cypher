// question: In which weapons was this part found, by its part or model number?
// id: weapons-with-part
// maturity: stable
// hop cap: none
// row key: finding
// looked at: Finding
// parameter part: part, required; part or model number; capitals, look-alike letters of other alphabets, blanks and hyphens do not matter
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column finding: string; id of the finding
// column part: string; the number as this source prints it
// column goods: string; the part as printed
// column maker: string; its maker, where named
// column maker_country: string; ISO code of the maker; nobody says that it was delivered from there
// column weapon: string; the weapon, as the source names it
// column place: string; where it was found, where the source says it
// column start: date; earliest day of the finding; empty when open
// column end: date; latest day; empty when open
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column url: string; page on which the source says it
// column synthetic: boolean; whether it is invented
// :param {part: 'MAX1660EEE', limit: 500}
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
LIMIT $limit
