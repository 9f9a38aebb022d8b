"""What a column holds: distinct values and types."""
