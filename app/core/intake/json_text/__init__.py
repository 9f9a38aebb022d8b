"""JSON as a stream of values, its flat records, and how it is told from other text."""
