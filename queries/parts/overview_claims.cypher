MATCH (c:Claim)
RETURN c.standing AS standing, c.modality AS modality, count(c) AS n
ORDER BY standing, modality
