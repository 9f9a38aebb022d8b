"""What a command is given and what it gives back: the console, and the outcome."""

import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from app.core.jobs import Job
from app.core.text import Language, Text


@dataclass(frozen=True)
class Outcome:
    """What a command found. ``good`` is False when the answer is "no"; ``status`` is then the exit status."""

    data: Any
    lines: list[str] = field(default_factory=list)
    good: bool = True
    status: int = 1


class Console(Job):
    """Progress and messages on stderr: a bar on a terminal, or one JSON line a second."""

    def __init__(self, *, language: Language, style: str, quiet_stdout: bool) -> None:
        super().__init__()
        self.language = language
        self._style = style
        self._stories = sys.stderr if quiet_stdout else sys.stdout
        self._last = 0.0
        self._open_line = False

    def say(self, text: Text) -> None:
        """One line of a story, as it happens."""
        self._end_line()
        print(text.to(self.language), file=self._stories, flush=True)

    def show(self, done: int, total: int | None) -> None:
        now = time.monotonic()
        pause = 1.0 if self._style == "json" else 0.1
        if self._style == "none" or now - self._last < pause:
            return
        self._last = now
        if self._style == "json":
            print(json.dumps({"done": done, "total": total}), file=sys.stderr, flush=True)
        else:
            share = f"{100 * done // total:3d} %" if total else str(done)
            print(f"\r{share}", end="", file=sys.stderr, flush=True)
            self._open_line = True

    def close(self) -> None:
        self._end_line()

    def _end_line(self) -> None:
        if self._open_line:
            print("\r     \r", end="", file=sys.stderr, flush=True)
            self._open_line = False
