"""Gongkai (公开): a publishing workstation for government open data."""

__version__ = "0.1.0"
