"""Spark: the same kernel, in as many processes as a data centre has."""
