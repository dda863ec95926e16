// The parties, vessels, aircraft and assets that some records are of; a record that is a party by itself is looked up by its id.
CALL {
  MATCH (n:Party) WHERE any(r IN n.records WHERE r IN $records) RETURN n
  UNION
  MATCH (n:Vessel) WHERE any(r IN n.records WHERE r IN $records) RETURN n
  UNION
  MATCH (n:Aircraft) WHERE any(r IN n.records WHERE r IN $records) RETURN n
  UNION
  MATCH (n:Asset) WHERE any(r IN n.records WHERE r IN $records) RETURN n
}
UNWIND n.records AS record
WITH n, record WHERE record IN $records
RETURN record, n.waybill_id AS id
ORDER BY record
