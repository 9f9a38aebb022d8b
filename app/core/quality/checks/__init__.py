"""One file a kind of fault; each registers itself."""
