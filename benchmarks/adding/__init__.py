"""Adding many documents to a book."""
