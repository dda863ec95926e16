"""Loaders: files become entries and claims. They know the model and the archive, and nothing of the store."""
