"""One file an export format; each registers itself."""
