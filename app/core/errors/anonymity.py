"""Errors of hierarchies and of anonymity."""

from app.core.errors.base import InputError, Refusal
from app.core.text import Text


class HierarchyMissing(InputError):
    code = "hierarchy-missing"
    message = Text(
        "文件夹 {folder} 中没有“{column}”的泛化层次",
        "The folder {folder} holds no hierarchy for {column}",
    )
    hint = Text(
        "请放入 {column}.csv，每行一个值及其各级，用分号隔开。",
        "Put {column}.csv there: one line a value, then its levels, separated by semicolons.",
    )


class HierarchyInvalid(InputError):
    code = "hierarchy-invalid"
    message = Text(
        "“{column}”的泛化层次有误：{reason}", "The hierarchy of {column} is wrong: {reason}"
    )
    hint = Text(
        "请在层次文件中改正：每行一个值，从细到粗，同组的值以后也须同组。",
        "Mend the hierarchy: one row a value, from fine to coarse; values once joined stay joined.",
    )


class HierarchyIncomplete(InputError):
    code = "hierarchy-incomplete"
    message = Text(
        "“{column}”的泛化层次缺少 {count} 个值，首个是“{value}”{alike}",
        "The hierarchy of {column} lacks {count} values, the first is “{value}”{alike}",
    )
    hint = Text(
        "请在层次文件中为每个值加一行（现有 {known} 个值），或先在表中改正该值。",
        "Give each of them a line in the hierarchy ({known} values now), or mend the table first.",
    )


class QuasiIdentifierUnique(InputError):
    code = "quasi-identifier-unique"
    message = Text(
        "“{column}”的每一行都不同，是唯一标识，不是准标识符",
        "{column} differs in every row: it identifies by itself and is no quasi-identifier",
    )
    hint = Text(
        "请先删除该列或对它脱敏，不要把它列为准标识符。",
        "Drop or mask this column first, and leave it out of the quasi-identifiers.",
    )


class LatticeTooLarge(InputError):
    code = "lattice-too-large"
    message = Text(
        "{columns} 个准标识符共有 {nodes} 种泛化组合，超过 {most}",
        "{columns} quasi-identifiers have {nodes} combinations of levels, more than {most}",
    )
    hint = Text(
        "请减少准标识符，或使用级数较少的层次。",
        "Use fewer quasi-identifiers, or hierarchies of fewer levels.",
    )


class AnonymityUnreached(Refusal):
    code = "anonymity-unreached"
    message = Text("无法达到所要求的匿名：{reason}", "Such anonymity cannot be reached: {reason}")
    hint = Text(
        "没有写入任何内容。请降低要求，或用更多行、更少的准标识符再试。",
        "Nothing was written. Ask for less, or try with more rows or fewer quasi-identifiers.",
    )


class AnonymityMissed(Refusal):
    code = "anonymity-missed"
    message = Text(
        "脱敏后，按“{columns}”分组，最小一组只有 {found} 行（要求 {k} 行），共涉及 {rows} 行",
        "After desensitizing, the smallest class by {columns} has {found} rows where {k} are asked; "
        "{rows} rows are in classes that fall short",
    )
    hint = Text(
        "请把这些列泛化得更粗，或抑制剩下的行。",
        "Generalise these columns further, or suppress the rows that are left.",
    )
