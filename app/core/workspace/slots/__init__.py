"""One file a kind of key slot; each registers itself."""
