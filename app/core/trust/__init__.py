"""The vocabulary of proof: canonical bytes, digests, identities, signatures, sealed streams."""
