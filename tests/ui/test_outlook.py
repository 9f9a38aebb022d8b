"""Loss and risk beside the recipe follow what is chosen, and only the last choice is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.widgets.score_bar import Bar
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, messy: Path, idle: Idle, qtbot: QtBot) -> DesensitizePage:
    window.take_in(messy)
    idle()
    window.page.go("desensitize")
    idle()
    step = page(window, DesensitizePage)
    qtbot.waitUntil(lambda: step.outlook.shown is not None, timeout=20_000)
    return step


def test_outlook_follows_the_choice(step: DesensitizePage, qtbot: QtBot) -> None:
    before = step.outlook.shown
    assert before is not None
    assert "没有发现个人信息" not in step.outlook.risk.text()
    told = step.outlook.change.text()
    for name in step.table._names[2:5]:
        step.table.choose(name, "suppress")  # only the last of these is worked out
    qtbot.waitUntil(lambda: step.outlook.shown is not before, timeout=20_000)
    after = step.outlook.shown
    assert after is not None
    assert after.loss > before.loss
    assert step.outlook.change.text() != told
    bars = step.outlook.findChildren(Bar)
    assert all(bar.accessibleName() for bar in bars)
    assert f"{after.loss:.0%}" in {bar.words for bar in bars}


def test_a_recipe_that_cannot_run_says_so(step: DesensitizePage, qtbot: QtBot) -> None:
    failed = []
    step.session.failed.connect(failed.append)
    name = step.table._names[1]
    step.table.choose(name, "map")
    qtbot.waitUntil(lambda: step.outlook.shown is None, timeout=20_000)
    assert step.outlook.risk.text()
    assert failed == []


def test_rows_that_are_no_persons_alarm_nobody(
    window: MainWindow, tmp_path: Path, idle: Idle, qtbot: QtBot
) -> None:
    schools = tmp_path / "schools.csv"
    lines = [
        f"第{n}中学,第{n % 7}教育局,{n // 9 % 5 + 1}区,{'民办' * (n % 3 == 0)}" for n in range(60)
    ]
    schools.write_text("\n".join(["学校名称,主管部门,所在地,备注", *lines]), encoding="utf-8")
    window.take_in(schools)
    idle()
    window.page.go("desensitize")
    step = page(window, DesensitizePage)
    qtbot.waitUntil(lambda: step.outlook.shown is not None, timeout=20_000)
    assert step.outlook.shown is not None
    assert step.outlook.shown.after is not None
    assert step.outlook.shown.after.alone
    assert "没有发现个人信息" in step.outlook.risk.text()
    assert "stop" not in {bar.tone for bar in step.outlook.findChildren(Bar)}
