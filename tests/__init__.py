import app  # noqa: F401 (before NumPy: it says how many threads linear algebra has)
