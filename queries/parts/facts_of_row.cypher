// The facts that one row of a table states.
MATCH (d:Document {waybill_id: $document})<-[r:STATED_IN]-(f)
WHERE r.row = $row AND ($sheet IS NULL OR r.sheet = $sheet)
RETURN DISTINCT f.waybill_id AS fact, r.sheet AS sheet
ORDER BY fact
LIMIT $limit
