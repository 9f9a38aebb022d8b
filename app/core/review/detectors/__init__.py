"""One file a type (or a family of marks); each registers itself."""
