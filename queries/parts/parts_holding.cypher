// The part numbers, as printed, that hold one.
MATCH (p:Product)
WHERE p.folded CONTAINS $part
RETURN DISTINCT p.model AS model, size(p.folded) AS length
ORDER BY length, model
