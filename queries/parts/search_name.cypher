// Parties by a whole name, folded; key by key, for only so the embedded engine finds names by their index.
UNWIND $keys AS key
MATCH (n:Name {folded: key})<-[:NAMED]-(p)
WITH p, min(n.text) AS matched
RETURN p.waybill_id AS id, CASE WHEN p:Company THEN 'Company' WHEN p:Person THEN 'Person' WHEN p:PublicBody THEN 'PublicBody' WHEN p:Group THEN 'Group'
            WHEN p:Vessel THEN 'Vessel' WHEN p:Aircraft THEN 'Aircraft' ELSE 'Asset' END AS label, p.name AS name, matched,
       p.country AS country, coalesce(p.listed, false) AS listed, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, name, id
LIMIT $limit
