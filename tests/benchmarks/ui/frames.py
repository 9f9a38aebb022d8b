"""What a frame of a great table costs the window's thread, against a model that Qt paints itself.

1,048,576 x 50 cells in a mapped file, a window of 1600 x 900: every frame repaints all of it, half of
them at a place taken at random. Milliseconds of the thread's CPU; the memory is that of the process
beyond an empty window's, and what of it is mapped from the file is told apart.
Run as ``python -m tests.benchmarks.ui.frames [--rows N]``, under a screen or with
``QT_QPA_PLATFORM=offscreen``.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from app.core.mapped_file import mapped
from app.ui import theme
from app.ui.widgets.table_model import ArrowTableView

COLUMNS, FRAMES, PIECE = 50, 200, 65_536
Index = QModelIndex | QPersistentModelIndex


class Naive(QAbstractTableModel):
    """A cell at a time, straight from Arrow."""

    def __init__(self, data: pa.Table) -> None:
        super().__init__()
        self._data = data

    def rowCount(self, parent: Index | None = None) -> int:
        return int(self._data.num_rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return int(self._data.num_columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._data.column(index.column())[index.row()].as_py()


def write_table(path: Path, rows: int) -> None:
    """Numbers of 18 digits, streets, amounts, and a column with blanks, over and over."""
    source = np.random.default_rng(3)
    streets = pa.array([f"第{n}街道办事处" for n in range(300)])
    with pa.OSFile(str(path), "wb") as file:
        writer = None
        for start in range(0, rows, PIECE):
            count = min(PIECE, rows - start)
            numbers = pa.array([str(110101196101010012 + start + n) for n in range(count)])
            offices = pa.array(
                [f"某市民政局救助{n % 977}科" if n % 7 else None for n in range(count)]
            )
            columns = []
            for number in range(COLUMNS):
                codes = pa.array(source.integers(0, len(streets), count).astype(np.int32))
                amounts = pa.array(source.integers(0, 10**6, count).astype(str))
                coded = pa.DictionaryArray.from_arrays(codes, streets)
                columns.append((numbers, coded, amounts, coded, offices)[number % 5])
            piece = pa.table(columns, [f"列{number}" for number in range(COLUMNS)])
            writer = writer or pa.ipc.new_stream(file, piece.schema)
            writer.write_table(piece)
        if writer is not None:
            writer.close()


def frames(view: QTableView, app: QApplication) -> list[float]:
    """Milliseconds of CPU of each frame."""
    source, costs = random.Random(1), []
    down, across = view.verticalScrollBar(), view.horizontalScrollBar()
    for number in range(FRAMES):
        anywhere = source.randrange(down.maximum() + 1)
        started = time.thread_time()
        down.setValue(anywhere if number % 2 else min(down.value() + 3, down.maximum()))
        if number % 10 == 0:
            across.setValue(source.randrange(across.maximum() + 1))
        view.viewport().repaint()
        app.processEvents()
        costs.append(1000 * (time.thread_time() - started))
    return sorted(costs)


def memory(kind: str) -> float:
    """MiB of this process: RssAnon is its own, RssFile what it has mapped; 0 where nobody tells."""
    try:
        status = Path("/proc/self/status").read_text("ascii", errors="replace")
    except OSError:
        return 0.0
    return int(status.split(f"{kind}:")[1].split()[0]) / 1024


def measured(title: str, make: Callable[[pa.Table], QTableView], path: Path) -> float:
    """Print what one of the two costs; the median of its frames."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError
    own, from_file = memory("RssAnon"), memory("RssFile")
    started = time.perf_counter()
    with path.open("rb") as file:
        data = pa.ipc.open_stream(mapped(file.fileno())).read_all()
    view = make(data)
    view.resize(1600, 900)
    view.show()
    app.processEvents()
    opened = time.perf_counter() - started
    costs = frames(view, app)
    middle = statistics.median(costs)
    sys.stdout.write(
        f"{title}: first rows after {opened:.2f} s, a frame {middle:.1f} ms, p95 "
        f"{costs[int(0.95 * FRAMES)]:.1f} ms, longest {costs[-1]:.1f} ms; memory "
        f"{memory('RssAnon') - own:.0f} MiB and {memory('RssFile') - from_file:.0f} MiB mapped\n"
    )
    view.close()
    return middle


def main() -> int:
    """Print frames and memory of both, and their ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_048_576)
    args = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme.dress(app)

    def ours(data: pa.Table) -> QTableView:
        view = ArrowTableView("")
        view.show_table(data)
        return view

    def naive(data: pa.Table) -> QTableView:
        view = QTableView()
        view.setModel(Naive(data))
        return view

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.arrow"
        write_table(path, args.rows)
        our_cost = measured("ours ", ours, path)
        sys.stdout.write(f"ours / naive: {our_cost / measured('naive', naive, path):.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
