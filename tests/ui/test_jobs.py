"""Jobs: results on the thread of the window, progress that does not flood it, cancelling."""

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled, FileMissing
from app.core.jobs import Job
from app.ui.jobs import JobRunner
from app.ui.widgets.gauge import Estimate, Gauge, rest_in_words


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


def test_work_runs_beside_the_window_and_its_result_arrives_in_it(
    runner: JobRunner, qtbot: QtBot
) -> None:
    threads = []

    def work(job: Job) -> int:
        threads.append(threading.current_thread())
        return 7

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        assert result == 7

    job = runner.start("work", work, done)
    with qtbot.waitSignal(job.signals.finished):
        pass
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert runner.current is None


def test_progress_is_throttled_and_the_last_one_is_kept(runner: JobRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int | None]] = []

    def work(job: Job) -> None:
        for number in range(50_000):
            job.report(number + 1, 50_000)

    job = runner.start("count", work)
    job.signals.progress.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.signals.finished, timeout=10_000):
        pass
    assert len(seen) < 100
    assert seen[-1] == (50_000, 50_000)


def test_counts_beyond_32_bits_pass_through(runner: JobRunner, qtbot: QtBot) -> None:
    seen = []
    job = runner.start("bytes", lambda job: job.report(5 << 30, 6 << 30))
    job.signals.progress.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.signals.finished):
        pass
    assert seen[-1] == (5 << 30, 6 << 30)


def test_the_end_of_a_count_is_shown_though_another_count_follows_at_once(
    runner: JobRunner, qtbot: QtBot
) -> None:
    def work(job: Job) -> None:
        for done, total in ((1, 9), (9, 9), (1, None), (2, None)):
            job.report(done, total)

    seen = []
    job = runner.start("read", work)
    job.signals.progress.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(job.signals.finished):
        pass
    assert (9, 9) in seen


def test_cancelling_stops_the_work_and_what_waits_behind_it(
    runner: JobRunner, qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    begun = threading.Event()

    def endless(job: Job) -> None:
        begun.set()
        while True:
            job.report(1)
            time.sleep(0.001)

    first = runner.start("endless", endless, failed=errors.append)
    second = runner.start("next", lambda job: pytest.fail("must not begin"), failed=errors.append)
    assert begun.wait(5)
    with qtbot.waitSignals([first.signals.finished, second.signals.finished]):
        runner.cancel()
    assert [type(error) for error in errors] == [Cancelled, Cancelled]


def test_an_error_arrives_whole(runner: JobRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work(job: Job) -> None:
        raise FileMissing(name="表.xlsx")

    job = runner.start("fail", work, failed=errors.append)
    with qtbot.waitSignal(job.signals.finished):
        pass
    assert isinstance(errors[0], FileMissing)
    assert errors[0].told("zh") == "找不到文件 表.xlsx"


def test_a_count_up_to_the_size_of_the_file_is_told_in_bytes(qapp: QApplication) -> None:
    bar = QProgressBar()
    Gauge(bar, 12 << 20).show(3 << 20, 12 << 20)
    assert bar.text() == "3.0 MB / 12.0 MB"
    Gauge(bar, 12 << 20).show(1, 4)
    assert bar.text() == "25%"


def test_rest_is_told_once_it_is_known_and_runs_down(qapp: QApplication) -> None:
    now, bar = [0.0], QProgressBar()
    gauge = Gauge(bar, clock=lambda: now[0])
    gauge.show(0, 100)
    assert bar.text() == "0%"
    now[0] = 4.0
    gauge.show(10, 100)
    assert bar.text() == f"10% · {rest_in_words(36)}"
    gauge.show(100, 100)
    assert bar.text() == "100%"


def test_estimate_stays_though_the_speed_wavers() -> None:
    now = [0.0]
    estimate = Estimate(lambda: now[0])
    ends = []
    for second in range(60):  # ten a second, but by fits and starts
        now[0] = float(second)
        left = estimate.left(10 * second + (3 if second % 3 else -3), 1000)
        ends += [] if left is None else [round(now[0] + left)]
    assert len(ends) > 50
    assert len(set(ends)) <= 3
    assert all(abs(end - 100) < 10 for end in ends[20:])


def test_another_count_is_estimated_anew() -> None:
    now = [0.0]
    estimate = Estimate(lambda: now[0])
    estimate.left(0, 100)
    now[0] = 5.0
    assert estimate.left(50, 100) == 5.0
    assert estimate.left(0, 7) is None
