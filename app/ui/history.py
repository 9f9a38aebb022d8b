"""Values that replaced each other, to go back and forth between."""

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """``now`` is the value that holds; what was undone is forgotten when something else is done."""

    def __init__(self, first: T) -> None:
        self._values = [first]
        self._place = 0

    @property
    def now(self) -> T:
        return self._values[self._place]

    @property
    def before(self) -> T:
        """The value that an undo leads to; ``now`` where there is none."""
        return self._values[max(self._place - 1, 0)]

    @property
    def after(self) -> T:
        """The value that a redo leads to; ``now`` where there is none."""
        return self._values[min(self._place + 1, len(self._values) - 1)]

    @property
    def can_undo(self) -> bool:
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        return self._place + 1 < len(self._values)

    def do(self, value: T, *, same_step: bool = False) -> None:
        """Another value holds from now on; in the ``same_step`` it takes the place of the last one."""
        if same_step and self.can_undo:
            self._place -= 1
        self._values[self._place + 1 :] = [value]
        self._place += 1

    def undo(self) -> None:
        """Go back by one value, if there is one."""
        self._place = max(self._place - 1, 0)

    def redo(self) -> None:
        """Take back an undo, if there was one."""
        self._place = min(self._place + 1, len(self._values) - 1)
