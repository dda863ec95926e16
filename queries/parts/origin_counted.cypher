// How many documents of how many publishers count as one source.
MATCH (s:Source)
WHERE s.origin = $origin AND coalesce(s.synthetic, false) = $synthetic
RETURN count(s) AS publishers, sum(COUNT { (s)<-[:PUBLISHED_BY]-() }) AS documents
