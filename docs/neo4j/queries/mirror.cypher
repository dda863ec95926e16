// What does one country say it sent to another, and what does the other say it got, side by side?
:param exporter => 'RU';
:param importer => 'AM';
:param level => 'total';
:param hs => null;
:param since => null;
:param until => null;
:param both => true;
:param limit => 500;
CALL {
  MATCH (:Country {code: $importer})<-[:TO]-(f:Flow)
  WHERE f.reporter = $exporter AND f.direction = 'export'
  RETURN f, true AS sent
  UNION ALL
  MATCH (:Country {code: $exporter})<-[:FROM]-(f:Flow)
  WHERE f.reporter = $importer AND f.direction = 'import'
  RETURN f, false AS sent
}
WITH f, sent
WHERE f.standing <> 'rejected' AND f.level IN ['total', 'hs2', 'hs4', 'hs6', 'other']
  AND ($level IS NULL OR f.level = $level) AND ($hs IS NULL OR f.hs = $hs)
  AND ($since IS NULL OR f.end >= $since) AND ($until IS NULL OR f.start <= $until)
WITH f, sent ORDER BY f.waybill_id
WITH f.start_printed AS start, f.end_printed AS end, f.level AS level, f.hs AS hs, f.goods_id AS goods,
     coalesce(f.synthetic, false) AS synthetic, collect(CASE WHEN sent THEN f END) AS sents,
     collect(CASE WHEN sent THEN null ELSE f END) AS gots
WHERE $both = false OR (size(sents) > 0 AND size(gots) > 0)
UNWIND CASE WHEN size(sents) = 0 THEN [null] ELSE sents END AS x
UNWIND CASE WHEN size(gots) = 0 THEN [null] ELSE gots END AS y
WITH start, end, level, hs, synthetic, x, y,
     CASE WHEN x IS NULL THEN 'the exporter reports nothing'
          WHEN y IS NULL THEN 'the importer reports nothing'
          WHEN x.value IS NULL OR y.value IS NULL THEN 'a value is missing'
          WHEN x.currency <> y.currency THEN 'the currencies differ'
          WHEN coalesce(x.regime, '') <> coalesce(y.regime, '') THEN 'one figure is of a part only'
          WHEN x.hs_revision <> y.hs_revision AND hs IS NOT NULL THEN 'the revisions of the HS differ'
          ELSE 'yes' END AS comparable
RETURN start, end, level, hs, x.value AS exported, x.currency AS exported_currency, x.weight_kg AS exported_kg,
       y.value AS imported, y.currency AS imported_currency, y.weight_kg AS imported_kg, y.basis AS basis, comparable,
       CASE WHEN comparable = 'yes' THEN y.value - x.value END AS difference,
       CASE WHEN comparable = 'yes' AND x.value > 0 THEN y.value / x.value END AS ratio,
       x.waybill_id AS exporter_fact, y.waybill_id AS importer_fact, synthetic
ORDER BY synthetic, start, end, level, hs, exporter_fact, importer_fact
LIMIT $limit;
