// Parties with a name that begins so; the two bounds let both engines use the index.
MATCH (n:Name)<-[:NAMED]-(p)
WHERE n.folded >= $from AND n.folded < $to
WITH p, min(n.text) AS matched
RETURN p.waybill_id AS id, CASE WHEN p:Company THEN 'Company' WHEN p:Person THEN 'Person' WHEN p:PublicBody THEN 'PublicBody' WHEN p:Group THEN 'Group'
            WHEN p:Vessel THEN 'Vessel' WHEN p:Aircraft THEN 'Aircraft' ELSE 'Asset' END AS label, p.name AS name, matched,
       p.country AS country, coalesce(p.listed, false) AS listed, coalesce(p.synthetic, false) AS synthetic
ORDER BY synthetic, name, id
LIMIT $limit
