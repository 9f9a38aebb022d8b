"""What the reader of Excel 2003 "XML Spreadsheet" files stands on."""
