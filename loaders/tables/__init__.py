"""Trade tables: rows become claims by a mapping file."""
