"""Questions to the graph: canned Cypher, supply chains, evidence, search, and the gate for a person's own Cypher."""
