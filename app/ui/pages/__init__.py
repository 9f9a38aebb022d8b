"""One page a step of the pipeline."""
