"""The number formats that a workbook names by number only. Source: ECMA-376 Part 1, 18.8.30.

The currency formats, of which the standard leaves the symbol to the country, are Excel's for $.
"""

_ACCOUNTING = '_({0}* #,##0{1}_);_({0}* \\(#,##0{1}\\);_({0}* "-"{2}_);_(@_)'
_DOLLAR = '"$"'

BUILTIN = dict(
    enumerate((
        "General", "0", "0.00", "#,##0", "#,##0.00",
        '"$"#,##0_);("$"#,##0)', '"$"#,##0_);[Red]("$"#,##0)',
        '"$"#,##0.00_);("$"#,##0.00)', '"$"#,##0.00_);[Red]("$"#,##0.00)',
        "0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??",
        "mm-dd-yy", "d-mmm-yy", "d-mmm", "mmm-yy",
        "h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "m/d/yy h:mm",
    ))
) | dict(
    enumerate((
        "#,##0_);(#,##0)", "#,##0_);[Red](#,##0)",
        "#,##0.00_);(#,##0.00)", "#,##0.00_);[Red](#,##0.00)",
        _ACCOUNTING.format("", "", ""), _ACCOUNTING.format(_DOLLAR, "", ""),
        _ACCOUNTING.format("", ".00", "??"), _ACCOUNTING.format(_DOLLAR, ".00", "??"),
        "mm:ss", "[h]:mm:ss", "mmss.0", "##0.0E+0", "@",
    ), 37)
)  # fmt: skip

BY_CODE = {code: number for number, code in BUILTIN.items()}
