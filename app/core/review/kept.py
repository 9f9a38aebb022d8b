"""What an object finds out once and keeps, as ``functools.cached_property`` does, but without its lock.

Until Python 3.12 that lock is one for all objects of a class: two threads that read two columns would wait
for each other.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Found = TypeVar("Found")


class kept(Generic[Found]):  # noqa: N801 — stands where a decorator of the library stands
    """A method of an object that no other thread asks."""

    def __init__(self, find: Callable[[Any], Found]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, holder: Any, owner: type) -> Found:
        found = self._find(holder)
        holder.__dict__[self._name] = found
        return found
