"""An examination of the confidentiality review: generated tables, labelled cell by cell, and a scorer.

Every value is drawn by a seeded generator, none is copied from a person or a table. The set is built
to be as hard as agencies' tables are: serial numbers that pass check digits by chance, identifiers
with spaces and full-width digits and spreadsheet damage, columns with four identifiers among four
hundred remarks, headers in pinyin or without meaning, offices' telephones beside persons'.

Whoever calibrates a detector looks only at seeds below :data:`FIRST_REPORT_SEED` (the default is
:data:`DEVELOPMENT_SEED`); figures in reports come from seeds at or above it. This package never looks
into ``app/core/review``: it calls its public function, and labels follow the standards alone.

Run as ``python -m tests.benchmarks.detection``; ``--help`` tells the options.
"""

DEVELOPMENT_SEED = 17
FIRST_REPORT_SEED = 1000
