"""One file a dimension; each registers itself."""
