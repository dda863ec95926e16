// Goods and all that is narrower in the graph; the goods themselves come first.
MATCH (wide:Goods {waybill_id: $id})<-[:BROADER*0..6]-(g:Goods)
RETURN DISTINCT g.waybill_id AS id, wide.name AS name, g.waybill_id <> $id AS below
ORDER BY below, id
