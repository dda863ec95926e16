// question: How much is loaded of each kind, and how much of it is invented?
// id: what-is-loaded
// maturity: stable
// hop cap: none
// row key: documents
// column sources: integer; publishers
// column documents: integer; files
// column documents_synthetic: integer; invented files
// column claims: integer; claims of texts and lists
// column waiting: integer; claims that nobody has judged yet
// column parties: integer; firms, persons, public bodies and unnamed groups
// column parties_synthetic: integer; invented ones
// column transfers: integer; facts of goods moved, promised, wanted, feared or denied
// column transfers_synthetic: integer; invented ones
// column listings: integer; entries of sanctions or export control lists
// :param {}
OPTIONAL MATCH (s:Source)
WITH count(s) AS sources
OPTIONAL MATCH (d:Document)
WITH sources, count(d) AS documents, sum(CASE WHEN d.synthetic THEN 1 ELSE 0 END) AS documents_synthetic
OPTIONAL MATCH (c:Claim)
WITH sources, documents, documents_synthetic, count(c) AS claims,
     sum(CASE WHEN c.standing = 'unreviewed' THEN 1 ELSE 0 END) AS waiting
OPTIONAL MATCH (p:Party)
WITH sources, documents, documents_synthetic, claims, waiting, count(p) AS parties,
     sum(CASE WHEN p.synthetic THEN 1 ELSE 0 END) AS parties_synthetic
OPTIONAL MATCH (t:Transfer)
WITH sources, documents, documents_synthetic, claims, waiting, parties, parties_synthetic, count(t) AS transfers,
     sum(CASE WHEN t.synthetic THEN 1 ELSE 0 END) AS transfers_synthetic
OPTIONAL MATCH (l:Listing)
RETURN sources, documents, documents_synthetic, claims, waiting, parties, parties_synthetic, transfers,
       transfers_synthetic, count(l) AS listings
ORDER BY documents
