"""A dossier of one path, tie or party: one document, written as Markdown, HTML or PDF, and a bundle with originals."""
