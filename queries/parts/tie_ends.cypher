// A tie of any type with its ends.
// Asked type by type and not within CALL: only so the embedded engine finds ties by their index.
MATCH (a)-[t:SUPPLIED]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
UNION ALL
MATCH (a)-[t:OWNS]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
UNION ALL
MATCH (a)-[t:DIRECTS]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
UNION ALL
MATCH (a)-[t:MANUFACTURES]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
UNION ALL
MATCH (a)-[t:FOUND_IN]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
UNION ALL
MATCH (a)-[t:LISTED_BY]->(b)
WHERE t.waybill_id = $id
RETURN type(t) AS type, properties(t) AS tie, coalesce(a.name, a.model) AS start, coalesce(b.name, b.model) AS end,
       a.waybill_id AS start_id, b.waybill_id AS end_id, coalesce(a.country, a.code) AS start_country,
       coalesce(b.country, b.code) AS end_country, coalesce(a.records, []) AS start_records, coalesce(b.records, []) AS end_records
