// What do a country's statistics say of its trade, by partner and period? Figures of one level only, so that none is counted twice.
:param reporter => 'AM';
:param partner => 'RU';
:param direction => null;
:param level => 'total';
:param hs => null;
:param since => null;
:param until => null;
:param limit => 500;
MATCH (:Country {code: $reporter})-[:REPORTS]->(f:Flow)
WHERE f.standing <> 'rejected' AND f.level = $level AND ($partner IS NULL OR f.partner = $partner)
  AND ($direction IS NULL OR f.direction = $direction) AND ($hs IS NULL OR f.hs = $hs)
  AND ($since IS NULL OR f.end >= $since) AND ($until IS NULL OR f.start <= $until)
RETURN f.waybill_id AS fact, f.partner AS partner, f.direction AS direction, f.basis AS basis, f.start_printed AS start,
       f.end_printed AS end, f.hs AS hs, f.value AS value, f.currency AS currency, f.weight_kg AS weight_kg,
       f.regime AS regime, f.sources AS sources, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, partner, direction, basis, start, end, hs, fact
LIMIT $limit;
