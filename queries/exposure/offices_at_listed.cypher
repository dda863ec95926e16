// question: Who holds offices at listed parties, and where else?
// id: offices-at-listed
// maturity: stable
// hop cap: none
// row key: person_id
// looked at: DIRECTS
// scan: the offices at all listed parties are asked for, and there are fewer offices than parties
// parameter country: country, optional; only listed parties of this country
// parameter elsewhere: boolean, default false; only who holds an office at a party that is not listed too
// parameter limit: integer, unit rows, from 1 to 10000, default 500; most rows
// column person_id: string; id of who holds the offices
// column person: string; the name
// column listed: strings; names of the listed parties
// column others: strings; names of the other parties
// column other_ids: strings; their ids
// column person_listed: boolean; whether a list names the person
// column synthetic: boolean; whether it is invented
// :param {country: null, elsewhere: false, limit: 500}
MATCH (l:Party)<-[:DIRECTS]-(p:Party)
WHERE l.listed = true AND ($country IS NULL OR l.country = $country)
WITH p, l ORDER BY l.name, l.waybill_id
WITH p, collect(DISTINCT l.name) AS listed
OPTIONAL MATCH (p)-[:DIRECTS]->(o:Party)
WHERE o.listed IS NULL OR o.listed = false
WITH p, listed, o ORDER BY o.name, o.waybill_id
WITH p, listed, collect(DISTINCT o.name) AS others, collect(DISTINCT o.waybill_id) AS other_ids
WHERE $elsewhere = false OR size(others) > 0
RETURN p.waybill_id AS person_id, p.name AS person, listed, others, other_ids, coalesce(p.listed, false) AS person_listed,
       coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, size(listed) DESC, person, person_id
LIMIT $limit
