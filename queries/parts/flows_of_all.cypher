// All transfers that stand, each as one line of text; the unit of a value may hold the sign between parts, so it is last.
MATCH (f:Transfer)
WHERE f.standing <> 'rejected' AND f.superseded IS NULL AND f.modality IN ['asserted', 'reported', 'alleged']
WITH f
LIMIT $limit
RETURN collect(f.waybill_id + '|' + coalesce(toString(f.start), '') + '|' + coalesce(toString(f.end), '') + '|'
  + coalesce(CASE f.from_basis WHEN 'supplier' THEN f.supplier_country WHEN 'dispatch' THEN f.dispatch WHEN 'origin' THEN f.origin END, '') + '|'
  + coalesce(f.recipient_country, f.destination, '') + '|' + coalesce(f.hs6, '') + '|' + coalesce(f.tier, '') + '|' + coalesce(f.goods_id, '') + '|'
  + f.standing + '|' + toString(f.sources) + '|' + (CASE WHEN f.synthetic THEN '1' ELSE '0' END) + '|'
  + coalesce(toString(f.weight_kg), '') + '|' + (CASE WHEN f.unit_price THEN '' ELSE coalesce(toString(f.value), '') END) + '|'
  + coalesce(f.currency, '')) AS flows
