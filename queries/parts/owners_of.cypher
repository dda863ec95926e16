// Which firms and people hold shares of some parties; a state or an authority ties nobody together.
// An id at a time: the embedded engine goes through the whole list for each party that it compares with it.
UNWIND $ids AS id
MATCH (p:Party {waybill_id: id})
MATCH (o)-[t:OWNS]->(p)
WHERE any(l IN labels(o) WHERE l IN ['Company', 'Person'])
RETURN o.waybill_id AS owner, p.waybill_id AS owned, t.waybill_id AS tie
ORDER BY owner, owned, tie
