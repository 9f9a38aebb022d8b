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
from app.ui.widgets.job_strip import show_progress


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
    show_progress(bar, 3 << 20, 12 << 20, 12 << 20)
    assert bar.text() == "3.0 MB / 12.0 MB"
    show_progress(bar, 1, 4, 12 << 20)
    assert bar.text() == "25%"
