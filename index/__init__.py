"""Minutes in, searchable store out."""
