// The days of some facts, and the editions that hold them.
MATCH (f:Fact)
WHERE f.waybill_id IN $ids
RETURN f.waybill_id AS id, f.start AS start, f.end AS end, f.first_seen AS first_seen, f.gone_in AS gone_in
