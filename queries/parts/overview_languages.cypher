MATCH (d:Document)
RETURN coalesce(d.language, 'none') AS language, count(d) AS n
ORDER BY language
