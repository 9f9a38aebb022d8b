"""Which encoding a text is in, and its decoding as a stream."""
