// Some rows of a table that state facts, in the order of the file.
MATCH (d:Document {waybill_id: $document})<-[r:STATED_IN]-(f)
WITH r.row AS row, r.sheet AS sheet, f ORDER BY row, sheet, f.waybill_id
SKIP $skip LIMIT $limit
RETURN row, sheet, f.waybill_id AS fact, [label IN labels(f) WHERE label <> 'Fact'][0] AS kind,
       f.standing AS standing, f.goods_printed AS goods, f.start AS start, f.end AS end
ORDER BY row, sheet, fact
