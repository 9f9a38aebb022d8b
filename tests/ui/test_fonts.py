"""A computer without Chinese fonts is told so in words that it can show."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import fonts

ROOT = Path(__file__).parents[2]
BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{empty}</dir><cachedir>{empty}/cache</cachedir></fontconfig>"""
ASK = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.ui import fonts
print(fonts.can_write_chinese())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are taken away by fontconfig")
def test_a_system_without_fonts_is_seen(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(BARE.format(empty=tmp_path), "utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["FONTCONFIG_FILE"] = str(tmp_path / "fonts.conf")
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["False"]


FACE = """
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QTableWidget
from app.ui.application import make_application
app = make_application([])
layout = QTextLayout("直", QTableWidget().font())
layout.beginLayout(); layout.createLine(); layout.endLayout()
print(layout.glyphRuns()[0].rawFont().familyName())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the locale is told by the environment")
def test_chinese_is_written_as_on_the_mainland_also_where_the_system_speaks_english(
    qapp: QApplication, tmp_path: Path
) -> None:
    if "Noto Sans CJK SC" not in QFontDatabase.families():
        pytest.skip("the font is not installed")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    environment["HOME"] = environment["XDG_CONFIG_HOME"] = environment["XDG_STATE_HOME"] = str(
        tmp_path
    )
    done = subprocess.run(
        [sys.executable, "-c", FACE], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "Noto Sans CJK SC"


def test_the_lack_is_told_in_ascii_and_names_a_package(qtbot: QtBot) -> None:
    box = fonts.tell_lack()
    qtbot.addWidget(box)
    said = box.text() + box.informativeText()
    assert "fonts-noto-cjk" in said
    assert all(ord(character) < 0x2E80 for character in said)
