"""The window: one page a step over the core, with no rules of its own."""
