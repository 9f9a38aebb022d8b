"""Tables in, catalog entries out: inference, validation, and the formats others read."""
