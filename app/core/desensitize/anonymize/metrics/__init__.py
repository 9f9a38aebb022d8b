"""Metrics of information loss, one a file."""
