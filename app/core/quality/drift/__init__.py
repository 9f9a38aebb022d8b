"""The next period's table against the last one: its columns, its values, its rows."""
