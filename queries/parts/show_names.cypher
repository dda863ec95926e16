MATCH (n:`{label}` {waybill_id: $id})-[r:NAMED]->(name:Name)
RETURN name.text AS text, name.script AS script, name.language AS language, name.quality AS quality, r.source AS source
ORDER BY quality, text, source
LIMIT $limit
