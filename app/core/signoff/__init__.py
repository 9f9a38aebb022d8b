"""Chains in, verdicts out: what is asked of the reviewer, and what the reviewer answers."""
