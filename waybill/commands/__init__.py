"""The commands, one module per family; each reads its options and calls the package that does the work."""
