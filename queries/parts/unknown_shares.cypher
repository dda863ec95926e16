// Holdings in listed parties of which nobody says whether they reach a share.
MATCH (owner)-[:HOLDS]->(o:Ownership)
WHERE o.standing <> 'rejected' AND o.modality IN ['asserted', 'reported', 'alleged'] AND o.superseded IS NULL
  AND (o.share IS NULL OR (o.share >= $share AND o.share_relation IN ['<=', '<', '~']))
MATCH (o)-[:IN_PARTY]->(p)
WHERE p.listed AND ($party IS NULL OR p.waybill_id = $party) AND ($country IS NULL OR p.country = $country)
RETURN count(DISTINCT o) AS holdings, count(DISTINCT p) AS parties
