"""Processes that are killed at a named place."""

import os
import signal
from collections.abc import Callable

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
_LONGEST = (
    120  # s: a fork of a process with threads may hang, and one that is forgotten would live on
)


def forked(work: Callable[[], None]) -> int:
    """Begin work in a process that leaves nothing to its parent but how it ends; its id."""
    child = os.fork()
    if child == 0:
        signal.alarm(_LONGEST)
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_before(owner: object, name: str, call: int = 0) -> None:
    """Have a process die instead of beginning the n-th call."""
    real, left = getattr(owner, name), [call]

    def called(*arguments: object, **options: object) -> object:
        if left[0] == 0:
            die()
        left[0] -= 1
        return real(*arguments, **options)

    setattr(owner, name, called)


def dying_after(owner: object, name: str) -> None:
    real = getattr(owner, name)

    def called(*arguments: object, **options: object) -> None:
        real(*arguments, **options)
        die()

    setattr(owner, name, called)
