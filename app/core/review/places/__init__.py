"""Places: regions as a whole, and how far an address leads towards somebody's door."""
