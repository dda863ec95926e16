"""Russian and Ukrainian: one grammar of cases for both, the words of each in its pack."""
