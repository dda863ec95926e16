MATCH (n:`{label}` {waybill_id: $id})-[r]-(other)
WHERE NOT type(r) IN ['SUPPLIED', 'OWNS', 'DIRECTS', 'MANUFACTURES', 'FOUND_IN', 'LISTED_BY', 'NAMED']
RETURN type(r) AS type, CASE WHEN startNode(r).waybill_id = $id THEN 'out' ELSE 'in' END AS direction, labels(other) AS labels,
       other.waybill_id AS id, coalesce(other.name, other.title, other.topic, other.goods_printed, other.text, other.model, other.quote) AS name,
       other.start AS start, other.end AS end, other.standing AS standing, other.modality AS modality, r.row AS row
ORDER BY type, direction, start, id, row
LIMIT $limit
