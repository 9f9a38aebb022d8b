"""The commands, one file a family: each parses its own options and calls the core."""
