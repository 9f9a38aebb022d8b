"""Errors of the catalog."""

from app.core.errors.base import InputError, Refusal
from app.core.text import Text


class CatalogUnreadable(InputError):
    code = "catalog-unreadable"
    message = Text("无法读取目录表 {name}：{reason}", "The catalog {name} cannot be read: {reason}")
    hint = Text(
        "请在“导出空白目录表”得到的表格里填写（命令行用 catalog export --format xlsx），不要改动表头。",
        "Fill in a workbook made by “Export blank workbook” (catalog export --format xlsx on the command "
        "line); keep its headers.",
    )


class ClassTreeInvalid(InputError):
    code = "class-tree-invalid"
    message = Text("分类体系不能这样改：{reason}", "The classification cannot be so: {reason}")
    hint = Text("请换一个名称或位置。", "Choose another name or place.")


class ClassTableMissing(InputError):
    code = "class-table-missing"
    message = Text("{name} 中没有分类表", "There is no table of classes in {name}")
    hint = Text(
        "请在“导出分类表”得到的表格上修改（命令行用 catalog classes export），表头为：{headers}。",
        "Edit a table made by “Export table” (catalog classes export on the command line); its headers are: {headers}.",
    )


class ClassInUse(Refusal):
    code = "class-in-use"
    message = Text(
        "分类“{name}”下编过资源代码（{codes}），不能移动或停用",
        "The class “{name}” has had codes of resources ({codes}) and cannot be moved or given up",
    )
    hint = Text(
        "可以改名，或另建分类供新的资源使用。",
        "Rename it, or add another class for new resources.",
    )


class EntryInvalid(Refusal):
    code = "entry-invalid"
    message = Text(
        "目录信息有 {count} 处问题：{fields}", "The entry has {count} problems: {fields}"
    )
    hint = Text("请改正这些栏目。", "Mend these fields.")
