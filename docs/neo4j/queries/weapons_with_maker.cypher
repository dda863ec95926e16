// In which weapons were parts of this maker found, and which?
:param maker => 'ID';
:param limit => 500;
MATCH (m:Party {waybill_id: $maker})<-[:MADE_BY]-(f:Finding)-[:INSIDE]->(w:Weapon)
WHERE f.standing <> 'rejected'
WITH w, f ORDER BY f.model, f.waybill_id
WITH w, count(f) AS findings, collect(DISTINCT f.model) AS parts, max(f.sources) AS sources
RETURN w.waybill_id AS weapon_id, w.name AS weapon, findings, parts, sources, coalesce(w.synthetic, false) AS synthetic
ORDER BY synthetic, findings DESC, weapon, weapon_id
LIMIT $limit;
