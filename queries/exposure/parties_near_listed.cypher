// question: Which parties are within three ties of this listed party, or of any party by its id?
// id: parties-near-listed
// maturity: stable
// hop cap: 3
// row key: party_id
// parameter party: id, required; id of the party to start at (search finds it)
// parameter hops: integer, unit hops, from 1 to 3, default 2; most ties between the two
// parameter limit: integer, unit rows, from 1 to 10000, default 200; most rows
// column party_id: string; id of the party found
// column party: string; its name
// column label: string; what it is
// column country: string; ISO code, where known
// column listed: boolean; whether a list names it too
// column hops: integer; ties on the shortest way
// column by: strings; types of the ties on such a way
// column synthetic: boolean; whether it is invented
// :param {party: 'ID', hops: 2, limit: 200}
MATCH (start:Party {waybill_id: $party})
MATCH p = (start)-[:SUPPLIED|OWNS|DIRECTS*1..3]-(other:Party)
WHERE length(p) <= $hops AND other.waybill_id <> $party
  AND ALL(inner IN nodes(p)[1..-1] WHERE inner:Company OR inner:Person OR inner:PublicBody)
WITH other, length(p) AS hops, [r IN relationships(p) | type(r)] AS by
ORDER BY hops, by
WITH other, collect({hops: hops, by: by})[0] AS best
RETURN other.waybill_id AS party_id, other.name AS party,
       CASE WHEN other:Company THEN 'Company' WHEN other:Person THEN 'Person' WHEN other:PublicBody THEN 'PublicBody' ELSE 'Group' END AS label,
       other.country AS country, coalesce(other.listed, false) AS listed, best.hops AS hops, best.by AS by,
       coalesce(other.synthetic, false) AS synthetic
ORDER BY synthetic, hops, listed DESC, party, party_id
LIMIT $limit
