"""The report for people who do not have the program: a page, and a workbook with the cells marked."""
