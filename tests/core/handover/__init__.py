"""Letters between computers, by themselves."""
