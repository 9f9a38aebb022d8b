"""Persons' names: in columns of short texts, and anchored in sentences."""
