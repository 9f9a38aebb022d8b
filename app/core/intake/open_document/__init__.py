"""OpenDocument spreadsheets: their parts, and their sheets as a stream."""
