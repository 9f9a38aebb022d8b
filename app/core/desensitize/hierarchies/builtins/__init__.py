"""The built-in hierarchies, one file each."""
