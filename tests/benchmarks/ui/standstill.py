"""How long the window stands still while a large table goes the whole way, from import to receipt.

A timer ticks every five milliseconds in the window's thread; the gap between two ticks is how long
nothing moved. What other programs took meanwhile is left out where Linux tells it: the time that the
thread could have run but had no processor. Of what is left the program itself is to blame for no more
than it computed meanwhile, on all its threads; told apart, since on a busy machine whoever holds
Python's lock may be waiting for a processor, too. The same timer while nothing is done comes first.
Run as ``python -m tests.benchmarks.ui.standstill [--rows N] [--spy]``.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.core.jobs import Job
from app.core.workspace.store import Workspace
from app.ui import application
from app.ui.main_window import MainWindow
from app.ui.session import Session

BLOCKED = 0.05  # seconds: from here on a person sees that nothing moves
TICK = 5  # milliseconds
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


class Watch:
    """The gaps between ticks, in seconds; a spy notes who held the window up."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.blamed: list[float] = []
        self.stage = ""
        self.holders: Counter[tuple[str, str, str]] = Counter()
        self._last = time.perf_counter()
        self._window, self._native = threading.get_ident(), threading.get_native_id()
        self._waited, self._computed = self._without_processor(), time.process_time()
        self._watching = True
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def spy(self) -> None:
        """Look every ten milliseconds at what runs while the window is late."""
        while self._watching:
            time.sleep(0.01)
            waited = self._without_processor() - self._waited
            if time.perf_counter() - self._last - waited > BLOCKED:
                frames = sys._current_frames()
                mine = _told(frames[self._window])
                here = self._window, threading.get_ident()
                others = [_told(frame) for thread, frame in frames.items() if thread not in here]
                working = [one for one in others if not one.startswith(("threading", "thread"))]
                self.holders[self.stage, mine, working[0] if working else ""] += 1

    def during(self, stage: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do it, and say how long nothing moved."""
        sys.stdout.flush()
        self.stage, self.gaps, self.blamed, started = stage, [], [], time.perf_counter()
        self._last, self._waited = started, self._without_processor()
        self._computed = time.process_time()
        act()
        self._tick()  # what was done at once held the window up, too
        while not done():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        self._tick()
        told = [_told_gaps(gaps) for gaps in (self.gaps, self.blamed)]
        sys.stdout.write(
            f"{stage:16} {time.perf_counter() - started:6.1f} s   still {told[0]}   by itself {told[1]}\n"
        )

    def stop(self) -> None:
        """Look no more."""
        self._watching = False
        self._timer.stop()

    def _without_processor(self) -> float:
        """Seconds that the window's thread, so far, was ready to run and did not."""
        try:
            told = Path(f"/proc/self/task/{self._native}/schedstat").read_text("ascii")
        except OSError:
            return 0.0
        return int(told.split()[1]) / 1e9

    def _tick(self) -> None:
        now, waited, computed = time.perf_counter(), self._without_processor(), time.process_time()
        still = now - self._last - (waited - self._waited)
        self.gaps.append(still)
        self.blamed.append(min(still, computed - self._computed))
        self._last, self._waited, self._computed = now, waited, computed


def _told_gaps(gaps: list[float]) -> str:
    ordered = sorted(gaps)
    middle, most, longest = (
        1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99, 1)
    )
    return f"{middle:3.0f} ms, p99 {most:3.0f}, longest {longest:4.0f}"


def _told(frame: object) -> str:
    stack = reversed(traceback.extract_stack(frame)[-4:])  # type: ignore[arg-type]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in stack)


def write_table(path: Path, rows: int) -> None:
    """Invented persons whose numbers check, of a district that does not exist."""
    with path.open("w", encoding="utf-8") as file:
        file.write("序号,姓名,身份证号,联系电话,所在街道,保障金额,审批日期,备注\n")
        for n in range(rows):
            body = f"11010{n % 9}{1950 + n % 60}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
            check = "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]
            name = "王李张刘陈杨黄赵吴周"[n % 10] + "伟芳娜敏静丽强磊军洋"[n // 10 % 10]
            file.write(
                f"{n + 1},{name},{body}{check},138{n % 10**8:08d},第{n % 37 + 1}街道,{600 + n % 900},"
                f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d},材料{'齐全' if n % 3 else '待补'}\n"
            )


def main() -> int:
    """Print each step's longest standstill."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--spy", action="store_true", help="say who held the window up")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application.make_application(sys.argv[:1])
    application.load(Job())  # as it is while a person types the passphrase
    watch = Watch()
    if args.spy:
        threading.Thread(target=watch.spy, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        write_table(Path(folder) / "大表.csv", args.rows)
        _whole_way(app, Path(folder), watch)
        watch.stop()
    for (stage, mine, other), times in watch.holders.most_common(25):
        sys.stdout.write(f"{times:4} {stage}\n     window: {mine}\n     worker: {other}\n")
    return 0


def _whole_way(app: QApplication, folder: Path, watch: Watch) -> None:
    ws = Workspace.create(folder / "workspace", "workspace")
    ws.set_setting("provider", "某市民政局")
    ws.set_setting("provider_code", "11100000000013127D")
    clerk = ws.new_identity("张承办", "1001", "clerk", "某市民政局", "clerk")
    reviewer = ws.new_identity("李审查", "2002", "reviewer", "某市民政局", "reviewer")
    session = Session(ws, clerk)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(session, settings)
    window.resize(1600, 900)
    window.show()
    pages = window.page.pages

    def rests() -> bool:
        return not session.working and session.reads.current is None

    def do(stage: str, act: Callable[[], object]) -> None:
        watch.during(stage, act, rests)

    until = time.perf_counter() + 5
    watch.during("(nothing)", app.processEvents, lambda: time.perf_counter() > until and rests())
    do("import, scan", lambda: window.take_in(folder / "大表.csv"))
    do("look at table", lambda: window.page.go("import"))
    do("look at recipe", lambda: window.page.go("desensitize"))
    do("desensitize", pages["desensitize"].run.click)  # type: ignore[attr-defined]
    do("look at entry", lambda: window.page.go("catalog"))
    pages["catalog"].form.editor("theme").setCurrentText("社会救助")  # type: ignore[attr-defined]
    pages["catalog"].confirm.click()  # type: ignore[attr-defined]
    do("catalog", pages["catalog"].save.click)  # type: ignore[attr-defined]
    window.page.go("quality")
    do("quality", pages["quality"].check.click)  # type: ignore[attr-defined]
    do("look at request", lambda: window.page.go("signoff"))
    do("submit", pages["signoff"].submit.click)  # type: ignore[attr-defined]
    do("reviewer looks", lambda: session.change_actor(reviewer))
    pages["signoff"].verdict.reason.setPlainText("可以公开")  # type: ignore[attr-defined]
    login = pages["signoff"].ask_to_sign()  # type: ignore[attr-defined]
    login.passphrase.setText("reviewer")
    do("sign", login.submit)
    do("clerk looks", lambda: session.change_actor(clerk))
    window.page.go("deliver")
    do("rehearse", pages["deliver"].rehearse.click)  # type: ignore[attr-defined]
    do("seal", pages["deliver"].seal.click)  # type: ignore[attr-defined]
    do("upload", pages["deliver"].upload.click)  # type: ignore[attr-defined]
    sys.stdout.write(f"release is {ws.release('R0001').state}\n")
    session.close()


if __name__ == "__main__":
    sys.exit(main())
