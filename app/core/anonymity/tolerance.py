"""When two measures are one: sums of the same shares differ by rounding."""

ROUNDING = 1e-12
