"""What Excel's named number formats stand for on a Chinese system.

Source: Microsoft, XML Spreadsheet Reference, NumberFormat.
"""

NAMED = {
    "General": "General", "General Number": "General", "Fixed": "0.00", "Standard": "#,##0.00",
    "Percent": "0.00%", "General Date": "yyyy/m/d h:mm", "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy", "Long Date": 'yyyy"年"m"月"d"日"', "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
}  # fmt: skip


def format_code(format: str) -> str:
    """The format code behind a name; a code stands for itself."""
    return NAMED.get(format, format)
