MATCH (n:`{label}` {waybill_id: $id})-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|FOUND_IN|LISTED_BY]-(other)
RETURN t.waybill_id AS id, type(t) AS type, CASE WHEN startNode(t).waybill_id = $id THEN 'out' ELSE 'in' END AS direction,
       labels(other) AS labels, other.waybill_id AS other_id, coalesce(other.name, other.model) AS other,
       coalesce(other.country, other.code) AS country, t.goods_name AS goods, t.start AS start, t.end AS end, t.facts AS facts,
       t.sources AS sources, t.standing AS standing, t.modality AS modality
ORDER BY type, direction, facts DESC, other, id
LIMIT $limit
