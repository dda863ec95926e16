// question: What does one country say it sent to another, and what does the other say it got, side by side?
// id: mirror
// maturity: stable
// hop cap: none
// row key: exporter_fact, importer_fact
// looked at: Flow
// parameter exporter: country, required; the country that says what it sent
// parameter importer: country, required; the country that says what it got
// parameter level: string, optional; only figures of this level: total, hs2, hs4 or hs6; a sub-total never stands against a total
// parameter hs: string, optional; only this HS code, of two, four or six digits
// parameter since: date, optional; only periods that end on this day or later
// parameter until: date, optional; only periods that begin by this day
// parameter both: boolean, default true; only what both report; false shows too what one of them alone reports
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column start: string; first month or year of the period, as printed
// column end: string; last month or year of the period
// column level: string; how far the goods are told apart: total, hs2, hs4, hs6; other for another nomenclature
// column hs: string; HS code; empty for the total
// column exported: float; value that the exporter reports; empty where it reports none
// column exported_currency: string; its currency
// column exported_kg: float; net weight that the exporter reports
// column imported: float; value that the importer reports; mostly with freight and insurance, the exporter's without
// column imported_currency: string; its currency
// column imported_kg: float; net weight that the importer reports
// column basis: string; whom the importer calls its partner: the country of consignment or of origin; empty when not said
// column comparable: string; yes, or why the two values cannot be compared
// column difference: float; imported less exported, where comparable
// column ratio: float; imported by exported, where comparable
// column exporter_fact: string; id of the exporter's figure
// column importer_fact: string; id of the importer's figure
// column synthetic: boolean; whether it is invented
// :param {exporter: 'RU', importer: 'AM', level: 'total', hs: null, since: null, until: null, both: true, limit: 500}
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
LIMIT $limit
