// The facts that some claims are about, with all claims of each, and between whom each leads as a supply.
MATCH (c:Claim)-[:ABOUT]->(f:Fact)
WHERE c.waybill_id IN $ids
WITH DISTINCT f
OPTIONAL MATCH (f)<-[:ABOUT]-(o:Claim)
WITH f, collect(o.waybill_id + '|' + o.standing + '|' + o.modality) AS claims
OPTIONAL MATCH (s)-[:SUPPLIES]->(f)
OPTIONAL MATCH (f)-[:FROM]->(x:Country)
OPTIONAL MATCH (f)-[:RECEIVED_BY]->(r)
OPTIONAL MATCH (f)-[:TO]->(y:Country)
RETURN f.waybill_id AS fact, labels(f) AS labels, claims, f.standing AS standing, f.modality AS modality,
       coalesce(f.superseded, false) AS superseded, f.claims AS count, coalesce(f.goods_id, 'goods:not-stated') AS goods,
       coalesce(s.waybill_id, x.waybill_id) AS start, coalesce(r.waybill_id, y.waybill_id) AS end
ORDER BY fact
