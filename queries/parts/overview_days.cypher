MATCH (f:Transfer)
WHERE f.modality IN ['asserted', 'reported', 'alleged']
RETURN min(f.start) AS first, max(f.end) AS last
