"""What a table is still worth after desensitization: how much of it changed, and what questions to it
still get the right answer."""
