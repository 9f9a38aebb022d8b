"""One file a platform protocol; each registers itself."""
