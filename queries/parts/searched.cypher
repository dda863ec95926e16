// What an answer about supply has looked at.
MATCH ()-[t:SUPPLIED]->()
RETURN count(t) AS ties, coalesce(sum(t.claims), 0) AS claims
