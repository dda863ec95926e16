// question: In which weapons were parts of this maker found, and which?
// id: weapons-with-maker
// maturity: stable
// hop cap: none
// row key: weapon_id
// looked at: Finding
// parameter maker: party, required; id of the maker (`waybill find` gives it)
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column weapon_id: string; id of the weapon
// column weapon: string; the weapon, as the source names it
// column findings: integer; parts found in it, each counted once however often its row repeats
// column parts: strings; their part numbers, where known, as printed
// column sources: integer; most independent sources of one of them
// column synthetic: boolean; whether it is invented
// :param {maker: 'ID', limit: 500}
MATCH (m:Party {waybill_id: $maker})<-[:MADE_BY]-(f:Finding)-[:INSIDE]->(w:Weapon)
WHERE f.standing <> 'rejected'
WITH w, f ORDER BY f.model, f.waybill_id
WITH w, count(f) AS findings, collect(DISTINCT f.model) AS parts, max(f.sources) AS sources
RETURN w.waybill_id AS weapon_id, w.name AS weapon, findings, parts, sources, coalesce(w.synthetic, false) AS synthetic
ORDER BY synthetic, findings DESC, weapon, weapon_id
LIMIT $limit
