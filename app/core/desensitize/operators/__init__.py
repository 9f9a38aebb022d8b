"""One file an operator; each registers itself."""
