"""Approved releases in, receipts out: sealing, verifying, connectors."""
