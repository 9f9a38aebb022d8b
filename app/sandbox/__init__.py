"""A provincial open-data platform in miniature, for the demo, for training and for tests."""
