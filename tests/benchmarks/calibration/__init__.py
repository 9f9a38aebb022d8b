"""Fit the weights of evidence to the examination's generated tables.

The packs' figures are log-odds that a person has set. Here they are the mean of a Gaussian prior, and
the posterior mode of a logistic regression over the same terms is sought (:mod:`.fit`): where tables
say little the figure stays, and no term may change its sign. Types that find in the same way share
their adjustments (:data:`.model.FAMILIES`). Rates at which tests are passed are not fitted: those of
chance are computed or counted, and those of real numbers would be the generator's own.

Run as ``python -m tests.benchmarks.calibration``: fits on seeds below 1000, examines both sets of
weights on seeds at or above it, and writes the packs with ``--write`` unless they then find fewer direct
identifiers, alarm more often, or have a smaller F1. Equal seeds give equal bytes. What came of it last
stands in the ``source`` of the pack ``evidence``.
"""
