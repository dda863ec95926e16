// Which firms and people hold shares of some parties; a state or an authority ties nobody together.
MATCH (p:Party)
WHERE p.waybill_id IN $ids
MATCH (o)-[t:OWNS]->(p)
WHERE any(l IN labels(o) WHERE l IN ['Company', 'Person'])
RETURN o.waybill_id AS owner, p.waybill_id AS owned, t.waybill_id AS tie
ORDER BY owner, owned, tie
