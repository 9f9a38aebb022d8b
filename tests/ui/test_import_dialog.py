"""导入前核对: what a clerk sees of a file, and corrects, before anything is made of it."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import shiboken6
from openpyxl.comments import Comment
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.intake.picture import ROWS
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import Kind, LayoutPlan
from app.core.trust import canonical
from app.ui.dialogs import taking
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.errors import ErrorDialog
from app.ui.main_window import MainWindow
from app.ui.widgets.column_choice import NAME, STORED, WRITTEN

Idle = Callable[[], None]
Look = Callable[..., ImportDialog]


@pytest.fixture
def look(window: MainWindow, idle: Idle) -> Look:
    """Open a file in the window's dialog and wait until it is shown."""

    def open_file(path: Path, sheet: str | None = None, wish: Wish = NO_WISH) -> ImportDialog:
        window.look_at(path, sheet, wish)
        idle()
        return next(d for d in window.findChildren(ImportDialog) if d.isVisible())

    return open_file


@pytest.fixture
def grouped(tmp_path: Path) -> Path:
    """Groups, subtotals, a percentage, and a second sheet by years."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名单"
    for row in (
        ["序号", "学校", "比例"], ["一、城区"], [1, "第一小学", 0.123], [2, "第二小学", 0.456],
        ["小计", None, 0.579], ["二、乡镇"], [3, "第三小学", 0.7], [4, "第四小学", 0.8],
        ["合计", None, 2],
    ):  # fmt: skip
        sheet.append(row)
    for row in (3, 4, 7, 8):
        sheet.cell(row, 3).number_format = "0%"
    years = book.create_sheet("历年")
    for row in (["乡镇", "2021年", "2022年", "2023年"], ["青石镇", 1, 2, 3], ["白沙乡", 4, 5, 6]):
        years.append(row)
    path = tmp_path / "学校.xlsx"
    book.save(path)
    return path


def kinds(dialog: ImportDialog) -> list[str]:
    model = dialog.view.picture
    return [model.kind(row) for row in range(model.rowCount())]


def say(dialog: ImportDialog, idle: Idle, what: str, *rows: int) -> None:
    """Choose rows of the picture and say what they are."""
    dialog.view.clearSelection()
    chosen = dialog.view.selectionModel()
    for row in rows:
        index = dialog.view.picture.index(row - 1, 0)
        chosen.select(index, chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)
    dialog.view.words[what].trigger()
    idle()


def column(dialog: ImportDialog, name: str) -> list[str | None]:
    texts: list[str | None] = dialog.result.arrow.table[name].to_pylist()
    return texts


def test_enter_imports_a_file_that_raises_no_doubt(
    window: MainWindow, look: Look, messy: Path, idle: Idle, qtbot: QtBot
) -> None:
    dialog = look(messy)
    assert dialog.notice.isHidden()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    idle()
    assert window.page.release is not None
    assert window.page.release.name == "某市城乡低保对象名单"
    table = window.session.ws.load_table("R0001", Kind.TABLE)
    assert table.layout.drift == ()
    assert table.rows == 12


def test_the_sheet_stands_beside_its_table_with_a_reason_for_each_row(
    look: Look, messy: Path
) -> None:
    dialog = look(messy)
    assert kinds(dialog)[:4] == ["title", "unit", "header", "data"] or kinds(dialog)[2] == "header"
    model = dialog.view.picture
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "标题" in tip
    assert model.headerData(2, Qt.Orientation.Vertical) == "3  表头"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "B"
    assert dialog.view.columnSpan(0, 0) == 6
    assert "合计行" in dialog.legend.text()
    assert dialog.result.arrow.rowCount() == 12


def test_rows_are_corrected_and_every_correction_can_be_undone(
    window: MainWindow, look: Look, grouped: Path, idle: Idle, qtbot: QtBot
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "leave", 4)
    say(dialog, idle, "keep", 5)
    say(dialog, idle, "to", 7)
    assert column(dialog, "学校") == ["第一小学", None, "第三小学"]
    dialog.undo.click()
    idle()
    assert column(dialog, "学校") == ["第一小学", None, "第三小学", "第四小学"]
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert kinds(dialog)[4] == "total"
    qtbot.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert kinds(dialog)[4] == "data"
    dialog.take.click()
    idle()
    table = window.session.ws.load_table("R0001", Kind.TABLE)
    assert table.data["学校"].to_pylist() == ["第一小学", None, "第三小学", "第四小学"]


def test_keys_say_what_a_row_is(look: Look, grouped: Path, idle: Idle, qtbot: QtBot) -> None:
    dialog = look(grouped)
    dialog.view.setFocus()
    dialog.view.selectRow(3)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Delete)
    idle()
    assert kinds(dialog)[3] == "by-hand"
    dialog.view.selectRow(2)
    qtbot.keyClick(dialog.view, Qt.Key.Key_H)
    idle()
    assert dialog.result.arrow.table.column_names == ["1", "第一小学", "12%"]


def test_a_header_chosen_by_hand_goes_into_the_release(
    window: MainWindow, look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "header", 3)
    dialog.take.click()
    idle()
    table = window.session.ws.load_table("R0001", Kind.TABLE)
    assert table.columns == ("1", "第一小学", "12%")
    assert table.layout.header_rows == (3,)
    assert table.layout.drift == ()


def test_options_are_laid_over_the_picture_at_once(look: Look, grouped: Path, idle: Idle) -> None:
    dialog = look(grouped)
    dialog.totals.click()
    dialog.groups.click()  # before the first answer is there
    idle()
    assert column(dialog, "分组")[:2] == ["一、城区", "一、城区"]
    assert column(dialog, "序号")[2] == "小计"
    assert dialog.totals.isChecked()
    assert dialog.groups.isChecked()
    dialog.columns.item(2, STORED).setCheckState(Qt.CheckState.Checked)
    idle()
    assert column(dialog, "比例")[0] == "0.123"
    dialog.columns.item(0, 0).setCheckState(Qt.CheckState.Unchecked)
    idle()
    assert dialog.result.arrow.table.column_names == ["分组", "学校", "比例"]


def test_one_column_at_least_is_kept(look: Look, grouped: Path, idle: Idle) -> None:
    dialog = look(grouped)
    for row in range(3):
        dialog.columns.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
        idle()
    assert dialog.result.arrow.table.column_names == ["比例"]


def test_another_sheet_and_its_years_become_rows(
    window: MainWindow, look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    assert [dialog.choice.itemText(n) for n in range(2)] == ["名单", "历年"]
    assert dialog.unpivot.isHidden()
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    dialog.unpivot.click()
    idle()
    assert column(dialog, "数值") == ["1", "2", "3", "4", "5", "6"]
    dialog.take.click()
    idle()
    assert window.session.ws.load_table("R0001", Kind.TABLE).layout.sheet == "历年"


def test_a_plan_is_saved_and_laid_over_next_months_file(
    look: Look, grouped: Path, tmp_path: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    dialog.totals.click()
    idle()
    kept = tmp_path / "plan.json"
    dialog.save_plan(kept)
    plan = canonical.read_document(kept, LayoutPlan)
    assert (plan.totals, plan.edits) == ("keep", None)
    dialog.undo.click()
    idle()
    dialog.reject()
    book = openpyxl.load_workbook(grouped)
    book["名单"]["C1"] = "占比"
    book.save(grouped)
    dialog = look(grouped)
    dialog.load_plan(kept)
    idle()
    assert "“比例”改名为“占比”" in dialog.notice.text()
    assert dialog.totals.isChecked()
    kept.write_bytes(canonical.pretty(LayoutPlan(("设备", "型号"))))
    dialog.load_plan(kept)
    idle()
    assert "设备" in dialog.notice.text()
    assert dialog.totals.isChecked()  # the plan before it holds
    assert dialog.take.isEnabled()


def test_encoding_and_delimiter_show_at_once_and_go_into_the_release(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称;甲|数量\n一;x|1\n二;y|2\n".encode("gb18030"))
    dialog = look(path)
    assert "gb18030" in dialog.text.encoding.itemText(0)
    mark = dialog.text.delimiter.findData("|")
    dialog.text.delimiter.setCurrentIndex(mark)
    dialog.text.delimiter.activated.emit(mark)
    idle()
    assert dialog.result.arrow.table.column_names == ["名称;甲", "数量"]
    dialog.take.click()
    idle()
    assert window.session.ws.load_table("R0001", Kind.TABLE).columns == ("名称;甲", "数量")


def test_of_a_long_file_the_first_rows_are_shown_and_more_when_asked(
    look: Look, tmp_path: Path, idle: Idle
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("编号,名称\n" + "".join(f"{n},第{n}\n" for n in range(2000)), "utf-8")
    dialog = look(path)
    assert dialog.view.picture.rowCount() == ROWS
    assert f"前 {ROWS} 行" in dialog.shape.text()
    say(dialog, idle, "leave", 2)
    dialog.more.click()
    idle()
    assert dialog.view.picture.rowCount() == 2001
    assert dialog.more.isHidden()
    assert column(dialog, "编号")[0] == "1"


def test_a_sheet_without_a_table_says_what_to_do(look: Look, tmp_path: Path, idle: Idle) -> None:
    book = openpyxl.Workbook()
    book.active.append(["只有一句话"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    dialog = look(path)
    assert "这是表头行" in dialog.notice.text()
    assert not dialog.take.isEnabled()


def test_a_file_that_is_no_table_is_explained(
    window: MainWindow, tmp_path: Path, idle: Idle
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    window.look_at(path)
    idle()
    dialog = window.findChild(ErrorDialog)
    assert "format-unknown" in dialog.details
    assert not any(d.isVisible() for d in window.findChildren(ImportDialog))
    dialog.accept()


def test_leaving_the_dialog_imports_nothing(window: MainWindow, look: Look, messy: Path) -> None:
    look(messy).reject()
    assert not window.session.working
    assert window.session.ws.releases() == []


def test_next_months_file_is_offered_last_months_plan(
    window: MainWindow, look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    assert dialog.offer.isHidden()
    dialog.totals.click()
    idle()
    say(dialog, idle, "leave", 4)
    dialog.take.click()
    idle()
    dialog = look(grouped)
    assert "R0001" in dialog.offer.text.text()
    assert not dialog.totals.isChecked()
    dialog.offer.take.click()
    idle()
    assert dialog.totals.isChecked()
    assert kinds(dialog)[3] == "data"  # what was said of one file's rows holds for that file alone
    assert dialog.offer.isHidden()


def test_a_large_file_is_shown_before_it_is_looked_through(
    look: Look, window: MainWindow, grouped: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LARGE", 1)
    seen = []
    taken = taking.picture_file

    def watched(*args: object, **how: object) -> object:
        seen.append(how)
        return taken(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "picture_file", watched)
    dialog = look(grouped)
    assert [how["glance"] for how in seen] == [True, False]
    say(dialog, idle, "leave", 4)
    assert column(dialog, "学校")[:2] == ["第一小学", "第三小学"]


def test_a_file_that_is_changed_while_it_is_looked_at_is_not_imported(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,数量\n甲,1\n乙,2\n", "utf-8")
    dialog = look(path)
    say(dialog, idle, "leave", 2)
    path.write_text("名称,数量\n新,9\n甲,1\n乙,2\n", "utf-8")
    dialog.take.click()
    idle()
    assert window.session.ws.releases() == []
    error = window.findChild(ErrorDialog)
    assert "file-unreadable" in error.details
    error.accept()


def test_hidden_content_is_listed_before_anything_is_stored(
    look: Look, messy: Path, idle: Idle
) -> None:
    book = openpyxl.load_workbook(messy)
    book["低保"]["B4"].comment = Comment("核对后再定", "某人")
    book.create_sheet("底稿").append(["不给人看"])
    book["底稿"].sheet_state = "hidden"
    book.save(messy)
    dialog = look(messy)
    listed = [
        tuple(dialog.hidden.item(row, place).text() for place in range(3))
        for row in range(dialog.hidden.rowCount())
    ]
    assert ("隐藏的工作表", "底稿", "不给人看") in listed
    assert ("批注", "低保!B4", "核对后再定") in listed
    assert "批注" in dialog.notice.text()
    assert "底稿" not in [dialog.choice.itemText(n) for n in range(dialog.choice.count())]


def test_titles_and_notes_run_over_the_blanks_beside_them(look: Look, messy: Path) -> None:
    view = look(messy).view
    assert view.columnSpan(1, 0) == 6  # the unit, which is not merged in the sheet
    assert view.columnSpan(3, 0) == 1  # a row of data


def test_a_new_period_is_read_by_the_plan_before_it_and_its_drift_is_told(
    window: MainWindow, look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    dialog.totals.click()
    idle()
    dialog.take.click()
    idle()
    book = openpyxl.load_workbook(grouped)
    book["名单"].move_range("B1:B9", cols=2)
    book["名单"].delete_cols(2)
    book.save(grouped)
    window.importing.look_at_next("R0001", grouped)
    idle()
    dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    assert dialog.totals.isChecked()
    assert dialog.offer.isHidden()
    assert "换了位置" in dialog.notice.text()
    dialog.take.click()
    idle()
    before, after = (window.session.ws.load_table(f"R000{n}", Kind.TABLE) for n in (1, 2))
    assert after.rows == 2 * before.rows
    assert after.columns[:3] == ("序号", "学校", "比例")


def test_a_new_period_of_another_template_says_so(
    window: MainWindow, look: Look, messy: Path, grouped: Path, idle: Idle
) -> None:
    look(grouped).take.click()
    idle()
    window.importing.look_at_next("R0001", messy)
    idle()
    dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    assert "学校" in dialog.notice.text()
    assert dialog.result.arrow.rowCount() == 12  # as it was found
    dialog.reject()


def asked(dialog: ImportDialog) -> QMessageBox:
    return next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text().startswith(text)).click()


def test_corrections_are_not_given_up_without_a_question(
    window: MainWindow, look: Look, grouped: Path, idle: Idle, qtbot: QtBot
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "leave", 3)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(asked(dialog), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert kinds(dialog)[2] == "by-hand"
    dialog.reject()
    press(asked(dialog), "按改动后的版面导入")
    idle()
    table = window.session.ws.load_table("R0001", Kind.TABLE)
    assert table.data["学校"].to_pylist() == ["第二小学", "第三小学", "第四小学"]


def test_corrections_can_be_given_up(
    window: MainWindow, look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "leave", 3)
    dialog.reject()
    press(asked(dialog), "放弃改动")
    assert not any(d.isVisible() for d in window.findChildren(ImportDialog))
    assert window.session.ws.releases() == []


def test_without_corrections_or_with_all_undone_nothing_is_asked(
    look: Look, grouped: Path, idle: Idle, qtbot: QtBot
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "leave", 3)
    dialog.undo.click()
    idle()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()


def test_what_was_corrected_in_one_table_is_kept_while_another_is_looked_at(
    look: Look, grouped: Path, idle: Idle
) -> None:
    dialog = look(grouped)
    say(dialog, idle, "leave", 3)
    for place in (1, 0):
        dialog.choice.setCurrentIndex(place)
        dialog.choice.activated.emit(place)
        idle()
    assert kinds(dialog)[2] == "by-hand"
    assert dialog.undo.isEnabled()


def renamed_months(folder: Path) -> list[Path]:
    """A month, and two months in which two of three columns are called otherwise."""
    paths = []
    for month, names in enumerate(
        (("企业名称", "处罚金额"), ("单位名称", "处罚金额（元）"), ("单位名称", "处罚金额（元）")),
        1,
    ):
        path = folder / f"{month}月.csv"
        rows = "".join(f"{n},第{n}食品厂,{n * month}00\n" for n in range(1, 4))
        path.write_text(f"序号,{names[0]},{names[1]}\n{rows}", "utf-8")
        paths.append(path)
    return paths


def next_period(window: MainWindow, release: str, path: Path, idle: Idle) -> ImportDialog:
    window.importing.look_at_next(release, path)
    idle()
    return next(d for d in window.findChildren(ImportDialog) if d.isVisible())


def test_renamed_columns_keep_their_names_and_next_month_nothing_is_asked(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle
) -> None:
    first, second, third = renamed_months(tmp_path)
    look(first).take.click()
    idle()
    dialog = next_period(window, "R0001", second, idle)
    assert "“单位名称”即“企业名称”" in dialog.offer.text.text()
    assert dialog.offer.take.hasFocus()
    dialog.offer.take.click()
    idle()
    assert dialog.offer.isHidden()
    assert dialog.result.arrow.table.column_names == ["序号", "企业名称", "处罚金额"]
    dialog.take.click()
    idle()
    dialog = next_period(window, "R0002", third, idle)
    assert dialog.offer.isHidden()
    assert dialog.notice.isHidden()
    dialog.take.click()
    idle()
    table = window.session.ws.load_table("R0003", Kind.TABLE)
    assert table.columns[:3] == ("序号", "企业名称", "处罚金额")
    assert table.rows == 9


def test_a_column_takes_a_name_that_the_plan_misses_by_hand(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle, qtbot: QtBot
) -> None:
    first, second, _ = renamed_months(tmp_path)
    look(first).take.click()
    idle()
    dialog = next_period(window, "R0001", second, idle)
    dialog.tabs.setCurrentWidget(dialog.columns)
    dialog.columns.setFocus()
    dialog.columns.setCurrentCell(1, NAME)
    qtbot.keyClick(dialog.columns, Qt.Key.Key_F2)
    editor = dialog.columns.findChild(QComboBox)
    assert [editor.itemText(n) for n in range(editor.count())] == ["企业名称", "处罚金额"]
    editor.setEditText("企业名称")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.undo.isEnabled() and not dialog.columns.findChild(QComboBox))
    idle()
    assert dialog.result.arrow.table.column_names == ["序号", "企业名称", "处罚金额（元）"]
    assert dialog.columns.item(1, WRITTEN).text() == "单位名称"
    dialog.undo.click()
    idle()
    assert dialog.result.arrow.table.column_names[1] == "单位名称"
    dialog.reject()
    assert not dialog.isVisible()  # the plan of the month before is no correction


def test_a_sheet_without_names_asks_for_them(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle, qtbot: QtBot
) -> None:
    path = tmp_path / "无表头.csv"
    path.write_text("".join(f"{n},第{n}户,2026-01-0{n}\n" for n in range(1, 9)), "utf-8")
    dialog = look(path)
    assert dialog.name_columns.hasFocus()
    assert not dialog.take.isEnabled()
    qtbot.keyClick(dialog.name_columns, Qt.Key.Key_Space)
    for row, name in enumerate(("序号", "户主", "日期")):
        dialog.columns.setCurrentCell(row, NAME)
        dialog.columns.editItem(dialog.columns.item(row, NAME))
        editor = dialog.columns.findChild(QLineEdit)
        editor.setText(name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda name=name: name in dialog.result.arrow.table.column_names)  # type: ignore[misc]
        idle()
    assert dialog.confirm.isHidden()
    assert dialog.name_columns.isHidden()
    assert dialog.notice.isHidden()
    dialog.take.click()
    idle()
    table = window.session.ws.load_table("R0001", Kind.TABLE)
    assert table.columns == ("序号", "户主", "日期")
    assert all(notice.code != "no-header" for notice in table.warnings)


def test_no_two_columns_take_the_same_name(look: Look, grouped: Path, idle: Idle) -> None:
    dialog = look(grouped)
    dialog.columns.item(0, NAME).setText("学校")
    idle()
    assert dialog.columns.item(0, NAME).text() == "序号"
    assert not dialog.undo.isEnabled()


def test_a_layout_in_doubt_is_imported_only_when_somebody_has_looked(
    window: MainWindow, look: Look, tmp_path: Path, idle: Idle
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "单位", "编制", "实有"])
    for n in range(1, 8):
        book.active.append([n, f"第{n}中学", n * 7, n * 5])
    book.active.append([8, "县政府办", "较多", "较少"])
    path = tmp_path / "编制.xlsx"
    book.save(path)
    dialog = look(path)
    assert dialog.confirm.isVisible()
    assert not dialog.take.isEnabled()
    dialog.confirm.click()
    idle()
    assert dialog.confirm.isHidden()
    assert dialog.take.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()  # to say that it is right is no correction
