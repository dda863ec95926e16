// The supply ties that can be legs of an answer, each as one line of text: a row per property takes five times as long to
// send and read. An end that is no stepping stone can only be the first or the last of a path.
// There are more ties than can be looked at: those between the asked countries come first, the best of them.
// Asked of labels(a), not a:Company: the embedded engine reads `a:Company OR x` in a WHERE as `a:Company`.
MATCH (a)-[t:SUPPLIED]->(b)
WHERE ($reviewed = false OR t.standing = 'accepted')
  AND ($synthetic = true OR t.synthetic IS NULL OR t.synthetic = false)
  AND ($hs IS NULL OR any(c IN t.hs6s WHERE c STARTS WITH $hs))
  AND ($since IS NULL OR t.end IS NULL OR t.end >= $since)
  AND ($until IS NULL OR t.start IS NULL OR t.start <= $until)
  AND ($places = true OR any(l IN labels(a) WHERE l IN ['Company', 'Person', 'PublicBody']) OR size($from_countries) = 0 OR any(c IN t.from_countries WHERE c IN $from_countries))
  AND ($places = true OR any(l IN labels(b) WHERE l IN ['Company', 'Person', 'PublicBody']) OR size($to_countries) = 0 OR any(c IN t.to_countries WHERE c IN $to_countries))
WITH a, t, b,
     (CASE WHEN any(c IN t.from_countries WHERE c IN $from_countries) THEN 0 ELSE 1 END)
     + (CASE WHEN any(c IN t.to_countries WHERE c IN $to_countries) THEN 0 ELSE 1 END) AS away
ORDER BY away, t.standing, t.sources DESC, t.waybill_id
LIMIT $limit
RETURN collect(t.waybill_id + '|' + a.waybill_id + '|' + b.waybill_id + '|' + coalesce(a.country, a.code, '') + '|' + coalesce(b.country, b.code, '') + '|'
  + (CASE WHEN a:Company OR a:Person OR a:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN b:Company OR b:Person OR b:PublicBody THEN '1' ELSE '0' END)
  + (CASE WHEN size($from_countries) = 0 OR any(c IN t.from_countries WHERE c IN $from_countries) THEN '1' ELSE '0' END)
  + (CASE WHEN size($to_countries) = 0 OR any(c IN t.to_countries WHERE c IN $to_countries) THEN '1' ELSE '0' END)
  + (CASE WHEN $origin IS NULL OR $origin IN t.origins THEN '1' ELSE '0' END)
  + (CASE WHEN t.synthetic THEN '1' ELSE '0' END) + '|'
  + t.goods_id + '|' + coalesce(toString(t.start), '') + '|' + coalesce(toString(t.end), '') + '|'
  + t.standing + '|' + t.modality + '|' + toString(t.sources) + '|' + reduce(s = '', c IN t.via_countries | s + c + ' ')
  + '|' + reduce(s = '', c IN t.hs6s | s + c + ' ')) AS legs
