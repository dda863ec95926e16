// question: What do registers say of this party beside shares and offices: entries, consolidation, voting rights, payments, kin?
// id: registers-on-party
// maturity: stable
// hop cap: none
// row key: fact, direction
// looked at: Registration, Link
// parameter party: party, required; id of the party (`waybill find` gives it)
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column fact: string; id of the registration or link
// column kind: string; Registration or Link
// column topic: string; the register, or what the source calls the relation; it reads from the first party to the second
// column direction: string; of a link: from, where the party is the first of the two, or to
// column other_id: string; id of the other party of a link
// column other: string; its name
// column entry: string; number of the entry
// column status: string; status of the entry or relation, as printed
// column reason: string; what else the entry states
// column share_min: float; per cent that a link is at least; of accounts, votes or shares, as the topic says
// column share_max: float; per cent that it is at most
// column value: float; sum of a payment or debt
// column currency: string; ISO 4217
// column start: date; earliest day; empty when open
// column end: date; latest day; empty when open
// column last_seen: string; edition that last held it, once a later one no longer does
// column standing: string; accepted or unreviewed
// column synthetic: boolean; whether it is invented
// :param {party: 'ID', limit: 500}
CALL {
  MATCH (:Party {waybill_id: $party})<-[:REGISTERS]-(f:Registration)
  RETURN f, 'Registration' AS kind, null AS direction, null AS other_id, null AS other
  UNION ALL
  MATCH (:Party {waybill_id: $party})-[:LINKS]->(f:Link)-[:LINKED_TO]->(o)
  RETURN f, 'Link' AS kind, 'from' AS direction, o.waybill_id AS other_id, o.name AS other
  UNION ALL
  MATCH (:Party {waybill_id: $party})<-[:LINKED_TO]-(f:Link)<-[:LINKS]-(o)
  RETURN f, 'Link' AS kind, 'to' AS direction, o.waybill_id AS other_id, o.name AS other
}
WITH f, kind, direction, other_id, other
WHERE f.standing <> 'rejected' AND f.superseded IS NULL
RETURN f.waybill_id AS fact, kind, f.topic AS topic, direction, other_id, other, f.entry AS entry, f.outcome AS status,
       f.reason AS reason, f.share_min AS share_min, f.share_max AS share_max, f.value AS value, f.currency AS currency,
       f.start AS start, f.end AS end, f.last_seen AS last_seen, f.standing AS standing,
       coalesce(f.synthetic, false) AS synthetic
ORDER BY synthetic, kind DESC, topic, other, start, fact, direction
LIMIT $limit
