// What an answer about supply has looked at: rows to add up. From the labels that may supply, for the embedded engine
// finds ties by them; without a subquery, of which it holds all rows at once.
MATCH (:Party)-[t:SUPPLIED]->()
RETURN count(t) AS ties, coalesce(sum(t.claims), 0) AS claims
UNION ALL
MATCH (:Country)-[t:SUPPLIED]->()
RETURN count(t) AS ties, coalesce(sum(t.claims), 0) AS claims
