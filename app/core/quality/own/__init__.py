"""A user's own quality rules: data in a file, the same shape as the checks that are built in."""
