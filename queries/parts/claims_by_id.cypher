// Some claims, with their documents and one fact that each is about.
MATCH (c:Claim)-[:IN]->(d:Document)
WHERE c.waybill_id IN $ids
OPTIONAL MATCH (d)-[:PUBLISHED_BY]->(s)
OPTIONAL MATCH (c)-[:ABOUT]->(f)
RETURN min(f.waybill_id) AS fact, c.waybill_id AS claim, c.kind AS kind, c.quote AS quote, c.spans AS spans, c.language AS language,
       c.speaker AS speaker, c.modality AS modality, c.standing AS standing, c.row AS row, d.waybill_id AS document,
       coalesce(d.title, d.name) AS title, d.url AS url, d.published AS published, d.edition AS edition, d.licence AS licence,
       s.name AS publisher, s.origin AS origin, d.reprint_of AS reprint_of, coalesce(c.synthetic, false) AS synthetic,
       'accepted_by_rule' IN coalesce(c.flags, []) AS by_rule
ORDER BY claim
