"""The model, the record and the store of Waybill's graph."""
