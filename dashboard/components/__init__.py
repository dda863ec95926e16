"""Widgets of the dashboard: the picture of paths, passages of documents, tables and forms."""
