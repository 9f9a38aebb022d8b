"""Cyclic garbage, whoever makes it, goes on the thread of the window."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.core.jobs import Job
from app.ui.garbage import Collector
from app.ui.jobs import JobRunner


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.knot = self


def test_what_a_job_leaves_is_collected_on_the_windows_thread(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    kept: list[list[int]] = []

    def work(job: Job) -> None:
        weakref.finalize(Knot(), lambda: threads.append(threading.current_thread()))
        kept.extend([] for _ in range(100_000))  # many times what Python collects after

    runner = JobRunner()
    with qtbot.waitSignal(runner.start("litter", work).signals.finished):
        pass
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
    runner.close()


def test_it_is_pythons_again_afterwards(qtbot: QtBot) -> None:
    parent = QObject()
    collector = Collector(parent)
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    gc.disable()  # as the collector of all these tests wants it
