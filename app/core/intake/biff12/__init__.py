"""Excel binary workbooks: their records, and what their sheets share. Source: [MS-XLSB]."""
