// Which rows of this table state a fact?
:param document => 'document:0123456789abcdef0123456789abcdef';
:param limit => 5000;
MATCH (d:Document {waybill_id: $document})<-[r:STATED_IN]-(f)
WITH r.row AS row, r.sheet AS sheet, f.waybill_id AS fact, f
ORDER BY row, sheet, fact
LIMIT $limit
RETURN row, sheet, fact, f.standing AS standing, f.goods_printed AS goods,
       f.start AS start, f.end AS end, coalesce(f.synthetic, false) AS synthetic
ORDER BY row, sheet, fact;
