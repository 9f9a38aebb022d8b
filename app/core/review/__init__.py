"""Tables in, findings out: what must not leave, and why we think so."""
