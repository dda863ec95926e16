// The lists that are loaded, with who lists and their annexes.
MATCH (l:Listing)
WHERE l.standing <> 'rejected'
OPTIONAL MATCH (by)-[:ISSUED]->(l)
RETURN DISTINCT l.topic AS list, l.annex AS annex, by.name AS authority
ORDER BY list, annex, authority
