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

# What a Chinese Excel shows for built-in ids: 14 and 22 follow the system's short date, the others
# carry no format text in the file. Source: ECMA-376 Part 1, 18.8.30 (zh-cn).
CHINESE_BUILTIN = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

BY_CODE = {code: number for number, code in BUILTIN.items()}


def format_code(number: int, own: str | None) -> str:
    """The code of a format by its number. ``own``: what the file itself says of that number.

    Excel leaves the numbers of a country's dates without a code; other programs count their own
    formats from 50 on. 14 and 22 are the system's date whatever a file says.
    """
    chinese = CHINESE_BUILTIN.get(number)
    if own and (chinese is None or number not in BUILTIN):
        return own
    return chinese or BUILTIN.get(number, "General")
