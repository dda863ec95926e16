// How many supply ties tell each set of HS codes; from the labels that may supply, for the embedded engine finds ties by them.
CALL {
  MATCH (:Party)-[t:SUPPLIED]->()
  RETURN t
  UNION ALL
  MATCH (:Country)-[t:SUPPLIED]->()
  RETURN t
}
WITH reduce(s = '', c IN t.hs6s | s + c + ' ') AS codes, coalesce(t.synthetic, false) AS synthetic
WHERE codes <> ''
RETURN codes, synthetic, count(*) AS ties
ORDER BY codes, synthetic
