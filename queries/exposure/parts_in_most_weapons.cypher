// question: Which parts, of makers of a country or of any, were found in most weapons?
// id: parts-in-most-weapons
// maturity: stable
// hop cap: none
// row key: part_id
// looked at: Finding
// scan: all findings are asked for, by the part
// parameter country: country, optional; only parts whose maker is of this country
// parameter numbered: boolean, default true; only parts with a part number; goods without one are a kind of part, not one part
// parameter limit: integer, unit rows, from 1 to 10000, default 50; most rows
// column part_id: string; id of the product with a part number, else of the goods
// column part: string; part number as printed; for goods without one their name
// column numbered: boolean; whether it has a part number
// column makers: strings; who made those that were found; several where makers share a number
// column weapons: integer; number of distinct weapons
// column findings: integer; parts found, each counted once however often its row repeats
// column sources: integer; most independent sources of one finding
// column synthetic: boolean; whether it is invented
// :param {country: 'CN', numbered: true, limit: 50}
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
LIMIT $limit
