// question: Who supplies these goods, or anything narrower, and to whom?
// id: suppliers-of-goods
// maturity: stable
// hop cap: none
// row key: tie
// looked at: SUPPLIED
// parameter goods: goods, required; ids of the goods and all that is narrower; a label stands for them
// parameter from_country: country, optional; only suppliers of this country (else dispatch, else origin)
// parameter to_country: country, optional; only recipients of this country (else destination)
// parameter reviewed: boolean, default false; hide what nobody accepted
// parameter limit: integer, unit rows, from 1 to 10000, default 100; most rows
// column tie: string; id of the tie
// column supplier_id: string; id of the supplier
// column supplier: string; name of the supplier
// column supplier_country: string; ISO code, where known
// column recipient: string; name of the recipient
// column goods: string; the goods
// column start: date; earliest day of its facts; empty when open
// column end: date; latest day of its facts; empty when open
// column facts: integer; number of facts
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column modality: string; of its best fact
// column synthetic: boolean; whether it is invented
// :param {goods: ['goods:drone-parts'], from_country: null, to_country: null, reviewed: false, limit: 100}
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.goods_id IN $goods
  AND ($from_country IS NULL OR $from_country IN t.from_countries)
  AND ($to_country IS NULL OR $to_country IN t.to_countries)
  AND ($reviewed = false OR t.standing = 'accepted')
RETURN t.waybill_id AS tie, a.waybill_id AS supplier_id, a.name AS supplier, coalesce(a.country, a.code) AS supplier_country,
       b.name AS recipient, t.goods_name AS goods, t.start AS start, t.end AS end, t.facts AS facts,
       t.sources AS sources, t.standing AS standing, t.modality AS modality, coalesce(t.synthetic, false) AS synthetic
ORDER BY synthetic, standing, sources DESC, facts DESC, supplier, tie
LIMIT $limit
