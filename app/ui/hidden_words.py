"""Words for what a file holds beside its cells: each kind, and what a document tells of itself."""

from PySide6.QtCore import QCoreApplication

from app.core.model import Hidden
from app.ui import wording

translate = QCoreApplication.translate


def row(one: Hidden) -> tuple[str, str, str]:
    """What is hidden, where, and what it says; what a document tells of itself by its plain name, and of
    moments by the clock on the wall.
    """
    if one.kind != "property":
        return kind(one.kind), one.where, one.text
    return kind(one.kind), _property(one.where), _moment(one.text)


def kind(code: str) -> str:
    """What kind of thing is hidden."""
    return {
        "sheet": translate("wording", "隐藏的工作表"),
        "row": translate("wording", "隐藏的行"),
        "column": translate("wording", "隐藏的列"),
        "comment": translate("wording", "批注"),
        "property": translate("wording", "文档属性"),
        "name": translate("wording", "定义名称"),
        "link": translate("wording", "外部链接"),
        "pivot-cache": translate("wording", "数据透视缓存"),
        "custom-xml": translate("wording", "自定义 XML"),
        "object": translate("wording", "嵌入对象"),
        "image": translate("wording", "图片"),
        "macro": translate("wording", "宏"),
        "validation": translate("wording", "数据有效性"),
        "header-footer": translate("wording", "页眉页脚"),
        "white-text": translate("wording", "与底色同色的文字"),
        "no-format": translate("wording", "不显示内容的格式"),
        "revision": translate("wording", "修订记录"),
        "connection": translate("wording", "数据连接"),
        "filter": translate("wording", "筛选条件"),
        "tiny-text": translate("wording", "极小的文字"),
        "chart": translate("wording", "图表缓存"),
    }.get(code, code)


def _property(name: str) -> str:
    """A document's property, by what office programs call it in their windows."""
    return {
        "creator": translate("wording", "作者"),
        "author": translate("wording", "作者"),
        "initial-creator": translate("wording", "最初的作者"),
        "lastModifiedBy": translate("wording", "最后保存者"),
        "lastauthor": translate("wording", "最后保存者"),
        "WriteAccess": translate("wording", "登记的用户名"),
        "created": translate("wording", "创建时间"),
        "creation-date": translate("wording", "创建时间"),
        "modified": translate("wording", "修改时间"),
        "date": translate("wording", "修改时间"),
        "lastPrinted": translate("wording", "打印时间"),
        "print-date": translate("wording", "打印时间"),
        "printed-by": translate("wording", "打印者"),
        "title": translate("wording", "标题"),
        "subject": translate("wording", "主题"),
        "keywords": translate("wording", "关键词"),
        "description": translate("wording", "备注"),
        "category": translate("wording", "类别"),
        "Company": translate("wording", "单位"),
        "company": translate("wording", "单位"),
        "Manager": translate("wording", "主管"),
        "manager": translate("wording", "主管"),
        "Application": translate("wording", "制作程序"),
        "generator": translate("wording", "制作程序"),
        "KSOProductBuildVer": translate("wording", "WPS 版本"),
    }.get(name, name)


def _moment(text: str) -> str:
    """A moment in the form of ISO 8601, as office programs write it; any other text as it stands."""
    try:
        return wording.when(text) if "T" in text else text
    except (ValueError, OverflowError, OSError):  # no moment, or one that no clock here has shown
        return text
