// Some claims of the entries of a list, in the order of the file.
MATCH (d:Document {waybill_id: $document})<-[:IN]-(c:Claim)
WITH c ORDER BY c.row, c.waybill_id
SKIP $skip LIMIT $limit
RETURN c.row AS row, null AS sheet, c.waybill_id AS claim, c.kind AS kind, c.quote AS quote, c.standing AS standing,
       c.modality AS modality
ORDER BY row, claim
