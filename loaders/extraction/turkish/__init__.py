"""Turkish: the verb stands at the end, roles are case endings, and a statement is a noun that hangs on a verb."""
