"""Gongkai (公开): a publishing workstation for government open data."""

import os

# Whoever computes does so in threads of the program's own: those of the linear algebra would only wait for
# each other wherever anything else runs, ten times as long as the work takes. NumPy asks when it is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
