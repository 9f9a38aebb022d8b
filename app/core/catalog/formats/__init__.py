"""One file a catalog format; each registers itself."""
