"""Who must sign a release, in which order, and by when."""
