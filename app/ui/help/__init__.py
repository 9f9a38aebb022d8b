"""Help from the user guide: what F1 opens, and the window that shows it."""
