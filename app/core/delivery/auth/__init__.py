"""How a request proves who sends it: one file a signing family."""
