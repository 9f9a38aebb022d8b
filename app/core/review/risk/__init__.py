"""How likely a published row is to be traced to its person, and what it would then tell."""
