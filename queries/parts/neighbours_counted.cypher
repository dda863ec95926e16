// How many ties of each type a node has.
MATCH (n:`{label}` {waybill_id: $id})-[t:SUPPLIED|OWNS|DIRECTS|MANUFACTURES|FOUND_IN|LISTED_BY]-(other)
RETURN type(t) AS type, count(DISTINCT other.waybill_id) AS neighbours
ORDER BY type
