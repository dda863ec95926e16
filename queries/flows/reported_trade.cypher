// question: What do a country's statistics say of its trade, by partner and period? Figures of one level only, so that none is counted twice.
// id: reported-trade
// maturity: stable
// hop cap: none
// row key: fact
// looked at: Flow
// parameter reporter: country, required; whose statistics
// parameter partner: country, optional; only trade with this country; without it areas such as the world are shown too
// parameter direction: string, optional; import, export, re-import or re-export
// parameter level: string, default "total"; total, hs2, hs4, hs6 and so on; figures of two levels are never shown together
// parameter hs: string, optional; only this HS code, of the level asked for
// parameter since: date, optional; only periods that end on this day or later
// parameter until: date, optional; only periods that begin by this day
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column fact: string; id of the figure
// column partner: string; ISO code of the partner, else the area as printed
// column direction: string; import, export, re-import or re-export
// column basis: string; of an import: by country of consignment or of origin; two figures of the same goods, never to be added up
// column start: string; first month or year of the period; the months of a year are parts of its figure
// column end: string; last month or year of the period
// column hs: string; HS code; empty for the total
// column value: float; value
// column currency: string; its currency
// column weight_kg: float; net weight
// column regime: string; the one procedure, means of transport or region that the figure is of; empty for all
// column sources: integer; independent sources
// column synthetic: boolean; whether it is invented
// :param {reporter: 'AM', partner: 'RU', direction: null, level: 'total', hs: null, since: null, until: null, limit: 500}
MATCH (:Country {code: $reporter})-[:REPORTS]->(f:Flow)
WHERE f.standing <> 'rejected' AND f.level = $level AND ($partner IS NULL OR f.partner = $partner)
  AND ($direction IS NULL OR f.direction = $direction) AND ($hs IS NULL OR f.hs = $hs)
  AND ($since IS NULL OR f.end >= $since) AND ($until IS NULL OR f.start <= $until)
RETURN f.waybill_id AS fact, f.partner AS partner, f.direction AS direction, f.basis AS basis, f.start_printed AS start,
       f.end_printed AS end, f.hs AS hs, f.value AS value, f.currency AS currency, f.weight_kg AS weight_kg,
       f.regime AS regime, f.sources AS sources, coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, partner, direction, basis, start, end, hs, fact
LIMIT $limit
