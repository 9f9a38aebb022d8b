"""Whether this computer can write Chinese. No font is shipped: one for all of Chinese takes 19 MB."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QMessageBox

SAMPLE = "密縣開"  # simplified, traditional


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
