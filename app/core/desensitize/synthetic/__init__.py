"""Made-up values that nobody real bears, drawn by the key."""
