"""Anonymity models, one a file."""
