"""The preview of one column's treatment, for operators of every shape."""

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.core.desensitize.operation import Context, operators
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from app.ui.widgets.recipe_table import Choice
from app.ui.widgets.treatment_panel import TreatmentPanel
from tests.core.tables import data

ROWS = data({"人": ["a", "a", "b"], "日期": ["2024-01-01", "2024-01-02", None]})


@pytest.fixture
def panel(qtbot: QtBot) -> TreatmentPanel:
    panel = TreatmentPanel("zh")
    qtbot.addWidget(panel)
    panel.set_rows(ROWS, Context(b"k" * 32, finder(WITHOUT_OWN)))
    return panel


def shown(panel: TreatmentPanel) -> list[str]:
    return [panel.preview.item(row, 1).text() for row in range(panel.preview.rowCount())]


@pytest.mark.parametrize("operator", operators.all())
def test_every_operator_has_a_form_and_a_preview(panel: TreatmentPanel, operator: str) -> None:
    """With nothing filled in a problem may be told; nothing fails."""
    panel.show_choice("日期", Choice(operator))
    assert panel.preview.rowCount() == 3
    for example in operators.get(operator).examples:
        panel.show_choice("日期", Choice(operator, dict(example)))
        assert panel.preview.rowCount() == 3


def test_columns_beside_are_read(panel: TreatmentPanel) -> None:
    panel.show_choice("日期", Choice("date-shift", {"by": "人"}))
    first, second, third = shown(panel)
    assert first != "2024-01-01"
    assert second > first
    assert third == ""


def test_rows_that_go_are_told_in_their_place(panel: TreatmentPanel) -> None:
    panel.show_choice("日期", Choice("remove-rows", {"values": "2024-01-01"}))
    assert shown(panel) == ["（删除）", "2024-01-02", ""]


def test_only_what_counts_is_shown_and_told(panel: TreatmentPanel) -> None:
    panel.show_choice("日期", Choice("mask", {"shape": "ends", "keep_start": 4}))
    assert set(panel.form.params()) == {"shape", "keep_start", "keep_end", "character"}
    shape = panel.form.findChild(QComboBox)
    shape.setCurrentIndex(shape.findData("id"))
    assert set(panel.form.params()) == {"shape", "character", "id_part"}
    hidden = [label.isHidden() for label in panel.form.findChildren(QLabel)]
    assert hidden == [False, True, True, False, False, True]
    shape.setCurrentIndex(shape.findData("ends"))
    assert panel.form.params()["keep_start"] == 4


def test_numbers_may_be_below_zero(panel: TreatmentPanel) -> None:
    params: dict[str, Any] = {"low": -40.0, "high": 50.0}
    panel.show_choice("日期", Choice("noise", params))
    assert panel.form.params()["low"] == -40.0
