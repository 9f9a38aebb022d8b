"""Errors of tables, their columns and their recipes."""

from app.core.errors.base import InputError, Refusal
from app.core.text import Text


class ColumnUnknown(InputError):
    code = "column-unknown"
    message = Text("没有名为“{column}”的列", "There is no column “{column}”")
    hint = Text("现有的列：{known}。", "The columns are: {known}.")


class ColumnsDiffer(InputError):
    code = "columns-differ"
    message = Text(
        "{count} 个文件的列与 {name} 不同：{differences}",
        "{count} files have other columns than {name}: {differences}",
    )
    hint = Text(
        "请指明哪些列只是改了名（命令行用 --rename 新名=原名），或选择合并为全部列（缺少的按空白补齐）。",
        "Say which columns have new names only (--rename NOW=NAME on the command line), or choose to "
        "keep all columns and leave blank what is missing (--union).",
    )


class ParameterInvalid(InputError):
    code = "parameter-invalid"
    message = Text("“{name}”的参数无效：{reason}", "A parameter of “{name}” is invalid: {reason}")
    hint = Text("请按说明修改参数。", "Change the parameter as described.")


class ValueUntreatable(InputError):
    """A message that names a value: without it nobody could find the cell."""

    code = "value-untreatable"
    message = Text(
        "“{name}”无法处理“{value}”：{reason}", "“{name}” cannot treat “{value}”: {reason}"
    )
    hint = Text("请改正这个值，或换一种做法：{way}", "Mend the value, or do otherwise: {way}")


class ReviewMissing(InputError):
    code = "review-missing"
    message = Text(
        "“{name}”要用检测器找出文中的敏感内容，这里没有检测器",
        "“{name}” needs the detectors to find what is sensitive in a text, and there are none here",
    )
    hint = Text(
        "请在脱敏步骤或用 apply 命令运行；在集群上请改用其他方法。",
        "Run it in the desensitization step or by the apply command; on a cluster choose another operator.",
    )


class ResidualFound(Refusal):
    code = "residual-found"
    message = Text(
        "脱敏后仍有敏感内容，位于：{columns}",
        "After desensitizing, sensitive content remains in: {columns}",
    )
    hint = Text("请为这些列选择脱敏方法。", "Choose an operator for these columns.")


class ReversibleUnreasoned(Refusal):
    code = "reversible-unreasoned"
    message = Text(
        "“{column}”用的“{operator}”可由密钥持有人还原，结果仍是个人信息",
        "“{operator}” on {column} can be undone by whoever holds the key: it stays personal information",
    )
    hint = Text(
        "公开发布请改用不可还原的方法；确有需要的，请写明理由，供审查人判断。",
        "For a public release choose a method that cannot be undone, or give the reason for the reviewer.",
    )


class DriftUnanswered(Refusal):
    code = "drift-unanswered"
    message = Text(
        "{release} 已导入，但与 {origin} 的脱敏方案有出入，须人工决定：{columns}",
        "{release} is imported, but differs from what the recipe of {origin} was made for; "
        "a person has to decide on: {columns}",
    )
    hint = Text(
        "请在窗口中打开它；命令行可另给 --recipe，或确认后加 --accept-drift。",
        "Open it in the window; on the command line give another --recipe, or say --accept-drift once it "
        "is settled.",
    )
