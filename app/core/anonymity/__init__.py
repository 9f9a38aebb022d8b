"""Measures over equivalence classes and their sensitive values, for risk and for anonymization alike."""
