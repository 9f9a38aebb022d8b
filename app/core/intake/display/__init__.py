"""What a cell shows: stored numbers and dates through their formats, as the clerk sees them."""
