"""Errors of the catalog."""

from app.core.errors.base import InputError, Refusal
from app.core.text import Text


class CatalogUnreadable(InputError):
    code = "catalog-unreadable"
    message = Text("无法读取目录表 {name}：{reason}", "The catalog {name} cannot be read: {reason}")
    hint = Text(
        "请用“catalog export --format xlsx”得到的表格填写，不要改动表名和表头。",
        "Fill in a workbook made by “catalog export --format xlsx”; keep its sheets and headers.",
    )


class EntryInvalid(Refusal):
    code = "entry-invalid"
    message = Text(
        "目录信息有 {count} 处问题：{fields}", "The entry has {count} problems: {fields}"
    )
    hint = Text("请改正这些栏目。", "Mend these fields.")
