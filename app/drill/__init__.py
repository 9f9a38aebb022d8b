"""演练: the whole way on invented data, with the faults that it must withstand, and a report."""
