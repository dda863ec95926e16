// What is told of some goods, by kind of fact.
MATCH (g:Goods)<-[:OF]-(f)
WHERE g.waybill_id IN $ids AND f.standing <> 'rejected' AND f.superseded IS NULL
WITH DISTINCT f
WITH CASE WHEN f:Transfer THEN 'Transfer' WHEN f:Offer THEN 'Offer' WHEN f:Production THEN 'Production'
          WHEN f:Finding THEN 'Finding' WHEN f:Flow THEN 'Flow' ELSE 'Event' END AS label, f
RETURN label, f.modality AS modality, coalesce(f.synthetic, false) AS synthetic, count(f) AS facts,
       count(CASE WHEN f.standing = 'accepted' THEN 1 END) AS accepted, min(f.start) AS first, max(f.end) AS last
ORDER BY label, modality, synthetic
