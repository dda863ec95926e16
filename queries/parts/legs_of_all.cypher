// All supply ties, each as one line of text. Asked label by label, or the embedded engine looks at every node there is.
MATCH (a:Party)-[t:SUPPLIED]->(b)
WITH a, t, b
LIMIT $limit
RETURN collect(t.waybill_id + '|' + a.waybill_id + '|' + b.waybill_id + '|' + coalesce(a.country, a.code, '') + '|' + coalesce(b.country, b.code, '') + '|'
  + (CASE WHEN a:Company OR a:Person OR a:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN b:Company OR b:Person OR b:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN t.synthetic THEN '1' ELSE '0' END) + '|'
  + t.goods_id + '|' + coalesce(toString(t.start), '') + '|' + coalesce(toString(t.end), '') + '|'
  + t.standing + '|' + t.modality + '|' + toString(t.sources) + '|' + reduce(s = '', c IN t.via_countries | s + c + ' ')
  + '|' + reduce(s = '', c IN t.hs6s | s + c + ' ') + '|' + reduce(s = '', c IN t.from_countries | s + c + ' ')
  + '|' + reduce(s = '', c IN t.to_countries | s + c + ' ') + '|' + reduce(s = '', c IN t.origins | s + c + ' ')
  + '|' + reduce(s = '', m IN coalesce(t.models, []) | s + m + ' ')
  + '|' + reduce(s = '', c IN coalesce(t.dispatched, []) | s + c + ' ') + '|' + reduce(s = '', c IN coalesce(t.destined, []) | s + c + ' ')
  + '|' + coalesce(toString(t.quantity), '') + '|' + coalesce(t.quantity_relation, '') + '|' + coalesce(toString(t.weight_kg), '')
  + '|' + coalesce(t.unit, '')) AS legs
UNION ALL
MATCH (a:Country)-[t:SUPPLIED]->(b)
WITH a, t, b
LIMIT $limit
RETURN collect(t.waybill_id + '|' + a.waybill_id + '|' + b.waybill_id + '|' + coalesce(a.country, a.code, '') + '|' + coalesce(b.country, b.code, '') + '|'
  + (CASE WHEN a:Company OR a:Person OR a:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN b:Company OR b:Person OR b:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN t.synthetic THEN '1' ELSE '0' END) + '|'
  + t.goods_id + '|' + coalesce(toString(t.start), '') + '|' + coalesce(toString(t.end), '') + '|'
  + t.standing + '|' + t.modality + '|' + toString(t.sources) + '|' + reduce(s = '', c IN t.via_countries | s + c + ' ')
  + '|' + reduce(s = '', c IN t.hs6s | s + c + ' ') + '|' + reduce(s = '', c IN t.from_countries | s + c + ' ')
  + '|' + reduce(s = '', c IN t.to_countries | s + c + ' ') + '|' + reduce(s = '', c IN t.origins | s + c + ' ')
  + '|' + reduce(s = '', m IN coalesce(t.models, []) | s + m + ' ')
  + '|' + reduce(s = '', c IN coalesce(t.dispatched, []) | s + c + ' ') + '|' + reduce(s = '', c IN coalesce(t.destined, []) | s + c + ' ')
  + '|' + coalesce(toString(t.quantity), '') + '|' + coalesce(t.quantity_relation, '') + '|' + coalesce(toString(t.weight_kg), '')
  + '|' + coalesce(t.unit, '')) AS legs
