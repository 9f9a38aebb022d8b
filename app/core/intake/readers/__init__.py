"""One file a file format; each registers itself."""
