"""The style sheet and what is told to it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QGroupBox,
    QLabel,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionGroupBox,
    QTableWidget,
    QTreeWidget,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.widgets.record_table import RecordTable

ENOUGH = 4.5  # WCAG 2.2, 1.4.3; even for what is disabled, which need not

GROUNDS = ("window", "base", "other", "button")
ROWS = ("row-header", "row-group", "row-total", "row-aside", "row-out")
# What is written on what. Rows that are written in grey: see sheet_picture.FAINT.
WRITTEN = {
    "text": (*GROUNDS, *ROWS, "ok-ground", "warn-ground", "stop-ground", "info-ground"),
    "muted": (*GROUNDS, *ROWS),
    "off": GROUNDS,
    "on-accent": ("accent",),
    **{tone: (*GROUNDS, f"{tone}-ground") for tone in ("ok", "warn", "stop", "info")},
}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("box", [QCheckBox, QRadioButton])
def test_a_box_keeps_its_edge_when_it_is_ticked(
    box: type[QAbstractButton], look: str, by_day: None, qtbot: QtBot
) -> None:
    theme.choose(look)
    widget = box()
    qtbot.addWidget(widget)
    widget.setChecked(True)
    widget.show()
    option = QStyleOptionButton()
    option.initFrom(widget)
    part = QStyle.SubElement.SE_CheckBoxIndicator
    if box is QRadioButton:
        part = QStyle.SubElement.SE_RadioButtonIndicator
    place = widget.style().subElementRect(part, option, widget)
    image = widget.grab().toImage()
    edge = image.pixelColor(place.left(), place.center().y()).name()
    assert contrast(edge, image.pixelColor(image.width() - 1, 0).name()) > 3  # WCAG 2.2, 1.4.11
    inside = {
        image.pixelColor(x, y).name()
        for x in range(place.left() + 2, place.right() - 1)
        for y in range(place.top() + 2, place.bottom() - 1)
    }
    ground = image.pixelColor(place.left() + 2, place.center().y()).name()
    assert max(contrast(colour, ground) for colour in inside) > 3  # the tick


@pytest.mark.parametrize("look", ["light", "dark"])
def test_an_empty_box_can_be_seen(look: str, by_day: None, qtbot: QtBot) -> None:
    theme.choose(look)
    tree = QTreeWidget()
    item = QTreeWidgetItem([""])
    item.setCheckState(0, Qt.CheckState.Unchecked)
    tree.addTopLevelItem(item)
    for widget in (QCheckBox(""), tree):
        qtbot.addWidget(widget)
        widget.show()
        shown = widget.viewport() if widget is tree else widget  # type: ignore[attr-defined]
        image = shown.grab().toImage()
        seen = {
            image.pixelColor(x, y).name() for x in range(40) for y in range(16) if image.valid(x, y)
        }
        ground = image.pixelColor(image.width() - 2, image.height() - 2).name()
        assert max(contrast(colour, ground) for colour in seen) > 3  # WCAG 2.2, 1.4.11


def test_the_title_of_a_group_stands_clear_of_its_frame(by_day: None, qtbot: QtBot) -> None:
    group = QGroupBox("二、封装")
    qtbot.addWidget(group)
    option = QStyleOptionGroupBox()
    group.initStyleOption(option)
    parts = QStyle.SubControl
    title, frame = (
        group.style().subControlRect(QStyle.ComplexControl.CC_GroupBox, option, part, group)
        for part in (parts.SC_GroupBoxLabel, parts.SC_GroupBoxFrame)
    )
    assert frame.top() - title.bottom() > 2


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_lines_between_cells_can_be_seen(look: str, by_day: None, qtbot: QtBot) -> None:
    theme.choose(look)
    table = QTableWidget(3, 3)
    qtbot.addWidget(table)
    table.show()
    image = table.viewport().grab().toImage()
    edge = table.columnViewportPosition(1) - 1
    ground, line = (image.pixelColor(x, 5).name() for x in (edge - 5, edge))
    assert contrast(line, ground) > 1.4


def test_the_arrow_of_a_chosen_branch_can_be_seen(by_day: None, qtbot: QtBot) -> None:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    branch = QTreeWidgetItem(["基础"])
    branch.addChild(QTreeWidgetItem(["人口"]))
    tree.addTopLevelItem(branch)
    tree.setCurrentItem(branch)
    tree.show()
    row = tree.visualItemRect(branch)
    image = tree.viewport().grab().toImage()
    arrow = [
        image.pixelColor(x, y).name()
        for x in range(3, row.left() - 3)
        for y in range(row.top() + 3, row.bottom() - 2)
    ]
    ground = image.pixelColor(1, row.center().y()).name()
    assert max(contrast(colour, ground) for colour in arrow) > 3


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_everything_written_can_be_read(colours: dict[str, str]) -> None:
    faint = [
        (ink, ground, round(contrast(colours[ink], colours[ground]), 2))
        for ink, grounds in WRITTEN.items()
        for ground in grounds
        if contrast(colours[ink], colours[ground]) < ENOUGH
    ]
    assert faint == []
    assert {*WRITTEN, *(g for grounds in WRITTEN.values() for g in grounds)} | {"line"} == {
        *colours
    }


@pytest.fixture
def by_day(qapp: QApplication) -> Iterator[None]:
    theme.dress(qapp)
    yield
    theme.choose("system")


def test_the_look_is_chosen_and_kept(
    by_day: None, window: MainWindow, settings: QSettings, qapp: QApplication
) -> None:
    table = RecordTable("表", ["一"])
    table.fill([["甲"]])
    table.tint(0, 0, "stop")
    for look, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
        window.commands[f"look-{look}"].trigger()
        qapp.processEvents()
        assert settings.value("look") == look
        assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(colours["base"])
        assert table.item(0, 0).foreground().color() == QColor(colours["stop"])


def test_a_mark_is_looked_at_anew_only_when_it_changes(qapp: QApplication) -> None:
    theme.dress(qapp)
    label = QLabel()
    role = QPalette.ColorRole.WindowText
    theme.mark(label, "tone", "warn")
    assert label.palette().color(role) == theme.colour("warn")
    other = label.palette()
    other.setColor(role, QColor("red"))  # what another look at the sheet would undo
    label.setPalette(other)
    theme.mark(label, "tone", "warn")
    assert label.palette().color(role) == QColor("red")
    theme.mark(label, "tone", "ok")
    assert label.palette().color(role) == theme.colour("ok")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_hint_in_a_field_that_is_closed_is_not_taken_for_an_answer(
    look: str, by_day: None, qapp: QApplication
) -> None:
    theme.choose(look)
    palette = qapp.palette()
    disabled, hint = QPalette.ColorGroup.Disabled, QPalette.ColorRole.PlaceholderText
    assert palette.color(disabled, hint) == palette.color(disabled, QPalette.ColorRole.Text)
