// With whom does this party trade, whom does it own or direct, and who lists it?
:param party => 'ID';
:param limit => 200;
MATCH (p:Party {waybill_id: $party})-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|LISTED_BY]-(other)
RETURN t.waybill_id AS tie, type(t) AS type, CASE WHEN startNode(t).waybill_id = $party THEN 'out' ELSE 'in' END AS direction,
       other.waybill_id AS other_id, coalesce(other.name, other.model) AS other, coalesce(other.country, other.code) AS country,
       t.goods_name AS goods, t.start AS start, t.end AS end, t.facts AS facts, t.sources AS sources,
       t.standing AS standing, t.modality AS modality, coalesce(t.synthetic, false) AS synthetic
ORDER BY type, direction, facts DESC, other, tie
LIMIT $limit;
