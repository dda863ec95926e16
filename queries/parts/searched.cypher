// What an answer about supply has looked at; from the labels that may supply, for the embedded engine finds ties by them.
CALL {
  MATCH (:Party)-[t:SUPPLIED]->()
  RETURN t
  UNION ALL
  MATCH (:Country)-[t:SUPPLIED]->()
  RETURN t
}
RETURN count(t) AS ties, coalesce(sum(t.claims), 0) AS claims
