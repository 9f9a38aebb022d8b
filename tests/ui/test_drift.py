"""The review page when a new period comes in: what differs from the last, and by which key rows do."""

from collections.abc import Callable
from pathlib import Path

from app.core import acts
from app.core.jobs import Job
from app.ui.main_window import MainWindow
from app.ui.pages.review_page import ReviewPage
from app.ui.widgets.drift_panel import COLUMN, EXAMPLES, MESSAGE
from tests.ui.test_whole_day import page

Idle = Callable[[], None]

JANUARY = [(f"K{n:03}", "东西南"[n % 3] + "街道", str(100 + n)) for n in range(60)]


def write(folder: Path, name: str, columns: str, rows: list[tuple[str, ...]]) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join([columns, *(",".join(row) for row in rows)]) + "\n", "utf-8")
    return path


def test_a_new_period_is_laid_beside_the_last(
    window: MainWindow, tmp_path: Path, idle: Idle
) -> None:
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    acts.take_in(ws, clerk, write(tmp_path, "一月", "编号,街道,金额", JANUARY), job)
    rows = [*JANUARY[5:], ("K900", "北街道", "7")]
    rows[0] = (*rows[0][:2], "9999")
    after = [(*row, "2026") for row in rows]
    acts.take_in(ws, clerk, write(tmp_path, "二月", "编号,街道,金额,年度", after), job)
    window.refresh()
    window.go_to(window.session.ws.releases()[0].id, "review")
    step = page(window, ReviewPage)
    step.tabs.setCurrentWidget(step.drift)
    idle()
    panel = step.drift
    told = {
        panel.list.item(row, COLUMN).text(): (
            panel.list.item(row, MESSAGE).text(), panel.list.item(row, EXAMPLES).text()
        )
        for row in range(panel.list.rowCount())
    }  # fmt: skip
    assert told["年度"][0] == "上期没有的列"
    assert told["街道"][1] == "北街道"
    assert "一月" in panel.notice.text()
    assert panel.key.currentData() == "编号"
    assert panel.rows.text() == "新增 1 行，减少 5 行，改动 1 行，不变 54 行"
    assert panel.asked.isVisible()
    assert panel.list.empty
    panel.key.setCurrentIndex(0)
    panel.key.activated.emit(0)
    idle()
    assert (panel.key.currentData(), panel.rows.text()) == ("", "")


def test_the_first_of_its_kind_has_nothing_beside_it(
    window: MainWindow, tmp_path: Path, idle: Idle
) -> None:
    ws, clerk = window.session.ws, window.session.actor
    acts.take_in(ws, clerk, write(tmp_path, "一月", "编号,街道,金额", JANUARY), Job())
    window.refresh()
    window.go_to(window.session.ws.releases()[0].id, "review")
    step = page(window, ReviewPage)
    step.tabs.setCurrentWidget(step.drift)
    idle()
    assert "第一次" in step.drift.notice.text()
    assert step.drift.list.empty == ""  # not that nothing differs
    assert not step.drift.asked.isVisible()
