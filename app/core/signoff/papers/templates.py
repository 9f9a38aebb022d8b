"""Where the templates are: those that ship, or an agency's own in a folder that it names."""

from pathlib import Path

from app.core import resources
from app.core.errors import InputError
from app.core.text import Text


class TemplateUnusable(InputError):
    code = "template-unusable"
    message = Text("无法使用模板 {name}：{reason}", "The template {name} cannot be used: {reason}")
    hint = Text(
        "请对照自带模板修改，或不指定模板文件夹，改用自带模板。",
        "Mend it by the templates that ship, or use these by naming no folder.",
    )


class PaperFontMissing(InputError):
    code = "paper-font-missing"
    message = Text(
        "本机没有中文字体，无法生成 PDF", "This computer has no Chinese font to make a PDF with"
    )
    hint = Text(
        "请安装一种中文字体（如 fonts-noto-cjk），或改为生成 docx。",
        "Install a Chinese font, such as fonts-noto-cjk, or make a docx instead.",
    )


def template(paper: str, suffix: str, own: Path | None) -> Path:
    """The template of a paper, ``PAPER.SUFFIX``: an agency may replace any of them alone."""
    name = f"{paper}.{suffix}"
    if own is not None and (own / name).is_file():
        return own / name
    return resources.path("papers", name)
