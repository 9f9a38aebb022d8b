"""Sealing suites, one file each."""
