"""Tables and entries in, quality reports out."""
