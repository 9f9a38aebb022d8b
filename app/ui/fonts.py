"""How this computer writes Chinese. No font is shipped: one for all of Chinese takes 19 MB."""

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QMessageBox

SAMPLE = "密縣開"  # simplified, traditional
SIMPLIFIED = (
    "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)  # fmt: skip


def prefer_simplified(app: QApplication) -> None:
    """Let Han characters take the forms of the mainland.

    A system that is not set to Chinese takes the first font that has them: often the Japanese face of the
    same font, whose 直, 骨 and 令 look wrong to a Chinese reader.
    """
    font = QFont(app.font())
    font.setFamilies([QFontInfo(font).family(), *SIMPLIFIED])
    app.setFont(font)


def can_write_chinese() -> bool:
    """Whether the application's font, or one that the system puts in its place, has the characters."""
    metrics = QFontMetrics(QApplication.font())
    return all(metrics.inFontUcs4(ord(character)) for character in SAMPLE)


def tell_lack() -> QMessageBox:
    """Say that a font is missing, in letters that can be read without it."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Gongkai", "No Chinese font is installed.")
    box.setInformativeText(
        "Chinese text will show as empty boxes. Install one and start again: on Debian, UOS and Kylin "
        "the package fonts-noto-cjk or fonts-wqy-microhei; on Windows the optional feature "
        "“Chinese (Simplified) Supplemental Fonts”."
    )
    return box
