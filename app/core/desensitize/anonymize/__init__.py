"""Optimal full-domain generalisation: the best level for each quasi-identifier, and the proof of it."""
