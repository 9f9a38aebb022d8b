"""Catalog entries as the workbook that platforms import: written, read, and marked where it is wrong."""
