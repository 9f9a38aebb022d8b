"""How often datasets are looked at and downloaded: counts by month, and nothing about who did."""

import datetime
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["views", "downloads"]


@dataclass(frozen=True)
class Uses:
    """Of one dataset, so far."""

    views: int = 0
    downloads: int = 0


class Usage:
    """The counts, in a SQLite file: each is kept before its page is sent. Safe for many threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._turn = threading.Lock()
        with self._turn, closing(self._open()) as base, base:
            base.execute(
                "create table if not exists uses (month text, dataset text, kind text, n integer,"
                " primary key (month, dataset, kind))"
            )

    def count(self, dataset: str, kind: Kind) -> None:
        """One more."""
        month = datetime.datetime.now(datetime.UTC).strftime("%Y-%m")
        with self._turn, closing(self._open()) as base, base:
            base.execute(
                "insert into uses values (?, ?, ?, 1)"
                " on conflict (month, dataset, kind) do update set n = n + 1",
                (month, dataset, kind),
            )

    def by_dataset(self) -> dict[str, Uses]:
        """What each dataset has been used, by its key."""
        counted: dict[str, dict[str, int]] = {}
        for dataset, kind, n in self._rows("dataset"):
            counted.setdefault(dataset, {})[kind] = n
        return {dataset: Uses(**kinds) for dataset, kinds in counted.items()}

    def by_month(self) -> dict[str, Uses]:
        """What all datasets together have been used, by month (CCYY-MM), the latest first."""
        counted: dict[str, dict[str, int]] = {}
        for month, kind, n in self._rows("month"):
            counted.setdefault(month, {})[kind] = n
        return {month: Uses(**counted[month]) for month in sorted(counted, reverse=True)}

    def _rows(self, by: Literal["dataset", "month"]) -> list[tuple[str, str, int]]:
        asked = f"select {by}, kind, sum(n) from uses group by {by}, kind"  # noqa: S608 — one of two
        with closing(self._open()) as base:
            return base.execute(asked).fetchall()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file)
