"""How a value may be generalised, level by level: given in files, built in, or made from the data."""
