"""Local recoding: equal values may be generalised differently, so that more of the table is kept."""
