"""Claims that a person or another program made of texts, in the form of claim.schema.json."""

FILES = "claims-file"  # the reader of the files themselves
