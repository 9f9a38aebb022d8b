"""Delimited text as blocks of columns."""
