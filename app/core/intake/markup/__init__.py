"""XML as a stream, and plain runs of it by expressions."""
