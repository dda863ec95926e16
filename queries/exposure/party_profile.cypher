// question: With whom does this party trade, whom does it own or direct, and who lists it?
// id: party-profile
// maturity: stable
// hop cap: none
// row key: tie
// looked at: SUPPLIED, OWNS, DIRECTS, MANUFACTURES, LISTED_BY
// parameter party: party, required; id of the party (`waybill find` gives it)
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column tie: string; id of the tie
// column type: string; type of the tie
// column direction: string; out: from the party, in: to the party
// column other_id: string; id of the other end
// column other: string; name of the other end
// column country: string; ISO code of the other end, where known
// column goods: string; goods of a supply
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column facts: integer; number of facts
// column sources: integer; independent sources
// column standing: string; accepted or unreviewed
// column modality: string; of its best fact
// column synthetic: boolean; whether it is invented
// :param {party: 'ID', limit: 200}
MATCH (p:Party {waybill_id: $party})-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|LISTED_BY]-(other)
RETURN t.waybill_id AS tie, type(t) AS type, CASE WHEN startNode(t).waybill_id = $party THEN 'out' ELSE 'in' END AS direction,
       other.waybill_id AS other_id, coalesce(other.name, other.model) AS other, coalesce(other.country, other.code) AS country,
       t.goods_name AS goods, t.start AS start, t.end AS end, t.facts AS facts, t.sources AS sources,
       t.standing AS standing, t.modality AS modality, coalesce(t.synthetic, false) AS synthetic
ORDER BY type, direction, facts DESC, other, tie
LIMIT $limit
