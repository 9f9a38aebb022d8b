"""The table model reads the pages that are looked at, and nothing else."""

import pyarrow as pa
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.widgets import table_model
from app.ui.widgets.table_model import PAGE, ArrowTableModel, ArrowTableView

ID_NUMBER = "110101196101010012"


def table(rows: int) -> pa.Table:
    numbers = pa.array([str(n) for n in range(rows)], pa.string()).dictionary_encode()
    texts = pa.array([None if n % 3 else ID_NUMBER for n in range(rows)], pa.string())
    return pa.table({"序号": numbers, "证件": texts.dictionary_encode()})


def test_cells_are_exact_text_and_blanks_stay_blank(qtmodeltester: ModelTester) -> None:
    model = ArrowTableModel(table(300))
    qtmodeltester.check(model)
    assert model.rowCount() == 300
    assert model.data(model.index(299, 0)) == "299"
    assert model.data(model.index(0, 1)) == ID_NUMBER
    assert model.data(model.index(1, 1)) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "证件"


def test_only_looked_at_pages_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_model, "KEPT", 2)
    model = ArrowTableModel(table(100_000))
    for row in (0, 50_000, 99_999, 1):
        assert model.text(row, 0) == str(row)
    assert len(model._pages) == 2
    assert all(len(page) <= PAGE for page in model._pages.values())


def test_a_chunked_table_is_read_across_its_chunks() -> None:
    both = pa.concat_tables([table(100), table(100)]).unify_dictionaries()
    model = ArrowTableModel(both)
    assert model.text(99, 0) == "99"
    assert model.text(100, 0) == "0"


def test_an_identity_number_fits_into_its_column(qtbot: QtBot) -> None:
    view = ArrowTableView("表")
    qtbot.addWidget(view)
    view.show_table(table(10))
    assert view.columnWidth(1) > view.fontMetrics().horizontalAdvance(ID_NUMBER)


def test_markup_in_a_cell_stays_text(qtbot: QtBot) -> None:
    data = pa.table({"x": pa.array(["<b>粗</b>"]).dictionary_encode()})
    tooltip = ArrowTableModel(data)
    assert "&lt;b&gt;" in tooltip.data(tooltip.index(0, 0), Qt.ItemDataRole.ToolTipRole)
