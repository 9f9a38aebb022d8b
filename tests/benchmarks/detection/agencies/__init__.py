"""A second examination: tables as single agencies keep them, each written out column by column.

Where the first set multiplies kinds of columns, this one tells tables: what stands beside what, under
the names that bureaus give their columns, with the numbers that offices themselves hand out. It was
written without sight of the first set's generators and of the rules, and nothing is fitted to it:
``tests/benchmarks/calibration`` reads the first set only. All values are drawn, none is anybody's.

The later parts stand in ``lines/``, a line a column (:mod:`.told`). Beside the tables stand phrases that
must stop, hold or pass a table, and sentences with the names and homes in them.
"""
