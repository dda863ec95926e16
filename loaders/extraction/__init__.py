"""Claims out of text by rules: one protocol for every language, one check for all of them."""
