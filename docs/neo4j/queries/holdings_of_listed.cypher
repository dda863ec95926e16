// What do listed parties hold, how much at least and at most, and do those firms stand on a list too? One holding at a time: `waybill owned` adds up and follows chains.
:param {share: 50, unlisted: false, party: null, country: null, limit: 500};
MATCH (owner:Party)-[:HOLDS]->(o:Ownership)
WHERE owner.listed = true AND ($party IS NULL OR owner.waybill_id = $party)
  AND o.standing <> 'rejected' AND o.modality IN ['asserted', 'reported', 'alleged'] AND o.superseded IS NULL
  AND ($share = 0 OR o.share_min >= $share)
MATCH (o)-[:IN_PARTY]->(firm)
WHERE ($country IS NULL OR firm.country = $country) AND ($unlisted = false OR firm.listed IS NULL OR firm.listed = false)
RETURN o.waybill_id AS ownership, owner.waybill_id AS listed_id, owner.name AS listed, owner.country AS listed_country,
       firm.waybill_id AS firm_id, firm.name AS firm, firm.country AS firm_country, coalesce(firm.listed, false) AS firm_listed,
       o.share_min AS share_min, o.share_max AS share_max, o.topic AS topic, o.start AS start, o.end AS end,
       o.standing AS standing, coalesce(o.synthetic, false) AS synthetic
ORDER BY synthetic, listed, listed_id, coalesce(share_min, -1.0) DESC, firm, ownership
LIMIT $limit;
