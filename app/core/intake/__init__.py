"""Files in, tables out, and tables out again as files: readers, layout repair, writers."""
