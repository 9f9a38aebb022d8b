"""The parts of an Office Open XML workbook, read as streams. Source: ECMA-376 Part 1, 18."""
