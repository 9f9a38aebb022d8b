"""Signature suites, one file each."""
